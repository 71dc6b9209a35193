export { decideCase, toElement, type LabElement } from './decide-case.js';
export { LabCase, readCases, type BadLine, type LabResult } from './lab-case.js';
export { openPageReader, type PageReader } from './page-reader.js';
export { runLab, type LabRun } from './run-lab.js';
export { summarise, summaryLines, type LabSummary, type Weighed } from './summarise.js';

/** What `bench/healing` fits and measures. */
export { compareAll, prepareSearch, rankCandidates, type Ranked } from '../candidates.js';
export { fitOf } from '../compatible.js';
export { confidenceFeatures, isNamed } from '../confidence.js';
export { decide, type Decision } from '../decide.js';
export type { HealingCase } from '../guards.js';
export { calibration, weights, type StrategyName } from '../weights.js';
