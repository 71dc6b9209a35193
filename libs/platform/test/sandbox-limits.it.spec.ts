import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { defaultSandboxLimits } from '../src/sandbox/index.js';
import { driveJob } from './sandbox-driver.js';
import { node, processesNaming, sandboxForSpec, shell } from './sandbox-job.js';

const mebibyte = 1024 ** 2;
const sandbox = sandboxForSpec();
const limits = (changed: Partial<typeof defaultSandboxLimits>) => ({
  limits: { ...defaultSandboxLimits, wallMs: 120_000, ...changed },
});

/** A command that no other process of the machine has on its line. */
const markedSleep = (): string => `sleep 999.${randomInt(1e9, 9e9)}`;

/** Waits for processes, or for none. One that is just being executed has no command line, so "none" is read twice. */
async function untilNaming(marker: string, wanted: 'some' | 'none'): Promise<void> {
  const holds = async () => (await processesNaming(marker)) > 0 === (wanted === 'some');
  const stays = async () => {
    await delay(50);
    return holds();
  };
  await vi.waitUntil(async () => (await holds()) && (wanted === 'some' || (await stays())), { timeout: 120_000 });
}

describe('a job that takes too much', () => {
  it('ends a fork bomb at its wall clock while the host goes on', async () => {
    const bomb = await shell('b() { b | b & }; b; while :; do :; done', limits({ wallMs: 10_000, processes: 100 }));
    const result = await sandbox.run(bomb);
    expect(result).toMatchObject({ ended: 'timeout', exitCode: null });
    expect(result.stderrTail).toMatch(/fork/);
    expect((await sandbox.run(await shell('echo fine'))).stdoutTail).toBe('fine\n');
  });

  it('ends six gigabytes of memory', async () => {
    const greedy =
      "const kept = []; for (let i = 0; i < 24; i += 1) { kept.push(Buffer.alloc(256 * 1024 ** 2, 1)); await new Promise((r) => setTimeout(r, 30)); } console.log('GOT IT ALL');";
    const result = await sandbox.run(await node(greedy, limits({ memoryBytes: 1024 * mebibyte })));
    expect(result.stdoutTail).not.toContain('GOT IT ALL');
    expect(['memory', 'exited']).toContain(result.ended);
    expect(result.exitCode).not.toBe(0);
  });

  it('counts the memory of all processes together', async () => {
    const share = 'node -e "const b = Buffer.alloc(350*1024**2, 1); setInterval(() => b[0], 1000)"';
    const result = await sandbox.run(
      await shell(`${share} & ${share} & ${share} & wait`, limits({ memoryBytes: 900 * mebibyte })),
    );
    expect(result).toMatchObject({ ended: 'memory', exitCode: null });
  });

  it('counts memory that hides in tmpfs', async () => {
    const hide = 'head -c 60M /dev/zero > /tmp/a; head -c 60M /dev/zero > /dev/shm/a; sleep 600';
    expect(await sandbox.run(await shell(hide, limits({ memoryBytes: 100 * mebibyte })))).toMatchObject({
      ended: 'memory',
    });
  });

  it('ends three gigabytes of disk, spread over files below the size limit of one', async () => {
    const fill =
      'i=0; while [ $i -lt 100 ]; do i=$((i+1)); head -c 30M /dev/zero > /out/$i; done; echo FILLED; sleep 600';
    const result = await sandbox.run(
      await shell(fill, limits({ diskBytes: 200 * mebibyte, fileSizeBytes: 64 * mebibyte })),
    );
    expect(result).toMatchObject({ ended: 'disk', exitCode: null });
  });

  it('counts a file that was unlinked but is still open', async () => {
    const hide = 'exec 9>/out/hidden; rm /out/hidden; head -c 60M /dev/zero >&9; sleep 600';
    expect(await sandbox.run(await shell(hide, limits({ diskBytes: 50 * mebibyte })))).toMatchObject({ ended: 'disk' });
  });

  it('cannot write a file past the size limit of one', async () => {
    const result = await sandbox.run(
      await shell('head -c 20M /dev/zero > /out/big; true', limits({ fileSizeBytes: 8 * mebibyte })),
    );
    expect(result.files).toEqual([{ path: 'big', sizeBytes: 8 * mebibyte }]);
  });

  it('ends endless output and keeps only its tail', async () => {
    const result = await sandbox.run(await shell('yes', limits({ outputBytes: mebibyte })));
    expect(result.ended).toBe('output');
    expect(result.stdoutTail.length).toBeLessThanOrEqual(16 * 1024);
  });

  it('ends an endless line without choking on it', async () => {
    const lines: string[] = [];
    const job = await shell('tr "\\0" x < /dev/zero', limits({ outputBytes: 32 * mebibyte }));
    expect((await sandbox.run({ ...job, onLine: (line) => lines.push(line) })).ended).toBe('output');
    expect(lines.length).toBeLessThanOrEqual(1);
  });

  it('ends an endless loop at its CPU time, and at its wall clock', async () => {
    expect(await sandbox.run(await shell('while :; do :; done', limits({ wallMs: 400 })))).toMatchObject({
      ended: 'timeout',
      exitCode: null,
    });
    expect((await sandbox.run(await shell('while :; do :; done', limits({ cpuS: 1 })))).exitCode).toBeGreaterThan(128);
  });
});

