import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { makeVenv } from './python.mjs';
import { hasStamp, setStamp } from './stamp.mjs';

const requirement = 'qdrant-edge-py==0.9.0';
const venv = join(cacheDir, 'qdrant-edge');
const stamp = join(venv, '.testforge-ready');

/** Whether the engine is there whole: the stamp is written last. */
export const hasQdrantEngine = () => existsSync(join(venv, 'bin', 'python')) && hasStamp(stamp, requirement);

export const qdrant = {
  title: 'Qdrant engine',
  remedy: 'Let pip reach PyPI, or set QDRANT_URL.',
  missing: () => (process.env.QDRANT_URL || hasQdrantEngine() ? [] : [`${requirement} from PyPI`]),
  install: () =>
    withLock(join(cacheDir, 'locks', 'qdrant'), 'Qdrant engine', async () => {
      if (hasQdrantEngine()) return;
      await makeVenv(venv, [requirement]);
      setStamp(stamp, requirement);
    }),
};
