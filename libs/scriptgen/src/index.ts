export { generateProject } from './generate-project.js';
export { zipProject } from './zip-project.js';
