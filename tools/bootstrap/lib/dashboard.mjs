import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root, stateDir } from './paths.mjs';
import { run } from './run.mjs';
import { hashOf, hasStamp, setStamp } from './stamp.mjs';

const web = join(root, 'apps/web');
const built = join(web, 'dist');
const stamp = join(built, '.stamp');

/** All that goes into it: its own files, the client it speaks through, and the packages. */
const inputs = [
  ...['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((name) => join(web, name)),
  join(root, 'libs/sdk/src'),
  join(root, 'package-lock.json'),
];
const isBuilt = () => existsSync(join(built, 'index.html')) && hasStamp(stamp, hashOf(...inputs));

/** The dashboard's files, which the API serves. Built beside the old ones and then put in their place. */
export const dashboard = {
  title: 'Dashboard',
  remedy: 'See the message above; the API works without it.',
  missing: () => (isBuilt() ? [] : ['the built dashboard (vite build: some 10 seconds, again after a change)']),
  install: () =>
    withLock(join(stateDir, 'locks', 'dashboard'), 'Dashboard', async () => {
      if (isBuilt()) return;
      const hash = hashOf(...inputs);
      const next = join(web, `dist-${process.pid}`);
      const vite = join(root, 'node_modules/vite/bin/vite.js');
      try {
        await run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', next], { cwd: web });
        setStamp(join(next, '.stamp'), hash);
        rmSync(built, { recursive: true, force: true });
        renameSync(next, built);
      } finally {
        rmSync(next, { recursive: true, force: true });
      }
    }),
};
