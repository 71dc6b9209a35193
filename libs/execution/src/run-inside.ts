import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { accessVariables, roleVariables, type Access } from '@testforge/core';
import {
  defaultSandboxLimits,
  type NetworkPolicy,
  type Sandbox,
  type SandboxResult,
} from '@testforge/platform/sandbox';
import type { Recorder } from './record-results.js';
import { createSignedLines } from './signed-lines.js';
import { inside, type StagedProject } from './stage-project.js';

export interface InsideDeps {
  sandbox: Pick<Sandbox, 'run'>;
  chromium: string;
  refusePorts: number[];
  policy: NetworkPolicy;
}

export interface InsideRun {
  staged: StagedProject;
  recorder: Recorder;
  baseUrl: string;
  origins: string[];
  access: Access;
  executionMs: number;
  /** After so many attempts without any answer from the app the rest is not tried. */
  hopelessAt: number;
  signal: AbortSignal | undefined;
}

/** Time for the runner to end by itself before the sandbox ends it. */
const graceMs = 30_000;

/** Runs the staged project in the sandbox and hands every genuine event to the recorder, one at a time. */
export async function runInside(
  deps: InsideDeps,
  run: InsideRun,
): Promise<{ sandbox: SandboxResult; hasGap: boolean }> {
  const key = randomBytes(32).toString('hex');
  const lines = createSignedLines(key);
  const stop = new AbortController();
  const chromium = placeOfChromium(deps.chromium);
  const { recorder, staged, access } = run;
  let handled: Promise<void> = Promise.resolve();
  const handle = async (event: Parameters<Recorder['handle']>[0]) => {
    await recorder.handle(event);
    if (recorder.attempts() >= run.hopelessAt && recorder.unreachable() !== null) stop.abort();
  };
  const sandbox = await deps.sandbox.run({
    argv: ['/opt/node/bin/node', `${inside.runner}/main.mjs`],
    cwd: inside.project,
    env: { ...environment(run.baseUrl, chromium.path), ...accessEnvironment(access) },
    readOnly: [...staged.readOnly, ...chromium.mounts],
    outDir: staged.outDir,
    // A session may be larger than an environment holds, and never lies on the host's disk.
    stdin: JSON.stringify({ key, storageState: access.storageState }),
    origins: run.origins,
    limits: { ...defaultSandboxLimits, wallMs: run.executionMs + graceMs },
    network: { policy: deps.policy, refusePorts: deps.refusePorts },
    signal: AbortSignal.any([stop.signal, ...(run.signal ? [run.signal] : [])]),
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

/** What the tests need to enter the app, under the names that written projects know. */
export function accessEnvironment({ basic, headers, roles = {}, ...user }: Access): Record<string, string> {
  const logIns = [
    { names: accessVariables, access: user },
    ...Object.entries(roles).map(([role, access]) => ({ names: roleVariables(role), access })),
  ];
  const values = [
    ...logIns.flatMap(({ names, access }) => [
      [names.user, access.user],
      [names.password, access.password],
      [names.totpSecret, access.totpSecret],
    ]),
    [accessVariables.basic, basic && `${basic.user}:${basic.password}`],
    [accessVariables.headers, headers && JSON.stringify(headers)],
  ];
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

/** The sandbox shows all of `/usr`; a browser from elsewhere is shown at a place of its own. */
function placeOfChromium(chromium: string): { path: string; mounts: { from: string; to: string }[] } {
  if (chromium.startsWith('/usr/')) return { path: chromium, mounts: [] };
  return {
    path: `${inside.chromium}/${basename(chromium)}`,
    mounts: [{ from: dirname(chromium), to: inside.chromium }],
  };
}
