import { performance } from 'node:perf_hooks';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { passed, say, Trouble } from './report.mjs';
import { firstLine, run, runInForeground } from './run.mjs';

const oldest = 24;
const version = '24.9.0';
const prefix = join(cacheDir, 'node');
const packageName = `node-${process.platform}-${process.arch}`;
const places = [
  join(prefix, 'node_modules', packageName, 'bin', 'node'),
  join(prefix, 'node_modules', 'node', 'bin', 'node'),
];
const remedy = `Install Node ${oldest} or later, or let npm reach its registry.`;

export const isNodeNewEnough = () => Number(process.versions.node.split('.')[0]) >= oldest;

/** A kept Node that is new enough, or null. */
export const findKeptNode = () =>
  places.find((path) => existsSync(path) && isNewEnough(firstLine(path, ['-v']))) ?? null;
const isNewEnough = (answer) => Number(/^v(\d+)/.exec(answer ?? '')?.[1] ?? 0) >= oldest;

/**
 * True when this process may go on. On an older Node the same command runs to its end on one that npm brings, and the
 * answer is false; the exit code is set then.
 */
export async function isOnRightNode({ mayInstall }) {
  if (isNodeNewEnough()) return true;
  const startedAt = performance.now();
  const node = findKeptNode() ?? (mayInstall ? await installNode() : null);
  if (node === null) return true;
  passed(`Node ${version} from npm (this one is ${process.versions.node})`, startedAt);
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  process.exitCode = await runInForeground(node, process.argv.slice(1), { env: { PATH: path } });
  return false;
}

async function installNode() {
  say(`• Node ${process.versions.node} is too old: npm brings ${packageName}@${version} into ${prefix}`);
  return withLock(join(cacheDir, 'locks', 'node'), 'Node', async () => {
    if (findKeptNode() !== null) return findKeptNode();
    await run(
      'npm',
      [
        'install',
        '--prefix',
        prefix,
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        `${packageName}@${version}`,
      ],
      { remedy },
    );
    const node = findKeptNode();
    if (node === null) throw new Trouble(`npm's ${packageName} brought no Node that runs here`, remedy);
    return node;
  });
}
