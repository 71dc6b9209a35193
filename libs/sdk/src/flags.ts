export { checkFlags, checkUrl, toStartRun } from './run-flags.js';
export { terminalAsk } from './ask-hidden.js';
export type { FlagSource, RunFlags } from './run-flags.js';
