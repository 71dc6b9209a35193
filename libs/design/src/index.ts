export { createDesign, type Design, type DesignDeps, type DesignOptions } from './design.js';
export { deriveExpectations } from './derive-expectations.js';
export { designers } from './designers/index.js';
export { Draft, type Designer, type Effect } from './draft.js';
export { planDrafts, type DraftPlan } from './plan-drafts.js';
export type { Check, Checkpoint, Observation } from './observation.js';
