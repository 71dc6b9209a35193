export { applyHeals } from './apply-heals.js';
export { createHealing } from './healing.js';
export type { Healing, HealingDeps, HealingLog, JudgeInput, ProofInput } from './healing.js';
export { HealingState } from './healing-state.js';
export { saveHealings } from './healing.store.js';
export { proposalToWords } from './proposal-words.js';
export type { KnownTrouble } from './facts.js';
export { rules as verdictRules } from './verdict.js';
export { weights as strategyWeights } from './weights.js';
