import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@testforge/core';

const run = promisify(execFile);
const accountName = 'postgres';

/** How to run PostgreSQL's programs: it refuses to run as root, so root lends it an account. */
export interface PostgresAccount {
  command(program: string, args: readonly string[]): { command: string; args: readonly string[] };
  own(path: string): Promise<void>;
}

/** The account for programs and data in `dirs`: the user's own, or `postgres` (made if missing) for root. */
export async function postgresAccount(dirs: readonly string[]): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { command: (command, args) => ({ command, args }), own: async () => undefined };
  const { uid, gid } = await findOrMakeAccount();
  const drop = ['setpriv', '--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups', '--no-new-privs'];
  const reach = dirs.every(isOpenToAll) ? { before: [], map: (text: string) => text } : showElsewhere(dirs);
  return {
    command: (program, args) => {
      const [command = 'setpriv', ...rest] = [...reach.before, ...drop, ...[program, ...args].map(reach.map)];
      return { command, args: rest };
    },
    own: (path) => chown(path, uid, gid),
  };
}

const bindAndGo = 'while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit 1; shift 2; done; shift; exec "$@"';

/**
 * A checkout below a folder closed to others (such as root's home) could not be entered by the account. In a mount
 * namespace of its own, which ends with it, the program sees these folders at an open place.
 */
function showElsewhere(dirs: readonly string[]): { before: string[]; map(text: string): string } {
  const name = createHash('sha256').update(dirs.join()).digest('hex').slice(0, 12);
  const place = join(tmpdir(), `testforge-postgres-${name}`);
  const shown = dirs.map((dir, at) => ({ dir, at: join(place, `${at}`) }));
  for (const { at } of shown) mkdirSync(at, { recursive: true, mode: 0o755 });
  return {
    before: [
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-c',
      bindAndGo,
      'sh',
      ...shown.flatMap(({ dir, at }) => [dir, at]),
      '--',
    ],
    map: (text) => shown.reduce((mapped, { dir, at }) => mapped.replaceAll(dir, at), text),
  };
}

async function findOrMakeAccount(): Promise<{ uid: number; gid: number }> {
  const known = findAccount();
  if (known !== null) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', accountName]);
  const made = findAccount();
  if (made === null) throw new AppError('upstream', 'dev.no_account', 'The account "postgres" could not be made.');
  return made;
}

function findAccount(): { uid: number; gid: number } | null {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${accountName}:`))?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}
