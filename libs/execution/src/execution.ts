import { randomBytes } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ExecutionResult, InteractionLevel, TenantContext, TestProject, TestResult } from '@testforge/core';
import {
  defaultSandboxLimits,
  type NetworkPolicy,
  type Sandbox,
  type SandboxResult,
} from '@testforge/platform/sandbox';
import type { ArtifactStore } from './keep-artifacts.js';
import { createRecorder, type Recorder } from './record-results.js';
import { runnerSettings, type ExecutionLimits } from './runner-settings.js';
import { createSignedLines } from './signed-lines.js';
import { inside, stageProject, type StagedProject } from './stage-project.js';
import { tellTrouble } from './tell-trouble.js';

export interface ExecutionDeps {
  sandbox: Sandbox;
  objects: ArtifactStore;
  repositoryDir: string;
  /** Path of the browser on this machine. */
  chromium: string;
  /** Path of the encoder for videos. Default `/usr/bin/ffmpeg`; where it is missing no video is recorded. */
  ffmpeg?: string;
  /** The platform's own ports, which a test never reaches. */
  refusePorts: number[];
  policy: NetworkPolicy;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Short absolute path that everybody may traverse. */
  stagingDir: string;
}

export interface ExecutionRequest {
  project: TestProject;
  baseUrl: string;
  /** What the tests may reach, the app's own origin included. */
  origins: string[];
  /** Names this execution within its run: `execution`, `proof-1` … */
  phase: string;
  /** Keys of the tests to run. Default: all. */
  only?: readonly string[] | undefined;
  /** Results from before a crash; these tests are not run again. */
  done?: readonly TestResult[] | undefined;
  limits: ExecutionLimits;
  /**
   * At `read` every writing request of a page is refused; a test that fails for it is told as `skipped`, with what was
   * refused. At the other levels nothing is refused: what a test may write was decided when it was designed. Default `write`.
   */
  interaction?: InteractionLevel | undefined;
  /** Called with each result when its test has ended, one at a time. */
  onResult?: ((result: TestResult) => unknown) | undefined;
  signal?: AbortSignal | undefined;
}

export interface Execution {
  /**
   * Runs the project's tests in the sandbox and tells how each ended; a failing test is data.
   * Stopped by `signal`, it gives what there is, the rest as `interrupted`. Throws `execution.bad_path` and `execution.no_run` (invalid).
   */
  execute(ctx: TenantContext, request: ExecutionRequest): Promise<ExecutionResult>;
}

/** Time for the runner to end by itself before the sandbox ends it. */
const graceMs = 30_000;
/** After so many attempts without any answer from the app the rest is not tried. */
const hopelessAfter = 3;

export function createExecution(deps: ExecutionDeps): Execution {
  return {
    async execute(ctx, request) {
      const startedAt = performance.now();
      const asked = request.project.tests.filter(({ key }) => request.only?.includes(key) ?? true);
      const done = new Map(
        (request.done ?? []).filter(({ status }) => status !== 'interrupted').map((result) => [result.key, result]),
      );
      const tests = asked.filter(({ key }) => !done.has(key));
      const fresh = tests.length === 0 ? nothing : await runTests(deps, ctx, request, tests);
      const byKey = new Map([...done, ...fresh.results.map((result) => [result.key, result] as const)]);
      return {
        schemaVersion: 1,
        ...fresh,
        results: asked.flatMap(({ key }) => byKey.get(key) ?? []),
        durationMs: performance.now() - startedAt,
      };
    },
  };
}

type Fresh = Pick<ExecutionResult, 'results' | 'ledger' | 'trouble' | 'sandboxMs'>;
const nothing: Fresh = { results: [], ledger: [], sandboxMs: 0 };

