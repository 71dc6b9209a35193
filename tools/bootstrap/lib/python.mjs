import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** A fresh Python environment with these packages; one cut short earlier is thrown away. */
export async function makeVenv(dir, packages) {
  rmSync(dir, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', dir], { remedy: 'apt-get install python3-venv' });
  await run(
    join(dir, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
    {
      remedy: 'Let pip reach PyPI or its mirror and try again.',
    },
  );
}
