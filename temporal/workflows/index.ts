export { TestRunWorkflow } from './test-run.workflow.js';