async function runTests(
  deps: ExecutionDeps,
  ctx: TenantContext,
  request: ExecutionRequest,
  tests: TestProject['tests'],
): Promise<Fresh> {
  const ffmpeg = await presentOrNull(deps.ffmpeg ?? '/usr/bin/ffmpeg');
  const all = tests.length === request.project.tests.length;
  const settings = runnerSettings(request.limits, {
    video: ffmpeg !== null,
    interaction: request.interaction ?? 'write',
    only: all ? null : tests,
  });
  const staged = await stageProject({ ...deps, project: request.project, settings, ffmpeg });
  try {
    const recorder = createRecorder({
      ctx,
      tests,
      steps: request.project.steps,
      phase: request.phase,
      readOnly: settings.readOnly,
      outDir: staged.outDir,
      objects: deps.objects,
      onResult: request.onResult,
    });
    const { sandbox, hasGap } = await runInside(deps, request, staged, recorder, Math.min(hopelessAfter, tests.length));
    const trouble = tellTrouble({
      recorder,
      sandbox,
      hasGap,
      baseUrl: request.baseUrl,
      executionMs: request.limits.executionMs,
    });
    deps.log.info(
      {
        phase: request.phase,
        tests: tests.length,
        ended: sandbox.ended,
        durationMs: sandbox.durationMs,
        refused: sandbox.refused,
      },
      'tests executed',
    );
    return {
      results: recorder.results(),
      ledger: recorder.ledger,
      sandboxMs: sandbox.durationMs,
      ...(trouble === undefined ? {} : { trouble }),
    };
  } finally {
    await rm(staged.dir, { recursive: true, force: true });
  }
}

async function runInside(
  deps: ExecutionDeps,
  request: ExecutionRequest,
  staged: StagedProject,
  recorder: Recorder,
  hopelessAt: number,
): Promise<{ sandbox: SandboxResult; hasGap: boolean }> {
  const key = randomBytes(32).toString('hex');
  const lines = createSignedLines(key);
  const stop = new AbortController();
  const chromium = placeOfChromium(deps.chromium);
  let handled: Promise<void> = Promise.resolve();
  const handle = async (event: Parameters<Recorder['handle']>[0]) => {
    await recorder.handle(event);
    if (recorder.attempts() >= hopelessAt && recorder.unreachable() !== null) stop.abort();
  };
  const sandbox = await deps.sandbox.run({
    argv: ['/opt/node/bin/node', `${inside.runner}/main.mjs`],
    cwd: inside.project,
    env: environment(request.baseUrl, chromium.path),
    readOnly: [...staged.readOnly, ...chromium.mounts],
    outDir: staged.outDir,
    stdin: key,
    origins: request.origins,
    limits: { ...defaultSandboxLimits, wallMs: request.limits.executionMs + graceMs },
    network: { policy: deps.policy, refusePorts: deps.refusePorts },
    signal: AbortSignal.any([stop.signal, ...(request.signal ? [request.signal] : [])]),
    onLine: (line) => {
      const event = lines.read(line);
      if (!event) return;
      handled = handled.then(() => handle(event));
      // Told by the await below; what is still running is of no use.
      handled.catch(() => stop.abort());
    },
  });
  await handled;
  return { sandbox, hasGap: lines.hasGap() };
}

/** All that a test sees of the environment: nothing of ours but where things are. */
const environment = (baseUrl: string, chromium: string): Record<string, string> => ({
  PATH: '/opt/node/bin:/usr/bin:/bin',
  HOME: '/home/tester',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  NO_COLOR: '1',
  BASE_URL: baseUrl,
  TESTFORGE_CHROMIUM: chromium,
  TESTFORGE_PROJECT: inside.project,
  TESTFORGE_RUNNER: inside.runner,
  TESTFORGE_OUT: '/out',
  TESTFORGE_PLAYWRIGHT: inside.playwright,
  PLAYWRIGHT_BROWSERS_PATH: inside.browsers,
});

/** The sandbox shows all of `/usr`; a browser from elsewhere is shown at a place of its own. */
function placeOfChromium(chromium: string): { path: string; mounts: { from: string; to: string }[] } {
  if (chromium.startsWith('/usr/')) return { path: chromium, mounts: [] };
  return {
    path: `${inside.chromium}/${basename(chromium)}`,
    mounts: [{ from: dirname(chromium), to: inside.chromium }],
  };
}

const presentOrNull = (path: string): Promise<string | null> =>
  access(path).then(
    () => path,
    () => null,
  );
