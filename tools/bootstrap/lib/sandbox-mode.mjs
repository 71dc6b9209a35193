import { spawnSync } from 'node:child_process';
import { isOnPath } from './run.mjs';

const bwrap = [
  'bwrap',
  '--unshare-all',
  '--unshare-user',
  '--uid',
  '1000',
  '--gid',
  '1000',
  '--ro-bind',
  '/',
  '/',
  'true',
];
const asNobody = [
  'setpriv',
  '--reuid',
  '65534',
  '--regid',
  '65534',
  '--clear-groups',
  '--no-new-privs',
  '--inh-caps=-all',
];

/** Which sandbox is in force for tests, found by trying it: { mode, ok }. */
export function findSandboxMode() {
  if (!isOnPath('bwrap')) return { mode: 'none: bubblewrap is missing', ok: false };
  const isRoot = process.getuid() === 0;
  const [command, ...args] = isRoot ? [...asNobody, ...bwrap] : bwrap;
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0)
    return { mode: isRoot ? 'own uid (setpriv) + bubblewrap' : 'user namespaces (bubblewrap)', ok: true };
  return { mode: `none: ${(stderr ?? '').trim().split('\n')[0] || 'bubblewrap does not run'}`, ok: false };
}
