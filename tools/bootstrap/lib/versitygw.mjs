import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithGo } from './go.mjs';
import { withLock } from './lock.mjs';
import { cacheBin, cacheDir } from './paths.mjs';
import { isOnPath } from './run.mjs';

const isThere = () => isOnPath('versitygw') || existsSync(join(cacheBin, 'versitygw'));

/** An S3 server that checks signatures; the object store's contract suite runs against it. */
export const versitygw = {
  title: 'S3 server for the tests',
  remedy: 'Put `versitygw` on PATH.',
  missing: () => (isThere() ? [] : ['versitygw v1.8.0 (built with Go: some 2 minutes once)']),
  install: () =>
    withLock(join(cacheDir, 'locks', 'versitygw'), 'S3 server', async () => {
      if (!isThere()) await buildWithGo('versitygw', 'github.com/versity/versitygw/cmd/versitygw@v1.8.0');
    }),
};
