export { createSuites } from './suites.js';
export type { KeepRequest, Suite, Suites } from './suites.js';
