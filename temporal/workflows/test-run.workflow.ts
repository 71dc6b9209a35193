import {
  CancellationScope,
  defineQuery,
  isCancellation,
  log,
  proxyActivities,
  rootCause,
  setHandler,
} from '@temporalio/workflow';
import type { BegunRun, BrowserActivities, SandboxActivities, ServiceActivities } from '../activities/index.js';
import { progressQueryName, type DocRef, type RunProgress, type TestRunInput } from '../contracts.js';
import { handlePauses } from './pauses.js';
import { provenRounds } from './prove.js';
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
  receipts?: DocRef;
  healing?: DocRef;
}

/** Carries out one step of the run: waits while it is paused, and measures its time. */
type Step = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

/**
 * One run, from an address to a report. The only place that knows the order of the stages.
 * However it ends (done, failed, cancelled) there is a report and one terminal status, and usage is recorded once, before
 * the run is told as ended.
 */
export async function TestRunWorkflow(input: TestRunInput): Promise<void> {
  const progress: RunProgress = { stage: 'starting', stagesMs: {}, done: false, paused: false };
  setHandler(defineQuery<RunProgress>(progressQueryName), () => progress);
  const whileRunning = handlePauses(progress, (to) => services.moveRun(input, to));
  const timed: Step = async (stage, work) => {
    progress.stage = stage;
    const startedAt = Date.now();
    try {
      return await work();
    } finally {
      progress.stagesMs[stage] = (progress.stagesMs[stage] ?? 0) + Date.now() - startedAt;
    }
  };
  const step: Step = async (stage, work) => {
    await whileRunning();
    return timed(stage, work);
  };
  const documents: Documents = {};
  let mode: 'first' | 'kept' = 'first';
  let trouble: { cancelled: boolean; message: string } | null = null;
  try {
    // A stop that is asked for before anything began still finds a run that can be ended.
    const begun = await CancellationScope.nonCancellable(() => services.beginRun(input));
    mode = begun.mode;
    if (mode === 'first') await firstRun(input, documents, step, begun);
    else await keptRun(input, documents, step, begun);
  } catch (error) {
    trouble = { cancelled: isCancellation(error), message: rootCause(error) ?? String(error) };
  }
  await CancellationScope.nonCancellable(async () => {
    const stagesMs = { ...progress.stagesMs };
    const end = await timed('reporting', () =>
      services.writeReport(input, { mode, documents, trouble, stagesMs }),
    ).catch((error: unknown) => {
      log.warn('the report could not be written', { why: rootCause(error) ?? String(error) });
      return null;
    });
    await timed('usage', () => atLast.recordUsage(input));
    await atLast.endRun(input, end);
  });
  progress.stage = 'ended';
  progress.done = true;
}

/** Nothing is kept yet: explore, design, write, execute, execute again, keep what passed. */
async function firstRun(input: TestRunInput, documents: Documents, step: Step, begun: BegunRun): Promise<void> {
  const { left } = begun;
  const model = left.model ?? (await step('discovery', () => browser.discoverApp(input)));
  documents.model = model;
  const tests = left.tests ?? (await step('design', () => browser.designTests(input, { model, known: null })));
  documents.plan = tests;
  const project = await step('scriptgen', () => services.writeProject(input, { tests, name: 'first' }));
  documents.project = project;
  const executed = await step('execution', () => sandbox.executeTests(input, { project, phase: 'first', only: null }));
  documents.execution = executed;
  const execution = await passGate(input, step, { begun, project, execution: executed });
  documents.execution = execution;
  await services.keepPassed(input, { tests, execution });
  if (!begun.receipts) return;
  const receipts = await giveReceipts(input, documents, step, { tests, project, execution });
  if (receipts) await services.leaveOutWeak(input, { receipts });
}

/** The execution after its passed tests were carried out again. Where that can't be done, what was seen so far counts. */
async function passGate(
  input: TestRunInput,
  step: Step,
  { begun, ...order }: { begun: BegunRun; project: DocRef; execution: DocRef },
): Promise<DocRef> {
  if (!begun.gate) return order.execution;
  try {
    return await step('gate', () => sandbox.repeatTests(input, order));
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('new tests were not carried out again', { why: rootCause(error) ?? String(error) });
    return order.execution;
  }
}

/** What each new test notices when the app is perturbed. Where that can't be found out, nothing is taken from the run. */
async function giveReceipts(
  input: TestRunInput,
  documents: Documents,
  step: Step,
  order: { tests: DocRef; project: DocRef; execution: DocRef },
): Promise<DocRef | undefined> {
  try {
    documents.receipts = await step('receipts', () => sandbox.giveReceipts(input, order));
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('there are no kill receipts', { why: rootCause(error) ?? String(error) });
  }
  return documents.receipts;
}

/** A suite is kept: it is executed and judged first; what discovery then sees can only be proposed. */
async function keptRun(input: TestRunInput, documents: Documents, step: Step, begun: BegunRun): Promise<void> {
  const { tests, only } = await services.loadSuite(input);
  documents.plan = tests;
  const project = await step('scriptgen', () => services.writeProject(input, { tests, name: 'kept' }));
  documents.project = project;
  const execution = await step('execution', () => sandbox.executeTests(input, { project, phase: 'kept', only }));
  documents.execution = execution;
  documents.healing = await step('healing', () => heal(input, { tests, execution, healingMs: begun.healingMs }));
  if (!begun.discovery) return;
  const model = await step('discovery', () => browser.discoverApp(input));
  documents.model = model;
  // What can't be suggested takes nothing from what was found; it is in the log and in the record of the stage.
  await propose(input, documents, step, { kept: tests, model, begun }).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
  });
}

/**
 * Judge, mend, prove; again while proofs bring new drift to light and there is time. Ends with what was learned and kept;
 * what time did not allow to prove waits for a person.
 */
async function heal(
  input: TestRunInput,
  { healingMs, ...failed }: { tests: DocRef; execution: DocRef; healingMs: number },
): Promise<DocRef> {
  const until = Date.now() + healingMs;
  const round = await services.judgeFailures(input, failed);
  const { state } = await provenRounds(input, round, { until, phase: 'proof' });
  return services.concludeHealing(input, { state });
}

/** What this build suggests for the suite: designed and observed like a first suite, executed once, then only proposed. */
async function propose(
  input: TestRunInput,
  documents: Documents,
  step: Step,
  { kept, model, begun }: { kept: DocRef; model: DocRef; begun: BegunRun },
): Promise<void> {
  const { regenerate } = begun;
  const known = regenerate ? null : kept;
  const tests = await step('design', () => browser.designTests(input, { model, known }));
  if ((await services.countTests(input, { tests })) === 0 && !regenerate) return;
  const { project, executed } = await step('design', async () => {
    const written = await services.writeProject(input, { tests, name: 'proposed' });
    const execution = await sandbox.executeTests(input, { project: written, phase: 'proposed', only: null });
    return { project: written, executed: execution };
  });
  const execution = await passGate(input, step, { begun, project, execution: executed });
  const receipts = begun.receipts
    ? await giveReceipts(input, documents, step, { tests, project, execution })
    : undefined;
  await services.proposeChanges(input, { kept, tests, execution, regenerate, ...(receipts ? { receipts } : {}) });
}
