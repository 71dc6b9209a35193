import type { HostLayout } from './host-layout.js';
import { generatedEtc, insideDir } from './inside.js';
import type { SandboxLimits } from './limits.js';
import type { ReadOnlyMount } from './types.js';

/** Everything that decides what the inside looks like; all `from` paths are readable for the run's user. */
export interface Confinement {
  layout: HostLayout;
  /** Folder with the start script, `etc/` and the sockets. */
  inside: string;
  readOnly: readonly ReadOnlyMount[];
  outDir: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  limits: Pick<SandboxLimits, 'tmpBytes' | 'shmBytes'>;
}

/** Bubblewrap's options, without the program. Order matters: later mounts lie over earlier ones. */
export function bwrapArgs(confinement: Confinement): string[] {
  return [
    ...isolation,
    ...systemMounts(confinement),
    ...jobMounts(confinement),
    '--remount-ro',
    '/',
    ...environment(confinement),
  ];
}

const isolation = [
  ...['--unshare-user', '--unshare-all', '--uid', '1000', '--gid', '1000', '--disable-userns'],
  ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
];

function systemMounts({ layout, inside, limits }: Confinement): string[] {
  return [
    ...layout.folders.flatMap((path) => ['--ro-bind', path, path]),
    ...layout.links.flatMap(({ path, target }) => ['--symlink', target, path]),
    ...layout.etc.flatMap((path) => ['--ro-bind', path, path]),
    ...generatedEtc.flatMap((name) => ['--ro-bind', `${inside}/etc/${name}`, `/etc/${name}`]),
    ...['--ro-bind', inside, insideDir],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...tmpfs('/dev/shm', limits.shmBytes),
    // Bubblewrap leaves the memory-backed /dev writable and without a size.
    ...['--remount-ro', '/dev'],
    ...tmpfs('/tmp', limits.tmpBytes),
    ...tmpfs('/home/tester', limits.tmpBytes),
  ];
}

function jobMounts({ readOnly, outDir }: Confinement): string[] {
  return [...readOnly.flatMap(({ from, to }) => ['--ro-bind', from, to]), '--bind', outDir, '/out'];
}

function environment({ env, cwd }: Confinement): string[] {
  return ['--clearenv', ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]), '--chdir', cwd];
}

function tmpfs(path: string, sizeBytes: number): string[] {
  return ['--perms', '1777', '--size', String(sizeBytes), '--tmpfs', path];
}
