export { generateProject } from './generate-project.js';
export type { ProjectRequest } from './write-project.js';
export { writeFeatures } from './write-features.js';
export { zipProject } from './zip-project.js';
