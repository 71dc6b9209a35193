import { loadBuildPaths } from './paths.js';
import { buildWorkflowBundle } from './bundle.js';

const { repositoryDir, bundle } = loadBuildPaths(process.env);
const built = await buildWorkflowBundle(repositoryDir, bundle);
process.stdout.write(`${built ? 'built' : 'up to date'}: ${bundle}\n`);
