export { buildReport } from './build-report.js';
export type { ReportInput } from './build-report.js';
export { renderHtml } from './render-html.js';
export { renderJUnit } from './render-junit.js';
export { toRunOutcome } from './run-outcome.js';
