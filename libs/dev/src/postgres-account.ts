import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@testforge/core';

const run = promisify(execFile);
const accountName = 'postgres';

/** How to run PostgreSQL's programs: it refuses to run as root, so root lends it an account. */
export interface PostgresAccount {
  command(program: string, args: readonly string[]): { command: string; args: readonly string[] };
  own(path: string): Promise<void>;
}

/** The account for data under `dir` (which must be reachable): the user's own, or `postgres` (made if missing) for root. */
export async function postgresAccount(dirs: readonly string[]): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { command: (command, args) => ({ command, args }), own: async () => undefined };
  const { uid, gid } = await findOrMakeAccount();
  const wrap = ['--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups', '--no-new-privs', ...reachFlags(dirs)];
  return {
    command: (program, args) => ({ command: 'setpriv', args: [...wrap, program, ...args] }),
    own: (path) => chown(path, uid, gid),
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

/**
 * A checkout below a folder closed to others (such as root's home) could not be entered by the account; then, and
 * only then, it keeps the one capability that lets it pass.
 */
function reachFlags(dirs: readonly string[]): string[] {
  if (dirs.every(isOpenToAll)) return [];
  const capability = mayKeep(2) ? '+dac_read_search' : '+dac_override';
  return [
    '--inh-caps',
    `-all,${capability}`,
    '--ambient-caps',
    `-all,${capability}`,
    '--bounding-set',
    `-all,${capability}`,
  ];
}

function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

function mayKeep(capabilityBit: number): boolean {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${bounding}`) >> BigInt(capabilityBit)) & 1n) === 1n;
}
