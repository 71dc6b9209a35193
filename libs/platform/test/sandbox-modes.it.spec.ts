import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jobFor, sandboxForSpec, shell } from './sandbox-job.js';

describe('the mode of the sandbox', () => {
  it('is described as confined after a trial, with a user of its own only for root', async () => {
    expect(await sandboxForSpec().describe()).toEqual({
      mode: 'bubblewrap',
      confined: true,
      uidSeparation: process.getuid?.() === 0,
    });
    expect(await sandboxForSpec({ mode: 'none' }).describe()).toEqual({
      mode: 'none',
      confined: false,
      uidSeparation: false,
    });
  });

  it('is described with the problem where nothing can run', async () => {
    const stagingDir = `/var/tmp/${'too-long-'.repeat(12)}`;
    onTestFinished(() => rm(stagingDir, { recursive: true, force: true }));
    expect(await sandboxForSpec({ stagingDir }).describe()).toMatchObject({
      confined: false,
      problem: expect.stringContaining('too long for a socket'),
    });
  });

  it('calls a working folder that is not inside bad input, and an unknown program a result', async () => {
    await expect(sandboxForSpec().run(await shell('true', { cwd: '/nowhere' }))).rejects.toMatchObject({
      kind: 'invalid',
      code: 'sandbox.bad_job',
    });
    expect(await sandboxForSpec().run(await jobFor(['/no/program']))).toMatchObject({ ended: 'exited', exitCode: 127 });
  });

  it('none warns on every run, and still collects and ends what takes too long', async () => {
    const project = await mkdtemp('/var/tmp/testforge-none-');
    onTestFinished(() => rm(project, { recursive: true, force: true }));
    await writeFile(
      join(project, 'main.mjs'),
      "import { writeFileSync } from 'node:fs'; writeFileSync(process.env.OUT + '/a', 'x'); console.log(process.cwd()); setInterval(() => {}, 1000);",
    );
    const warnings: string[] = [];
    const sandbox = sandboxForSpec({ mode: 'none', log: { warn: (_, message) => warnings.push(message) } });
    const job = await jobFor(['/opt/node/bin/node', '/work/project/main.mjs'], {
      cwd: '/work/project',
      env: { OUT: '/out' },
      readOnly: [{ from: project, to: '/work/project' }],
    });
    const result = await sandbox.run({ ...job, limits: { ...job.limits, wallMs: 15_000 } });
    expect(result).toMatchObject({
      ended: 'timeout',
      stdoutTail: `${project}\n`,
      files: [{ path: 'a', sizeBytes: 1 }],
    });
    expect(warnings).toEqual([expect.stringContaining('SANDBOX IS OFF')]);
  });
});
