export { createExecution, type Execution, type ExecutionDeps, type ExecutionRequest } from './execution.js';
export type { ArtifactStore } from './keep-artifacts.js';
export { repeatTests, type Round } from './repeat-tests.js';
export type { Conditions, ExecutionLimits } from './runner-settings.js';
