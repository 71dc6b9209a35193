// The healer on drifts and removals of known identity: make | fit | report; and on labelled ones: labelled. See README.md.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const programs: Record<string, [file: string, ...words: string[]][]> = {
  make: [['make.main.ts']],
  fit: [
    ['fit.main.ts', 'weights'],
    ['fit.main.ts', 'confidence'],
  ],
  report: [['report.main.ts']],
  labelled: [['labelled.main.ts']],
};

const [what = 'report', ...rest] = process.argv.slice(2);
const steps = programs[what];
if (!steps) throw new Error(`say what to do: ${Object.keys(programs).join(' | ')}`);
for (const [file, ...words] of steps) {
  const path = fileURLToPath(new URL(`healing/${file}`, import.meta.url));
  const loader = ['--import', '@swc-node/register/esm-register'];
  const { status } = spawnSync(process.execPath, [...loader, path, ...words, ...rest], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
