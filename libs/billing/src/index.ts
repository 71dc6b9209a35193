export { createUsage } from './usage.js';
export type { Usage, UsageMetric } from './usage.js';
