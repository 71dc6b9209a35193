export { AnswersWorkflow } from './answers.workflow.js';
export { ScheduledRunWorkflow } from './scheduled-run.workflow.js';
export { TestRunWorkflow } from './test-run.workflow.js';