describe('the end of a job', () => {
  it('is the end of its detached children', async () => {
    const marked = markedSleep();
    const result = await sandbox.run(await shell(`setsid nohup ${marked} >/dev/null 2>&1 </dev/null & echo gone`));
    expect(result).toMatchObject({ ended: 'exited', exitCode: 0, stdoutTail: 'gone\n' });
    expect(await processesNaming(marked)).toBe(0);
  });

  it('comes with a cancellation, at once or in the middle', async () => {
    expect(await sandbox.run(await shell('sleep 600', { signal: AbortSignal.abort() }))).toMatchObject({
      ended: 'cancelled',
      exitCode: null,
    });
    const abort = new AbortController();
    const job = await shell('echo up; sleep 600', { signal: abort.signal, onLine: () => abort.abort() });
    expect(await sandbox.run(job)).toMatchObject({ ended: 'cancelled', stdoutTail: 'up\n' });
  });

  it('leaves nothing behind at whatever moment of the set-up a cancellation comes', async () => {
    const marked = markedSleep();
    const origins = ['http://localhost:45872'];
    for (let afterMs = 0; afterMs <= 90; afterMs += 6) {
      const job = await shell(marked, { signal: AbortSignal.timeout(afterMs), origins });
      expect(await sandbox.run(job)).toMatchObject({ ended: 'cancelled' });
    }
    expect(await processesNaming(marked)).toBe(0);
  });

  it.each([
    ['while it is being set up', 0],
    ['once it runs', 300],
  ])('comes with a kill -9 of the process that started it, %s', async (_, afterMs) => {
    const marker = markedSleep();
    const driver = driveJob(await shell(`${marker} & echo up; wait`));
    await untilNaming(marker, 'some');
    await delay(afterMs);
    await untilNaming(marker, 'some');
    driver.process.kill('SIGKILL');
    await once(driver.process, 'exit');
    await untilNaming(marker, 'none');
  });

  it('hands on the exit code, the lines and what stdin brought', async () => {
    const lines: string[] = [];
    const job = await shell('read word; echo "got $word"; echo last >&2; printf tail; exit 7', {
      stdin: 'json\n',
      onLine: (line) => lines.push(line),
    });
    expect(await sandbox.run(job)).toMatchObject({ ended: 'exited', exitCode: 7, stderrTail: 'last\n' });
    expect(lines).toEqual(['got json', 'tail']);
  });

  it('is an error of ours, not a result, when the caller’s line handler fails', async () => {
    const job = await shell('echo up; sleep 600', {
      onLine: () => {
        throw new Error('handler broke');
      },
    });
    await expect(sandbox.run(job)).rejects.toThrow('handler broke');
  });
});

describe('what is collected', () => {
  it('is regular files with one link: planted links, fifos and hard links are left out and counted', async () => {
    const plant = `mkdir -p /out/deep/er; echo fine > /out/deep/er/ok.txt; echo twice > /out/a; ln /out/a /out/b
      ln -s /etc/shadow /out/shadow; ln -s /etc /out/etc; mkfifo /out/fifo; ln -s ../../.. /out/deep/up; chmod 000 /out/deep/er`;
    const result = await sandbox.run(await shell(plant));
    expect(result.files).toEqual([{ path: 'deep/er/ok.txt', sizeBytes: 5 }]);
    expect(result.skippedFiles).toBe(6);
  });

  it('belongs to us afterwards, without set-id bits', async () => {
    const job = await shell('cp /usr/bin/true /out/tool; chmod 6755 /out/tool');
    const { files } = await sandbox.run(job);
    expect(files.map(({ path }) => path)).toEqual(['tool']);
    expect(await stat(`${job.outDir}/tool`)).toMatchObject({ uid: process.getuid?.(), mode: 0o100600 });
  });

  it('is kept apart for runs at the same time, each under a user of its own', async () => {
    const runs = await Promise.all(
      [1, 2, 3].map(async (n) => ({ n, job: await shell(`cat /proc/self/uid_map; echo ${n} > /out/n${n}`) })),
    );
    const results = await Promise.all(runs.map(({ job }) => sandbox.run(job)));
    expect(results.map(({ files }) => files.map(({ path }) => path))).toEqual([['n1'], ['n2'], ['n3']]);
  });
});
