export { decideCase, toElement, type LabElement } from './decide-case.js';
export { LabCase, readCases, type BadLine, type LabResult } from './lab-case.js';
export { openPageReader, type PageReader } from './page-reader.js';
export { runLab, type LabRun } from './run-lab.js';
export { summarise, summaryLines, type LabSummary, type Weighed } from './summarise.js';
