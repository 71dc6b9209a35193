import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from '@testforge/core';

export interface PlainResult {
  /** By title of the test: `expected`, `unexpected`, `flaky`, `skipped`. */
  outcomes: Record<string, string>;
  output: string;
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

interface Suite {
  specs: { title: string; tests: { status: string }[] }[];
  suites?: Suite[];
}

const specsOf = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * Runs a written project as somebody would who took it away: its files in a folder outside of this repository, and
 * `npx playwright test`. What `npm install` would bring is linked: the very versions that its package.json names.
 */
export async function runPlain(
  { files }: Pick<TestProject, 'files'>,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<PlainResult> {
  const dir = await mkdtemp(join(tmpdir(), 'taken-away-'));
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), content);
    }
    await symlink(join(repository, 'node_modules'), join(dir, 'node_modules'));
    const output = await npxPlaywright(dir, env, args);
    const report = JSON.parse(output.slice(output.indexOf('{\n'))) as {
      suites: Suite[];
      errors: { message: string }[];
    };
    if (report.suites.length === 0)
      throw new Error(`nothing was run: ${report.errors.map(({ message }) => message).join(', ')}`);
    const outcomes = report.suites.flatMap(specsOf).map(({ title, tests }) => [title, tests[0]?.status ?? 'not run']);
    return { outcomes: Object.fromEntries(outcomes) as Record<string, string>, output };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function npxPlaywright(dir: string, env: Record<string, string>, args: readonly string[]): Promise<string> {
  const child = spawn('npx', ['--no', 'playwright', 'test', '--reporter', 'json', ...args], {
    cwd: dir,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: dir,
      TESTFORGE_CHROMIUM: '/usr/lib/chromium/chromium-headless-shell',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  return output;
}
