export { applyAnswers } from './apply-answers.js';
export { buildReport } from './build-report.js';
export type { ReportInput } from './build-report.js';
export { renderCtrf } from './render-ctrf.js';
export { renderHtml } from './render-html.js';
export { renderJUnit } from './render-junit.js';
export { toRunOutcome } from './run-outcome.js';
