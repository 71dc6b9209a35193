import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, appErrorKinds } from '@testforge/core';
import type { NetworkPolicy, Sandbox, SandboxLimits, SandboxResult } from '@testforge/platform/sandbox';
import { z, type ZodType } from 'zod';
import { jobMounts, placeChromium } from './job-mounts.js';

export interface BrowserJobsDeps {
  sandbox: Pick<Sandbox, 'run'>;
  /** Root of this repository or installation, absolute. */
  repositoryDir: string;
  /** Node 24 or newer, absolute. The sandbox shows its own at /opt/node/bin/node. */
  nodeBinary: string;
  chromium: string;
  refusePorts: number[];
  policy: NetworkPolicy;
  log: { warn(fields: object, message: string): void };
  /** Where output folders are made; default the system's temporary folder. */
  scratchDir?: string;
}

export interface BrowserJob<O> {
  /** The entry file, relative to the repository: `libs/discovery/src/job.ts`. */
  entry: string;
  input: unknown;
  output: ZodType<O>;
  origins: string[];
  limits?: Partial<SandboxLimits>;
  /** Progress lines, as they come. */
  onEvent?: (event: Record<string, unknown>) => void;
  signal?: AbortSignal;
}

export interface BrowserJobResult<O> {
  output: O;
  /** Holds what the job wrote; the caller removes it with `dispose`. */
  outDir: string;
  files: SandboxResult['files'];
  refused: SandboxResult['refused'];
  durationMs: number;
  dispose(): Promise<void>;
}

export interface BrowserJobs {
  /**
   * Runs one job in the sandbox and checks what it left: a stranger's page had a hand in it. Throws the job's own
   * AppError; `browser.job_cancelled` (conflict), `browser.job_limit` (limit), `browser.job_failed` (upstream).
   */
  run<O>(job: BrowserJob<O>): Promise<BrowserJobResult<O>>;
}

/** Relative to the repository, as entries are. */
const jobLoader = './libs/browser/src/job-loader.mjs';

const mebibyte = 1024 ** 2;

/** Room for one browser with a few pages. */
const jobLimits: SandboxLimits = {
  wallMs: 10 * 60_000,
  memoryBytes: 4096 * mebibyte,
  diskBytes: 1024 * mebibyte,
  outputBytes: 64 * mebibyte,
  processes: 2_000,
  openFiles: 4096,
  fileSizeBytes: 512 * mebibyte,
  cpuS: 1200,
  tmpBytes: 512 * mebibyte,
  shmBytes: 512 * mebibyte,
};

const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ kind: z.enum(appErrorKinds), code: z.string().max(200), message: z.string().max(4_000) }),
  }),
]);

function lineReader(onEvent: BrowserJob<unknown>['onEvent']): (line: string) => void {
  return (line) => {
    if (!line.startsWith('{')) return;
    const parsed = parseJson(line);
    const event = z.record(z.string(), z.unknown()).safeParse(parsed);
    if (event.success) onEvent?.(event.data);
  };
}

/** Undefined where the text is no JSON: a page's output may stand between the lines. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkEnd(result: SandboxResult): void {
  if (result.ended === 'cancelled')
    throw new AppError('conflict', 'browser.job_cancelled', 'The browser job was stopped.');
  if (result.ended !== 'exited')
    throw new AppError(
      'limit',
      'browser.job_limit',
      `The browser job was ended: it reached its limit of ${result.ended}.`,
      { details: { ended: result.ended, stderr: result.stderrTail.slice(-2_000) } },
    );
}

/** What a job may hand over; a model of a thousand states is a tenth of it. */
const largestResultBytes = 128 * mebibyte;

async function readOutcome(outDir: string, result: SandboxResult): Promise<z.infer<typeof Outcome>> {
  const file = result.files.find(({ path }) => path === 'result.json');
  if (file && file.sizeBytes > largestResultBytes)
    throw new AppError('invalid', 'browser.result_too_large', 'The browser job left more than can be read.');
  const written = file ? parseJson(await readFile(join(outDir, 'result.json'), 'utf8')) : undefined;
  const outcome = Outcome.safeParse(written);
  if (outcome.success) return outcome.data;
  throw new AppError(
    'upstream',
    'browser.job_failed',
    `The browser job ended with code ${result.exitCode} and left no result: ${result.stderrTail.trim().slice(-500)}`,
    { details: { stderr: result.stderrTail.slice(-4_000) } },
  );
}

/** Jobs that open pages, seen from outside the sandbox. */
export function createBrowserJobs(deps: BrowserJobsDeps): BrowserJobs {
  const browser = placeChromium(deps.chromium);
  const start = <O>(job: BrowserJob<O>, outDir: string): Promise<SandboxResult> =>
    deps.sandbox.run({
      argv: ['/opt/node/bin/node', '--import', jobLoader, job.entry],
      cwd: deps.repositoryDir,
      env: {
        PATH: '/opt/node/bin:/usr/bin:/bin',
        HOME: '/home/tester',
        TMPDIR: '/tmp',
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        NODE_NO_WARNINGS: '1',
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
        TESTFORGE_JOB_OUT: '/out',
        TESTFORGE_CHROMIUM: browser.path,
      },
      readOnly: [...jobMounts(deps.repositoryDir), ...browser.mounts],
      outDir,
      stdin: JSON.stringify(job.input),
      origins: job.origins,
      limits: { ...jobLimits, ...job.limits },
      network: { policy: deps.policy, refusePorts: deps.refusePorts },
      onLine: lineReader(job.onEvent),
      signal: job.signal,
    });

  return {
    async run<O>(job: BrowserJob<O>): Promise<BrowserJobResult<O>> {
      const outDir = await mkdtemp(join(deps.scratchDir ?? tmpdir(), 'testforge-job-'));
      const dispose = () => rm(outDir, { recursive: true, force: true });
      try {
        const result = await start(job, outDir);
        checkEnd(result);
        const outcome = await readOutcome(outDir, result);
        if (!outcome.ok) throw new AppError(outcome.error.kind, outcome.error.code, outcome.error.message);
        const output = job.output.safeParse(outcome.value);
        if (!output.success)
          throw new AppError(
            'upstream',
            'browser.bad_result',
            `The result of ${job.entry} does not have the promised shape.`,
            { details: { issues: output.error.issues.slice(0, 5) } },
          );
        return {
          output: output.data,
          outDir,
          files: result.files,
          refused: result.refused,
          durationMs: result.durationMs,
          dispose,
        };
      } catch (error) {
        await dispose();
        throw error;
      }
    },
  };
}
