export { ConfigSchema, loadConfig, newKey } from './config.js';
export type { Config } from './config.js';
