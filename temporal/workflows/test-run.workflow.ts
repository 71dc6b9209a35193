import { CancellationScope, defineQuery, isCancellation, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BrowserActivities, SandboxActivities, ServiceActivities } from '../activities/index.js';
import { progressQueryName, type DocRef, type RunProgress, type TestRunInput } from '../contracts.js';
import { inBrowser, inSandbox, onServices, untilDone } from './stages.js';

const services = proxyActivities<ServiceActivities>(onServices);
const atLast = proxyActivities<ServiceActivities>(untilDone);
const browser = proxyActivities<BrowserActivities>(inBrowser);
const sandbox = proxyActivities<SandboxActivities>(inSandbox);

/** What the stages have left behind so far; the report is made from whatever is there. */
interface Documents {
  model?: DocRef;
  plan?: DocRef;
  project?: DocRef;
  execution?: DocRef;
  healing?: DocRef;
}

/**
 * One run, from an address to a report. The only place that knows the order of the stages.
 * However it ends (done, failed, cancelled) there is a report and one terminal status, and usage is recorded once.
 */
export async function TestRunWorkflow(input: TestRunInput): Promise<void> {
  const progress: RunProgress = { stage: 'starting', stagesMs: {}, done: false };
  setHandler(defineQuery<RunProgress>(progressQueryName), () => progress);
  const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    progress.stage = stage;
    const startedAt = Date.now();
    try {
      return await work();
    } finally {
      progress.stagesMs[stage] = (progress.stagesMs[stage] ?? 0) + Date.now() - startedAt;
    }
  };
  const documents: Documents = {};
  let mode: 'first' | 'kept' = 'first';
  let trouble: { cancelled: boolean; message: string } | null = null;
  try {
    // A stop that is asked for before anything began still finds a run that can be ended.
    const begun = await CancellationScope.nonCancellable(() => services.beginRun(input));
    mode = begun.mode;
    if (mode === 'first') await firstRun(input, documents, timed);
    else await keptRun(input, documents, timed, begun);
  } catch (error) {
    trouble = { cancelled: isCancellation(error), message: rootMessage(error) };
  }
  await CancellationScope.nonCancellable(async () => {
    const stagesMs = { ...progress.stagesMs };
    await timed('reporting', () => services.writeReport(input, { mode, documents, trouble, stagesMs })).catch(() =>
      atLast.endRun(input),
    );
    await timed('usage', () => atLast.recordUsage(input, documents));
  });
  progress.stage = 'ended';
  progress.done = true;
}

type Timed = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

/** Nothing is kept yet: explore, design, write, execute once more, keep what passed. */
async function firstRun(input: TestRunInput, documents: Documents, timed: Timed): Promise<void> {
  const model = await timed('discovery', () => browser.discoverApp(input));
  documents.model = model;
  const tests = await timed('design', () => browser.designTests(input, { model }));
  documents.plan = tests;
  const project = await timed('scriptgen', () => services.writeProject(input, { tests, name: 'first' }));
  documents.project = project;
  const execution = await timed('execution', () =>
    sandbox.executeTests(input, { project, phase: 'first', only: null }),
  );
  documents.execution = execution;
  await services.keepPassed(input, { tests, execution });
}

/** A suite is kept: it is executed and judged first; what discovery then sees can only be proposed. */
async function keptRun(
  input: TestRunInput,
  documents: Documents,
  timed: Timed,
  { discovery, healingMs }: { discovery: boolean; healingMs: number },
): Promise<void> {
  const tests = await services.loadSuite(input);
  documents.plan = tests;
  const project = await timed('scriptgen', () => services.writeProject(input, { tests, name: 'kept' }));
  documents.project = project;
  const execution = await timed('execution', () => sandbox.executeTests(input, { project, phase: 'kept', only: null }));
  documents.execution = execution;
  documents.healing = await timed('healing', () => heal(input, { tests, execution, healingMs }));
  if (discovery) documents.model = await timed('discovery', () => browser.discoverApp(input));
}

/**
 * Judge, mend, prove; again while proofs bring new drift to light and there is time. Ends with what was learned and kept;
 * what time did not allow to prove waits for a person.
 */
async function heal(
  input: TestRunInput,
  { healingMs, ...failed }: { tests: DocRef; execution: DocRef; healingMs: number },
): Promise<DocRef> {
  const deadline = Date.now() + healingMs;
  let round = await services.judgeFailures(input, failed);
  for (let number = 1; round.toProve.length > 0 && Date.now() < deadline; number += 1) {
    const mended = round.mended;
    const project = await services.writeProject(input, { tests: mended, name: `proof-${number}` });
    const execution = await sandbox.executeTests(input, { project, phase: `proof-${number}`, only: round.toProve });
    round = await services.judgeProof(input, { state: round.state, execution, number });
  }
  return services.concludeHealing(input, { state: round.state });
}

/** The innermost message of a failure: what a person can act on. */
function rootMessage(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  return current instanceof Error ? current.message : String(current);
}
