import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxJob, SandboxResult } from '@testforge/platform/sandbox';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBrowserJobs } from './browser-jobs.js';

const result: SandboxResult = {
  exitCode: 0,
  ended: 'exited',
  stdoutTail: '',
  stderrTail: 'it broke',
  files: [{ path: 'result.json', sizeBytes: 1 }],
  skippedFiles: 0,
  refused: [],
  durationMs: 1,
};

function jobs(left: unknown, more: Partial<SandboxResult> = {}, seen: SandboxJob[] = []) {
  const run = async (job: SandboxJob) => {
    seen.push(job);
    job.onLine?.('{"event":"progress"}');
    job.onLine?.('a line of the page');
    await writeFile(join(job.outDir, 'result.json'), typeof left === 'string' ? left : JSON.stringify(left));
    return { ...result, ...more };
  };
  return createBrowserJobs({
    sandbox: { run },
    repositoryDir: join(import.meta.dirname, '../../..'),
    nodeBinary: process.execPath,
    chromium: '/usr/bin/true',
    refusePorts: [5432],
    policy: 'service',
    log: { warn: () => undefined },
  });
}
const job = {
  entry: 'libs/x/src/job.ts',
  input: { a: 1 },
  output: z.object({ n: z.number() }),
  origins: ['http://app.test'],
};

describe('browser jobs', () => {
  it('give back the checked result and the progress lines', async () => {
    const events: unknown[] = [];
    const { output, dispose } = await jobs({ ok: true, value: { n: 3 } }).run({
      ...job,
      onEvent: (event) => events.push(event),
    });
    await dispose();
    expect(output).toEqual({ n: 3 });
    expect(events).toEqual([{ event: 'progress' }]);
  });

  it('show only what a job needs, and refuse the platform’s ports', async () => {
    const seen: SandboxJob[] = [];
    await (await jobs({ ok: true, value: { n: 3 } }, {}, seen).run(job)).dispose();
    expect(seen[0]?.network).toEqual({ policy: 'service', refusePorts: [5432] });
    expect(seen[0]?.readOnly.map(({ from }) => from).join()).not.toMatch(/\.env|\.testforge|\.git/);
    expect(Object.keys(seen[0]?.env ?? {}).join()).not.toMatch(/KEY|TOKEN|SECRET|DATABASE/);
  });

  it('pass on the error of the job, and never a result of another shape', async () => {
    await expect(
      jobs({ ok: false, error: { kind: 'invalid', code: 'discovery.unreachable', message: 'No.' } }).run(job),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'discovery.unreachable' });
    await expect(jobs({ ok: true, value: { n: 'three' } }).run(job)).rejects.toMatchObject({
      code: 'browser.bad_result',
    });
    await expect(jobs('<html>').run(job)).rejects.toMatchObject({ kind: 'upstream', code: 'browser.job_failed' });
    await expect(jobs({ ok: true, value: { n: 3 } }, { ended: 'memory' }).run(job)).rejects.toMatchObject({
      kind: 'limit',
      code: 'browser.job_limit',
    });
    await expect(jobs({ ok: true, value: { n: 3 } }, { ended: 'cancelled' }).run(job)).rejects.toMatchObject({
      code: 'browser.job_cancelled',
    });
  });
});
