export { createAccessStore } from './access-store.js';
export type { AccessStore } from './access-store.js';
export { createRuns } from './runs.js';
export { defaultInteraction, isPrivateAddress } from './interaction.js';
export type { KnownTrouble } from './known-trouble.js';
export type { RunRecord, StageRecord } from './run-record.js';
export type { RunPlace, Runs } from './runs.js';
