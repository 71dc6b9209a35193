import { describe, expect, it } from 'vitest';
import { bwrapArgs } from './bwrap-args.js';
import { hostCommand } from './host-command.js';
import { defaultSandboxLimits } from './limits.js';

const args = bwrapArgs({
  layout: { folders: ['/usr'], links: [{ path: '/bin', target: 'usr/bin' }], etc: ['/etc/fonts'] },
  inside: '/stage/0',
  readOnly: [{ from: '/stage/3', to: '/work/project' }],
  outDir: '/stage/1',
  cwd: '/work/project',
  env: { SECRET: 'a b' },
  limits: defaultSandboxLimits,
});
const text = args.join(' ');

describe("bubblewrap's options", () => {
  it('make /out the only writable bind', () => {
    expect(args.filter((arg) => arg === '--bind')).toHaveLength(1);
    expect(text).toContain('--bind /stage/1 /out');
    expect(text).not.toMatch(/--(dev-bind|bind-try|share-net|overlay)/);
  });

  it('give every memory-backed folder a size and close the root and /dev after the last mount', () => {
    expect(text.match(/--tmpfs/g)).toHaveLength(text.match(/--size \d+ --tmpfs/g)?.length ?? 0);
    expect(text.indexOf('--remount-ro /dev')).toBeGreaterThan(text.indexOf('--tmpfs /dev/shm'));
    expect(args.lastIndexOf('--remount-ro')).toBeGreaterThan(args.lastIndexOf('--bind'));
  });

  it('take away namespaces, capabilities and the environment', () => {
    for (const option of ['--unshare-all', '--disable-userns', '--die-with-parent', '--new-session', '--clearenv'])
      expect(args).toContain(option);
    expect(text).toContain('--cap-drop ALL');
  });
});

describe('the command on the host', () => {
  const base = {
    limits: defaultSandboxLimits,
    ceilings: new Map([['nofile', 1024]]),
    program: ['/bin/sh', 'start.sh', 'node'],
  };

  it('carries no option of bubblewrap, since other users see command lines', () => {
    expect(hostCommand(base).join(' ')).not.toContain('setenv');
  });

  it('drops root before the limits, and the limits come before bubblewrap', () => {
    const command = hostCommand({
      ...base,
      root: { uid: 61_007, stageDir: '/s/stage', staged: ['/a', '/b'], parentPid: 42 },
    });
    const at = (word: string) => command.lastIndexOf(word);
    expect(at('unshare')).toBeLessThan(at('--reuid'));
    expect(at('--reuid')).toBeLessThan(at('--nproc=2000'));
    expect(at('--nproc=2000')).toBeLessThan(at('bwrap'));
    expect(command.slice(command.indexOf('42'), command.indexOf('42') + 5)).toEqual([
      '42',
      '/s/stage',
      '2',
      '/a',
      '/b',
    ]);
  });

  it("sets a normal user's process limit inside, and never asks for more than the hard limit in force", () => {
    const command = hostCommand(base);
    expect(command.indexOf('--nproc=2000')).toBeGreaterThan(command.indexOf('bwrap'));
    expect(command).toContain('--nofile=1024');
  });
});
