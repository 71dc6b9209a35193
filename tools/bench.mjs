// Runs one measurement: `npm run bench -- execution`. Numbers go to standard output.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(`${root}/bench`).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Say what to measure: npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
const loader = ['--import', '@swc-node/register/esm-register'];
const ended = spawnSync(process.execPath, [...loader, `bench/${name}.ts`, ...rest], { cwd: root, stdio: 'inherit' });
process.exit(ended.status ?? 1);
