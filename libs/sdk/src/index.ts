export { ApiProblem, createTestForge } from './client.js';
export { followRun } from './follow-run.js';
export type { Answer, PastHealing, Proposal, Suite, SuiteCalls } from './suite-calls.js';
export type { ExportChoice, Heal, HealRequest, Run, StartRun, TestForge } from './client.js';
export type { FollowOptions } from './follow-run.js';
export { toLastRun } from './last-run.js';
export { narrate, sayOutcome } from './narrate.js';
export type { Narration } from './narrate.js';
