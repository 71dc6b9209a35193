export { createAccessStore } from './access-store.js';
export type { AccessStore, KeptAccess } from './access-store.js';
export { createRuns } from './runs.js';
export { defaultInteraction, isPrivateAddress } from './interaction.js';
export { widerThan } from './wider-than-project.js';
export { ProjectSchedule } from './schedules.js';
export type { FlakeMemory } from './flakes.js';
export type { RunRecord, StageRecord } from './run-record.js';
export type { RunPlace, Runs } from './runs.js';
export { ProjectSettings } from './project-settings.js';
export { createProjects } from './projects.js';
export type { ProjectChange, ProjectEnvironment, ProjectRecord, Projects } from './projects.js';
export { createRunDetails } from './run-details.js';
export type {
  RecordedFinding,
  RecordedHealing,
  RecordedLedgerEntry,
  RecordedResult,
  RunDetails,
} from './run-details.js';
export { createShares } from './shares.js';
export type { ShareRecord, Shares } from './shares.js';
