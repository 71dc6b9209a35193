export { createRuns } from './runs.js';
export { defaultInteraction, isPrivateAddress } from './interaction.js';
export type { RunRecord, Runs, StageRecord } from './runs.js';
