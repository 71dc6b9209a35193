export { ConfigSchema, isForThisMachine, loadConfig, newKey } from './config.js';
export type { Config } from './config.js';
