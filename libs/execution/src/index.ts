export { createExecution, type Execution, type ExecutionDeps, type ExecutionRequest } from './execution.js';
export type { ArtifactStore } from './keep-artifacts.js';
export type { ExecutionLimits } from './runner-settings.js';
