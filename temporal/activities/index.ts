import { answerActivities } from './answers.activities.js';
import { designActivities } from './design.activities.js';
import { discoveryActivities } from './discovery.activities.js';
import { executionActivities } from './execution.activities.js';
import { gateActivities } from './gate.activities.js';
import { healActivities, healRefusals } from './heal.activities.js';
import { healingActivities } from './healing.activities.js';
import { reportingActivities } from './reporting.activities.js';
import { proposalActivities } from './proposals.activities.js';
import { receiptActivities, weakTestActivities } from './receipts.activities.js';
import { runActivities } from './runs.activities.js';
import { scheduleActivities } from './schedule.activities.js';
import { scriptgenActivities } from './scriptgen.activities.js';
import { usageActivities } from './usage.activities.js';
import type { ActivityDeps } from './deps.js';

export type { ActivityDeps } from './deps.js';
export type { HealingRound } from './healing.activities.js';
export type { BegunRun } from './runs.activities.js';
export { progressKey } from './progress.js';
export { readDocument } from './documents.js';
export { readReceipts } from './read-receipts.js';
export { reportKeys } from './report-files.js';

/** Activities by the queue whose workers carry them out. */
export const serviceActivities = (deps: ActivityDeps) => ({
  ...runActivities(deps),
  ...scriptgenActivities(deps),
  ...healingActivities(deps),
  ...reportingActivities(deps),
  ...usageActivities(deps),
  ...proposalActivities(deps),
  ...answerActivities(deps),
  ...scheduleActivities(deps),
  ...weakTestActivities(deps),
  ...healRefusals(deps),
});
export const browserActivities = (deps: ActivityDeps) => ({
  ...discoveryActivities(deps),
  ...designActivities(deps),
  ...healActivities(deps),
});
export const sandboxActivities = (deps: ActivityDeps) => ({
  ...executionActivities(deps),
  ...gateActivities(deps),
  ...receiptActivities(deps),
});

export type ServiceActivities = ReturnType<typeof serviceActivities>;
export type BrowserActivities = ReturnType<typeof browserActivities>;
export type SandboxActivities = ReturnType<typeof sandboxActivities>;
