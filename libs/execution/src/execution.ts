import { access as accessFile, rm } from 'node:fs/promises';
import type {
  Access,
  ExecutionResult,
  InteractionLevel,
  TenantContext,
  TestProject,
  TestResult,
} from '@testforge/core';
import type { ArtifactStore } from './keep-artifacts.js';
import { createRecorder } from './record-results.js';
import { createRedact } from './redact.js';
import { runInside, type InsideDeps } from './run-inside.js';
import { runnerSettings, type Conditions, type ExecutionLimits } from './runner-settings.js';
import { stageProject } from './stage-project.js';
import { tellTrouble, wasCutOff } from './tell-trouble.js';
import { notRun } from './test-result.js';

export interface ExecutionDeps extends InsideDeps {
  objects: ArtifactStore;
  repositoryDir: string;
  /** Path of the browser on this machine. */
  chromium: string;
  /** Path of the encoder for videos. Default `/usr/bin/ffmpeg`; where it is missing no retry is filmed. */
  ffmpeg?: string;
  /** The platform's own ports, which a test never reaches. */
  refusePorts: number[];
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Short absolute path that everybody may traverse. */
  stagingDir: string;
  /** More tests than this are run in several sandboxes, one after another. Default 200. */
  testsPerShard?: number;
}

export interface ExecutionRequest {
  project: TestProject;
  baseUrl: string;
  /** What the tests may reach, the app's own origin included. */
  origins: string[];
  /** How the tests enter the app. Secret: goes into the sandbox, and is taken out of what is kept. Default: it is open. */
  access?: Access | undefined;
  /** Names this execution within its run: `execution`, `proof-1` … */
  phase: string;
  /** Keys of the tests to run. Default: all. The test that logs in runs for them in any case. */
  only?: readonly string[] | undefined;
  /** Results from before a crash; these tests are not run again. */
  done?: readonly TestResult[] | undefined;
  limits: ExecutionLimits;
  /**
   * At `read` every writing request of a page is refused, but for logging in; a test that fails for it is told as
   * `skipped`, with what was refused. At the other levels nothing is refused: what a test may write was decided when it
   * was designed. Default `write`.
   */
  interaction?: InteractionLevel | undefined;
  /** Other conditions than the project's own. */
  conditions?: Conditions | undefined;
  /** `false`: nothing is taken or kept of a failure but where it was. Default `true`. */
  evidence?: boolean | undefined;
  /** Called with each result when its test has ended, one at a time. */
  onResult?: ((result: TestResult) => unknown) | undefined;
  signal?: AbortSignal | undefined;
}

export interface Execution {
  /**
   * Runs the project's tests in the sandbox and tells how each ended; a failing test is data. Where logging in fails, the
   * tests that need it are `skipped`, with the reason. Stopped by `signal`, it gives what there is, the rest as
   * `interrupted`. Throws `execution.bad_path` and `execution.no_run` (invalid).
   */
  execute(ctx: TenantContext, request: ExecutionRequest): Promise<ExecutionResult>;
}

const hopelessAfter = 3;
const defaultTestsPerShard = 200;
/** How often a runner that was ended from outside is started again for what had not ended. */
const restartsAtMost = 2;

type ProjectTest = TestProject['tests'][number];
type Fresh = Pick<ExecutionResult, 'results' | 'ledger' | 'trouble' | 'sandboxMs'>;
type Part = Fresh & { cutOff: boolean };

export function createExecution(deps: ExecutionDeps): Execution {
  return {
    async execute(ctx, request) {
      const startedAt = performance.now();
      const asked = request.project.tests.filter(({ key }) => request.only?.includes(key) ?? true);
      const done = (request.done ?? []).filter(({ status }) => status !== 'interrupted');
      const known = new Set(done.map(({ key }) => key));
      const wanted = asked.filter(({ key }) => !known.has(key));
      const shut = wanted.filter((test) => hasNoLogIn(test, request.access)).map(shutOut);
      for (const result of shut) await request.onResult?.(result);
      const fresh = await runShards(
        deps,
        ctx,
        request,
        wanted.filter((test) => !hasNoLogIn(test, request.access)),
      );
      const byKey = new Map([...done, ...shut, ...fresh.results].map((result) => [result.key, result] as const));
      return {
        schemaVersion: 1,
        results: asked.flatMap(({ key }) => byKey.get(key) ?? []),
        ledger: [...done.flatMap(({ ledger = [] }) => ledger), ...fresh.ledger],
        sandboxMs: done.reduce((sum, { sandboxMs = 0 }) => sum + sandboxMs, fresh.sandboxMs),
        ...(fresh.trouble !== undefined && { trouble: fresh.trouble }),
        durationMs: performance.now() - startedAt,
      };
    },
  };
}

/** What a test begins with must not be missing by our own doing: that says nothing of the app. */
const hasNoLogIn = ({ role }: ProjectTest, access: Access | undefined): boolean =>
  role !== undefined && !Object.hasOwn(access?.roles ?? {}, role);

const shutOut = (test: ProjectTest): TestResult => ({
  ...notRun(test, { ranThrough: true, entered: undefined }),
  skippedBecause: `No log-in was given for the role “${test.role}”.`,
});

