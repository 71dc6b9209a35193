export { AnswersWorkflow } from './answers.workflow.js';
export { HealWorkflow } from './heal.workflow.js';
export { ScheduledRunWorkflow } from './scheduled-run.workflow.js';
export { TestRunWorkflow } from './test-run.workflow.js';
