import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const binary = fileURLToPath(new URL('../bin/testforge.mjs', import.meta.url));
const stateDir = join(tmpdir(), 'testforge-nothing-here');

/** Runs the real binary in a folder that has nothing to do with ours. */
const run = (...words: string[]) =>
  spawnSync(process.execPath, [binary, ...words], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TESTFORGE_STATE_DIR: stateDir },
  });

describe('the binary', () => {
  it('starts from any folder, and says in one line that no platform runs', () => {
    expect(run('runs')).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringMatching(/^TestForge is not running here\..*\n$/) as unknown,
    });
  });
  it('gives wrong use its exit code and its reason', () => {
    expect(run('run', 'nonsense')).toMatchObject({
      status: 2,
      stderr: '“nonsense” is not an address that starts with http:// or https://\n',
    });
    expect(run('runn')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("unknown command 'runn'") as unknown,
    });
  });
  it('shows its help', () => {
    expect(run('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('run [options] <url>') as unknown,
    });
  });
});
