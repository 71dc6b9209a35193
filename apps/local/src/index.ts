export { startPlatform, type LocalPlatform, type PlatformOptions } from './platform.js';
export { doSampleJob, judgeSample } from './sample-job.js';
export { createSay, type Say } from './say.js';
export { findChromium } from './settings.js';
