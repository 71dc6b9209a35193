import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultChromium } from '@testforge/browser';
import { z } from 'zod';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

const Test = z.object({
  status: z.string(),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
});
interface Suite {
  specs?: { title: string; tests: z.infer<typeof Test>[] }[] | undefined;
  suites?: Suite[] | undefined;
}
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ title: z.string(), tests: z.array(Test) })).optional(),
    suites: z.array(Suite).optional(),
  }),
);

/** How each test ended, and what was said of it. */
export interface SuiteRun {
  exitCode: number;
  /** By title. */
  tests: Record<string, { passed: boolean; told: string[]; errors: string }>;
  output: string;
}

export interface OwnSuite {
  dir: string;
  run(env?: Record<string, string>, ...words: string[]): Promise<SuiteRun>;
  /** `testforge-heals`, as a user types it. */
  heals(...words: string[]): Promise<{ exitCode: number; output: string }>;
  read(file: string): Promise<string>;
  remove(): Promise<void>;
}

const specsOf = (suite: Suite): NonNullable<Suite['specs']> => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];

function readRun(report: string, exitCode: number, output: string): SuiteRun {
  const read = z.object({ suites: z.array(Suite), errors: z.array(z.object({ message: z.string().optional() })) });
  const { suites, errors } = read.parse(JSON.parse(report));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const tests = suites.flatMap(specsOf).map(({ title, tests: [one] }) => [
    title,
    {
      passed: one?.status === 'expected',
      told: (one?.annotations ?? []).map(({ type, description }) => `${type}: ${description ?? ''}`),
      errors: (one?.results ?? []).flatMap((result) => result.errors.map(({ message }) => message ?? '')).join('\n'),
    },
  ]);
  return { exitCode, output, tests: Object.fromEntries(tests) as SuiteRun['tests'] };
}

async function nodeRuns(
  dir: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: dir,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: dir,
      NO_COLOR: '1',
      CHROMIUM: defaultChromium,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const exitCode = await new Promise<number>((resolve, reject) =>
    child.on('close', (code) => resolve(code ?? -1)).on('error', reject),
  );
  return { exitCode, output };
}

/**
 * A suite in a folder of its own outside of this repository, with the built package and Playwright beside it, as `npm install`
 * would lay them out.
 */
export async function layOutSuite(files: Record<string, string>, packageDir: string): Promise<OwnSuite> {
  const dir = await mkdtemp(join(tmpdir(), 'own-suite-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  const modules = join(dir, 'node_modules');
  await mkdir(join(modules, '@playwright'), { recursive: true });
  for (const name of ['@playwright/test', 'playwright', 'playwright-core'])
    await symlink(join(repository, 'node_modules', name), join(modules, name));
  await cp(packageDir, join(modules, '@testforge', 'playwright'), { recursive: true });
  return {
    dir,
    async run(env = {}, ...words) {
      const report = join(dir, 'report.json');
      const cli = join(modules, '@playwright', 'test', 'cli.js');
      const { exitCode, output } = await nodeRuns(dir, [cli, 'test', ...words], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        ...env,
      });
      const text = await readFile(report, 'utf8').catch((error: unknown) => {
        throw new Error(`nothing was run: ${output}`, { cause: error });
      });
      await rm(report);
      return readRun(text, exitCode, output);
    },
    heals: (...words) =>
      nodeRuns(dir, [join(modules, '@testforge', 'playwright', 'testforge-heals.cjs'), ...words], {}),
    read: (file) => readFile(join(dir, file), 'utf8'),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
