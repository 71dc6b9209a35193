// Writes libs/sdk/openapi.json and libs/sdk/src/schema.d.ts from the API as it is now.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const description = 'libs/sdk/openapi.json';
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
run('--import', '@swc-node/register/esm-register', 'apps/api/src/describe.main.ts', description);
run('node_modules/openapi-typescript/bin/cli.js', description, '-o', 'libs/sdk/src/schema.d.ts');
