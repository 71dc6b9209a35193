import { spawn } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { defaultChromium } from '@testforge/browser';
import { accessVariables } from '@testforge/core';
import { z } from 'zod';
import { laterBy } from './fake-clock.js';

export interface RepeatOptions {
  /** An exported suite: what `testforge export` wrote, unpacked. */
  suite: string;
  repositoryDir: string;
  url: string;
  account: { user: string; password: string } | null;
  times: number;
  clockDays: number;
}

/** How one test did in all repeats. */
export interface TestTally {
  title: string;
  passed: number;
  failed: number;
  /** First line of the first failure. */
  error: string;
}

export interface Repeats {
  durationsMs: number[];
  tests: TestTally[];
  failing: TestTally[];
  flaky: TestTally[];
}

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      results: z.array(
        z.object({ status: z.string(), error: z.object({ message: z.string().optional() }).optional() }),
      ),
    }),
  ),
});
type Suite = { suites?: Suite[]; specs?: z.infer<typeof Spec>[] };
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ suites: z.array(Suite).optional(), specs: z.array(Spec).optional() }),
);
const Report = z.object({ suites: z.array(Suite) });

/** Runs an exported suite by plain `playwright test`, without retries, and tells which tests failed always or sometimes. */
export async function repeatSuite(options: RepeatOptions): Promise<Repeats> {
  const modules = join(options.suite, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(options.repositoryDir, 'node_modules'), modules);
  const tallies = new Map<string, TestTally>();
  const durationsMs: number[] = [];
  for (let time = 1; time <= options.times; time += 1) {
    const startedAt = performance.now();
    const report = Report.parse(JSON.parse(await runPlaywright(options)));
    durationsMs.push(Math.round(performance.now() - startedAt));
    for (const spec of report.suites.flatMap(specsOf)) count(tallies, spec);
  }
  const tests = [...tallies.values()];
  return {
    durationsMs,
    tests,
    failing: tests.filter(({ passed }) => passed === 0),
    flaky: tests.filter(({ passed, failed }) => passed > 0 && failed > 0),
  };
}

const specsOf = ({ suites = [], specs = [] }: Suite): z.infer<typeof Spec>[] => [...specs, ...suites.flatMap(specsOf)];

function count(tallies: Map<string, TestTally>, { title, file, tests }: z.infer<typeof Spec>): void {
  const key = `${file} ${title}`;
  const tally = tallies.get(key) ?? { title, passed: 0, failed: 0, error: '' };
  const [result] = tests.flatMap(({ results }) => results);
  if (result?.status === 'passed') tally.passed += 1;
  else tally.failed += 1;
  if (result?.error?.message && !tally.error) tally.error = plainLine(result.error.message);
  tallies.set(key, tally);
}

/** One line, without the colours of a terminal. */
const plainLine = (message: string): string => stripVTControlCharacters(message).replace(/\s+/g, ' ').slice(0, 300);

function runPlaywright({ suite, repositoryDir, url, account, clockDays }: RepeatOptions): Promise<string> {
  const cli = join(repositoryDir, 'node_modules/@playwright/test/cli.js');
  const child = spawn(process.execPath, [cli, 'test', '--reporter=json', '--retries=0', '--workers=1'], {
    cwd: suite,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: suite,
      BASE_URL: new URL(url).origin,
      TESTFORGE_CHROMIUM: defaultChromium,
      ...(account ? { [accessVariables.user]: account.user, [accessVariables.password]: account.password } : {}),
      ...(clockDays === 0 ? {} : laterBy(clockDays)),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  // A chunk may end within a character; the stream waits for the rest of it.
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return new Promise((resolve, reject) => child.once('close', () => resolve(output)).once('error', reject));
}
