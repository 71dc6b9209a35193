// Builds the package that suites install: npm pack ./libs/playwright/dist
import { fileURLToPath } from 'node:url';
import { buildPackage } from './build-package.js';

const outDir = process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url));
await buildPackage(outDir);
console.log(`built: ${outDir}; npm pack makes a file of it that any suite can install`);