/** Many tests go through several sandboxes; what troubles one of them would trouble the rest. */
async function runShards(
  deps: ExecutionDeps,
  ctx: TenantContext,
  request: ExecutionRequest,
  tests: readonly ProjectTest[],
): Promise<Fresh> {
  const size = deps.testsPerShard ?? defaultTestsPerShard;
  const shards = Array.from({ length: Math.ceil(tests.length / size) }, (_, index) =>
    tests.slice(index * size, (index + 1) * size),
  );
  const until = performance.now() + request.limits.executionMs;
  const all: Fresh = { results: [], ledger: [], sandboxMs: 0 };
  for (const shard of shards) {
    const over = all.trouble !== undefined || request.signal?.aborted === true;
    const part = over ? untried(shard) : await runToEnd(deps, ctx, request, { tests: shard, until });
    all.results.push(...part.results);
    all.ledger.push(...part.ledger);
    all.sandboxMs += part.sandboxMs;
    if (part.trouble !== undefined) all.trouble = part.trouble;
  }
  return all;
}

/** Runs tests, and what had not ended again where something from outside ended the runner: what has ended stays as it is. */
async function runToEnd(
  deps: ExecutionDeps,
  ctx: TenantContext,
  request: ExecutionRequest,
  { tests, until }: { tests: readonly ProjectTest[]; until: number },
): Promise<Fresh> {
  const all: Fresh = { results: [], ledger: [], sandboxMs: 0 };
  for (let restarts = 0; ; restarts += 1) {
    const ended = new Set(all.results.map(({ key }) => key));
    const rest = tests.filter(({ key }) => !ended.has(key));
    if (restarts > 0 && rest.length === 0) return all;
    const executionMs = Math.max(1_000, until - performance.now());
    const limited = { ...request, limits: { ...request.limits, executionMs } };
    const { results, ledger, sandboxMs, trouble, cutOff } = await runTests(deps, ctx, limited, rest);
    const again = cutOff && restarts < restartsAtMost && request.signal?.aborted !== true;
    all.results.push(...(again ? results.filter(({ status }) => status !== 'interrupted') : results));
    all.ledger.push(...ledger);
    all.sandboxMs += sandboxMs;
    if (!again) return { ...all, ...(trouble !== undefined && { trouble }) };
    deps.log.warn({ phase: request.phase, why: trouble, restarts }, 'runner ended from outside; started again');
  }
}

const untried = (tests: readonly ProjectTest[]): Fresh => ({
  results: tests.map((test) => notRun(test, { ranThrough: false, entered: undefined })),
  ledger: [],
  sandboxMs: 0,
});

async function runTests(
  deps: ExecutionDeps,
  ctx: TenantContext,
  request: ExecutionRequest,
  wanted: readonly ProjectTest[],
): Promise<Part> {
  const { project, limits, phase, baseUrl, origins, signal, access = {} } = request;
  const setups = setupsFor(project.tests, wanted);
  // Their sessions are needed again, also where their own results are known or nobody asked for them.
  const tests = [...setups.filter((setup) => !wanted.includes(setup)), ...wanted];
  const isWanted = ({ key }: { key: string }): boolean => wanted.some((test) => test.key === key);
  const ffmpeg = request.evidence === false ? null : await presentOrNull(deps.ffmpeg ?? '/usr/bin/ffmpeg');
  const settings = runnerSettings(limits, {
    video: ffmpeg !== null,
    interaction: request.interaction ?? 'write',
    evidence: request.evidence ?? true,
    conditions: request.conditions ?? null,
    setups,
    roles: Object.keys(access.roles ?? {}),
    // Files may hold more tests than the project names.
    only: request.only === undefined && tests.length === project.tests.length ? null : tests,
  });
  const staged = await stageProject({ ...deps, project, settings, ffmpeg });
  try {
    const recorder = createRecorder({
      ctx,
      tests,
      steps: project.steps,
      phase,
      outDir: staged.outDir,
      objects: deps.objects,
      redact: createRedact(access),
      origins,
      onResult: (result) => (isWanted(result) ? request.onResult?.(result) : undefined),
    });
    const { executionMs } = limits;
    const hopelessAt = Math.min(hopelessAfter, tests.length);
    const { sandbox, hasGap } = await runInside(deps, {
      staged,
      recorder,
      baseUrl,
      origins,
      access,
      executionMs,
      hopelessAt,
      signal,
    });
    const ending = { recorder, sandbox, hasGap, baseUrl, executionMs };
    const trouble = tellTrouble(ending);
    const { ended, durationMs, refused } = sandbox;
    deps.log.info({ phase, tests: tests.length, ended, durationMs, refused }, 'tests executed');
    const results = recorder.results().filter(isWanted);
    // What was not run for want of a session has not been told yet.
    for (const result of results) if (result.attempts === 0 && result.skippedBecause) await request.onResult?.(result);
    const told = trouble === undefined ? {} : { trouble };
    return { results, ledger: recorder.ledger, sandboxMs: durationMs, ...told, cutOff: wasCutOff(ending) };
  } finally {
    await rm(staged.dir, { recursive: true, force: true });
  }
}

/** The tests that log in for those that are wanted: that of the project's user, and that of each of their roles. */
const setupsFor = (all: readonly ProjectTest[], wanted: readonly ProjectTest[]): ProjectTest[] =>
  all.filter(
    ({ setup, role }) => setup !== undefined && (role === undefined || wanted.some((test) => test.role === role)),
  );

const presentOrNull = (path: string): Promise<string | null> =>
  accessFile(path).then(
    () => path,
    () => null,
  );
