export { createSuites } from './suites.js';
export type { KeepRequest, ReplaceRequest, Suite, Suites } from './suites.js';
