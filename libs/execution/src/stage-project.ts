import { chmod, copyFile, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, asksByPost, type TestProject } from '@testforge/core';
import type { ReadOnlyMount } from '@testforge/platform/sandbox';
import { frameScript, snapshotSource } from './collector-source.js';
import type { RunnerSettings } from './runner-settings.js';

/** Where things stand inside the sandbox. */
export const inside = {
  project: '/work/project',
  runner: '/work/runner',
  playwright: '/work/node_modules/playwright',
  browsers: '/work/browsers',
  chromium: '/opt/chromium',
} as const;

export interface StagingOptions {
  stagingDir: string;
  repositoryDir: string;
  project: Pick<TestProject, 'files'>;
  settings: RunnerSettings;
  /** The machine's encoder; without it no video is recorded. */
  ffmpeg: string | null;
}

/** One run's files on the host. `dir` is removed by the caller when the run is over. */
export interface StagedProject {
  dir: string;
  outDir: string;
  readOnly: ReadOnlyMount[];
}

const runnerSource = join(dirname(fileURLToPath(import.meta.url)), 'runner');

/** Writes the project as it is, our runner beside it, and names what the sandbox shows of the host. */
export async function stageProject({
  stagingDir,
  repositoryDir,
  project,
  settings,
  ffmpeg,
}: StagingOptions): Promise<StagedProject> {
  await mkdir(stagingDir, { recursive: true });
  const dir = await mkdtemp(join(stagingDir, 'execution-'));
  // Readable for the run's own user, who is nobody else's.
  await chmod(dir, 0o755);
  const [projectDir, runnerDir, browsersDir, outDir] = ['project', 'runner', 'browsers', 'out'].map((name) =>
    join(dir, name),
  ) as [string, string, string, string];
  for (const folder of [projectDir, runnerDir, browsersDir, outDir]) await mkdir(folder);
  for (const { path, content } of project.files) await writeInto(projectDir, safePath(path), content);
  await writePlaywrightTest(projectDir);
  await writeRunner(runnerDir, settings);
  if (ffmpeg) await linkEncoder(browsersDir, ffmpeg);
  const library = (name: string) => ({
    from: join(repositoryDir, 'node_modules', name),
    to: `/work/node_modules/${name}`,
  });
  return {
    dir,
    outDir,
    readOnly: [
      library('playwright'),
      library('playwright-core'),
      { from: runnerDir, to: inside.runner },
      { from: browsersDir, to: inside.browsers },
      { from: projectDir, to: inside.project },
    ],
  };
}

/** The project's paths come from a stranger: nothing is written outside of its folder, nor over what we add to it. */
function safePath(path: string): string {
  const segments = path.split('/');
  const odd =
    path.includes('\\') ||
    path.includes('\0') ||
    segments.some((segment) => ['', '.', '..', 'node_modules'].includes(segment));
  if (odd)
    throw new AppError(
      'invalid',
      'execution.bad_path',
      `The project holds a file at “${path}”, which is no plain relative path.`,
    );
  return path;
}

async function writeInto(folder: string, path: string, content: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

const shimPackage = {
  name: '@playwright/test',
  version: '1.65.1',
  main: 'index.js',
  exports: { '.': { import: './index.mjs', default: './index.js' }, './package.json': './package.json' },
};

async function writePlaywrightTest(projectDir: string): Promise<void> {
  const shim = join(projectDir, 'node_modules', '@playwright', 'test');
  await writeInto(shim, 'package.json', JSON.stringify(shimPackage));
  await copyFile(join(runnerSource, 'playwright-test.cjs'), join(shim, 'index.js'));
  for (const name of ['patient-actions.cjs', 'patient-checks.cjs', 'at-rest.cjs'])
    await copyFile(join(runnerSource, name), join(shim, name));
  await copyFile(join(runnerSource, 'playwright-test.mjs'), join(shim, 'index.mjs'));
}

async function writeRunner(runnerDir: string, settings: RunnerSettings): Promise<void> {
  for (const name of ['main.mjs', 'reporter.mjs', 'spare-retries.mjs', 'playwright.testforge.config.mjs'])
    await copyFile(join(runnerSource, name), join(runnerDir, name));
  await writeInto(runnerDir, 'settings.json', JSON.stringify(settings));
  await writeInto(runnerDir, 'snapshot.js', snapshotSource);
  await writeInto(runnerDir, 'frame-path.js', frameScript);
  await writeInto(runnerDir, 'asks-by-post.js', String(asksByPost));
}

/** Playwright looks for its own build of the encoder, under the revision in playwright-core's browsers.json. */
async function linkEncoder(browsersDir: string, ffmpeg: string): Promise<void> {
  const folder = join(browsersDir, 'ffmpeg-1013');
  await mkdir(folder);
  await symlink(ffmpeg, join(folder, 'ffmpeg-linux'));
}
