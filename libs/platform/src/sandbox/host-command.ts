import type { SandboxLimits } from './limits.js';

/** Shared with bubblewrap: its reports, and its options, which hold the job's secrets and so are never in argv. */
export const statusFd = 3;
export const optionsFd = 4;
/** Shared with the start script: it starts the program only while we answer. */
export const lifelineFd = 5;

export interface HostCommand {
  limits: SandboxLimits;
  /** Set as root: the run's user, and the folder where `staged` host paths appear as `0`, `1`, …. */
  root?: { uid: number; stageDir: string; staged: readonly string[]; parentPid: number };
  /** Hard limits already in force, by prlimit's option name; nobody but the kernel's owner may raise them. */
  ceilings: ReadonlyMap<string, number>;
  program: readonly string[];
}

/**
 * The command line from our process to the program inside: every step execs the next, so that it stays one child.
 * A normal user's process limit is set inside, where it counts the run's processes and not the user's others.
 */
export function hostCommand(command: HostCommand): string[] {
  const { limits, root, ceilings, program } = command;
  const processes = prlimit([['nproc', limits.processes]], ceilings);
  const confined = [
    ...prlimit(perProcess(limits), ceilings),
    'nice',
    '-n',
    '5',
    'bwrap',
    '--json-status-fd',
    String(statusFd),
    '--args',
    String(optionsFd),
    '--',
  ];
  if (!root) return [...endWithParent, ...confined, ...processes, ...program];
  return [...stage(root), ...dropPrivileges(root.uid), ...processes, ...confined, ...program];
}

/** Ends the command with us from its first moment; bubblewrap does so only once it is up. */
const endWithParent = ['setpriv', '--pdeathsig', 'KILL'];

function stage({ stageDir, staged, parentPid }: NonNullable<HostCommand['root']>): string[] {
  const namespace = [...endWithParent, 'unshare', '--mount', '--propagation', 'private', '--'];
  return [
    ...namespace,
    'sh',
    '-c',
    stageScript,
    'stage',
    String(parentPid),
    stageDir,
    String(staged.length),
    ...staged,
  ];
}

/**
 * Runs as root in a mount namespace of its own, so nothing shows or stays on the host. The run's user cannot
 * traverse, say, /root: binds under the stage give it exactly the listed paths.
 */
const stageScript = `set -eu
[ "$PPID" = "$1" ] || exit 1
stage=$2 left=$3 index=0
shift 3
mount -t tmpfs -o mode=0755,size=1m,nosuid,nodev testforge "$stage"
while [ "$left" -gt 0 ]; do
  if [ -d "$1" ]; then mkdir "$stage/$index"; else : > "$stage/$index"; fi
  mount --rbind "$1" "$stage/$index"
  shift
  index=$((index + 1)) left=$((left - 1))
done
exec "$@"`;

function dropPrivileges(uid: number): string[] {
  return [
    'setpriv',
    '--reuid',
    String(uid),
    '--regid',
    String(uid),
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--pdeathsig',
    'KILL',
  ];
}

/** The data limit counts private pages that were never touched, of which Node and Chromium map plenty. */
const untouchedBytes = 1024 ** 3;

function perProcess(limits: SandboxLimits): [string, number][] {
  return [
    ['nofile', limits.openFiles],
    ['core', 0],
    ['fsize', limits.fileSizeBytes],
    ['data', limits.memoryBytes + untouchedBytes],
    ['cpu', limits.cpuS],
  ];
}

function prlimit(wanted: readonly [string, number][], ceilings: ReadonlyMap<string, number>): string[] {
  return [
    'prlimit',
    ...wanted.map(([name, value]) => `--${name}=${Math.floor(Math.min(value, ceilings.get(name) ?? Infinity))}`),
  ];
}
