import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultChromium } from '@testforge/browser';
import type { TestProject } from '@testforge/core';

export interface PlainProject {
  /** One `npx playwright test` over all tests; gives how many passed. */
  run(): Promise<{ durationMs: number; passed: number }>;
  remove(): Promise<void>;
}

/** The generated project in a folder of its own, as a user would run it, with our settings for what is recorded. */
export async function layOutPlain(
  project: TestProject,
  { repositoryDir, workers }: { repositoryDir: string; workers: number },
): Promise<PlainProject> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-plain-'));
  for (const { path, content } of [...project.files, recordingConfig(workers)]) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  await symlink(join(repositoryDir, 'node_modules'), join(dir, 'node_modules'));
  // Playwright looks for its own build of the encoder at this place.
  await mkdir(join(dir, '.browsers', 'ffmpeg-1013'), { recursive: true });
  await symlink('/usr/bin/ffmpeg', join(dir, '.browsers', 'ffmpeg-1013', 'ffmpeg-linux'));
  return {
    run: () => runPlain(dir, project.baseUrl),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** What execution sets as well: same number of workers, same pictures and trace; without retries it films nothing. */
const recordingConfig = (workers: number) => ({
  path: 'bench.config.ts',
  content: `import own from './playwright.config';
export default {
  ...own,
  workers: ${workers},
  retries: 0,
  reporter: 'json',
  use: { ...own.use, trace: 'retain-on-failure', screenshot: 'only-on-failure', video: 'off' },
};
`,
});

async function runPlain(dir: string, baseUrl: string): Promise<{ durationMs: number; passed: number }> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [join(dir, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'bench.config.ts'],
    {
      cwd: dir,
      env: {
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: dir,
        BASE_URL: baseUrl,
        TESTFORGE_CHROMIUM: defaultChromium,
        PLAYWRIGHT_BROWSERS_PATH: join(dir, '.browsers'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const durationMs = performance.now() - startedAt;
  const report = JSON.parse(output) as { stats: { expected: number } };
  return { durationMs, passed: report.stats.expected };
}
