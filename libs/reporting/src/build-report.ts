import type {
  AppModel,
  ExecutionResult,
  Finding,
  HealingResult,
  InteractionLevel,
  JudgedFailure,
  Report,
  ReportedTest,
  TestCase,
  TestHandling,
  TestPlan,
  TestResult,
  TestState,
} from '@testforge/core';
import { compareReports } from './compare-reports.js';
import { countStates, worstStatus } from './count-states.js';
import { questionsOf } from './list-questions.js';
import { regressionsOf } from './list-regressions.js';
import { flakinessOf, probationOf, type KnownTries } from './report-trust.js';
import { leftOutAsWeak, receiptCounts, receiptOf, type KnownReceipts } from './report-receipts.js';

export interface ReportInput extends KnownReceipts, KnownTries {
  run: {
    id: string;
    url: string;
    release: string | null;
    interaction: InteractionLevel;
    startedAt: string | null;
    createdAt: string;
  };
  mode: 'first' | 'kept';
  suite: { version: number; tests: TestCase[] } | null;
  /** Documents of the stages, null where the run did not get that far. */
  model: AppModel | null;
  plan: TestPlan | null;
  execution: ExecutionResult | null;
  healing: HealingResult | null;
  /** What failed in the app while tests passed that did not notice it. */
  newFaults?: readonly Finding[];
  /** How people want single tests handled, by key. */
  handling?: ReadonlyMap<string, TestHandling>;
  /** Changes of the suite that this run suggests. */
  proposals?: readonly { kind: 'add' | 'change' | 'remove' | 'quarantine'; title: string; reason: string }[];
  /** The report of the project's run before this one. */
  previous?: Report | null;
  trouble: { cancelled: boolean; message: string } | null;
  stagesMs: Record<string, number>;
  now: Date;
}

/** The one document behind every rendering, made from whatever the stages left. Pure. */
export function buildReport(input: ReportInput): Report {
  const tests = reportedTests(input);
  const startedAt = input.run.startedAt ?? input.run.createdAt;
  const error = troubleOf(input, tests);
  const failures = input.healing?.failures ?? [];
  const findings = uniqueFindings([
    ...(input.model?.findings ?? []),
    ...(input.plan?.findings ?? []),
    ...(input.newFaults ?? []),
  ]);
  return {
    schemaVersion: 1,
    runId: input.run.id,
    url: input.run.url,
    ...(input.run.release ? { release: input.run.release } : {}),
    mode: input.mode,
    suiteVersion: input.suite?.version ?? 0,
    interaction: input.run.interaction,
    status: worstStatus(tests, { cancelled: input.trouble?.cancelled ?? false, error }),
    ...(error ? { error } : {}),
    startedAt,
    durationMs: input.now.getTime() - new Date(startedAt).getTime(),
    tests,
    ...questionsOf(tests),
    ...regressionsOf(tests),
    leftOut: [
      ...(input.plan?.leftOut ?? []),
      ...droppedAtFirstExecution(input),
      ...leftOutAsWeak(input),
      ...refusedToWrite(input),
    ],
    findings,
    ledger: [
      ...(input.model?.ledger ?? []),
      ...(input.plan?.ledger ?? []),
      ...(input.execution?.ledger ?? []),
      ...(input.receipts?.ledger ?? []),
    ],
    counts: countsOf(input, tests),
    verdicts: verdictsOf(failures, tests),
    healings: healingsOf(failures),
    expectationsChanged: failures.filter((failure) => failure.expectationHashBefore !== failure.expectationHashAfter)
      .length,
    ...receiptCounts(input),
    coverage: input.model?.coverage ?? coverageOfTests(tests, input.plan),
    stagesMs: input.stagesMs,
    proposals: proposalsOf(input),
    ...(input.previous && !input.trouble ? { difference: compareReports({ tests, findings }, input.previous) } : {}),
  };
}

/** On the first run only what passed is kept, and only what is kept is reported as a test. */
function reportedTests(input: ReportInput): ReportedTest[] {
  if (input.mode === 'first')
    return (input.execution ? (input.suite?.tests ?? []) : []).map((test) => reportTest(input, test));
  const leftOut = new Set([...(input.plan?.leftOut ?? []), ...refusedToWrite(input)].map(({ key }) => key));
  return (input.plan?.tests ?? []).filter(({ key }) => !leftOut.has(key)).map((test) => reportTest(input, test));
}

/** The last word on how a test went: once logging in was healed, the tests that had waited for it ran. */
const resultOf = ({ execution, healing }: ReportInput, key: string): TestResult | undefined =>
  [...(healing?.dependents ?? []), ...(execution?.results ?? [])].find((result) => result.key === key);

/** Tests of a suite that writes, run where nothing may be written: they say nothing about the app. */
function refusedToWrite({ mode, execution }: ReportInput): Report['leftOut'] {
  if (mode === 'first') return [];
  return (execution?.results ?? []).flatMap(({ key, title, status, attempts, skippedBecause }) =>
    status === 'skipped' && attempts > 0 && skippedBecause ? [{ key, title, reason: skippedBecause }] : [],
  );
}

function reportTest(input: ReportInput, test: TestCase): ReportedTest {
  const result = resultOf(input, test.key);
  const handling = input.handling?.get(test.key) ?? 'enabled';
  const failure = input.healing?.failures.find((candidate) => candidate.testKey === test.key);
  const state = stateOf(result, failure);
  return {
    key: test.key,
    title: test.title,
    category: test.category,
    priority: test.priority,
    reason: test.reason,
    flow: test.flow,
    state,
    durationMs: result?.durationMs ?? 0,
    steps: test.steps.map((step, position) => ({
      phase: step.phase,
      title: step.title,
      ...stepOutcome(test, position, result),
    })),
    ...(failure ? { failure } : {}),
    ...(handling === 'enabled' || handling === 'disabled' ? {} : { handling }),
    ...(result?.skippedBecause ? { because: result.skippedBecause } : {}),
    ...flakinessOf(input, test.key, state),
    ...probationOf(input, test.key),
    ...receiptOf(input, test),
  };
}

/** Steps before the failed one held; those after it were never reached. */
function stepOutcome(
  test: TestCase,
  position: number,
  result: TestResult | undefined,
): { ok: boolean | null; durationMs: number | null } {
  if (!result || result.status === 'skipped' || result.status === 'interrupted') return { ok: null, durationMs: null };
  const durationMs =
    result.steps.find((step) => step.title.endsWith(test.steps[position]?.title ?? ''))?.durationMs ?? null;
  if (!result.failure) return { ok: true, durationMs };
  const failedAt = test.steps.findIndex((step) => step.key === result.failure?.stepKey);
  if (failedAt < 0) return { ok: null, durationMs };
  return { ok: position < failedAt ? true : position === failedAt ? false : null, durationMs };
}

const stateOfOutcome: Record<JudgedFailure['outcome'], TestState> = {
  healed: 'passed_after_healing',
  waiting: 'waiting',
  regression: 'regression',
  flake: 'flaky',
  environment: 'environment',
};

function stateOf(result: TestResult | undefined, failure: JudgedFailure | undefined): TestState {
  if (failure) return stateOfOutcome[failure.outcome];
  if (!result) return 'not_run';
  if (result.skippedBecause) return 'environment';
  const states: Record<TestResult['status'], TestState> = {
    passed: 'passed',
    flaky: 'flaky',
    failed: 'regression',
    skipped: 'not_run',
    interrupted: 'not_run',
  };
  return states[result.status];
}

function troubleOf({ trouble, execution, mode, suite }: ReportInput, tests: ReportedTest[]): string | null {
  if (trouble) return trouble.cancelled ? 'The run was cancelled.' : trouble.message;
  if (execution?.trouble) return execution.trouble;
  if (mode === 'first' && tests.length === 0)
    return 'No test could be kept: nothing on these pages was seen to pass twice. The findings and “left out” say why.';
  if (mode === 'kept' && !suite) return 'The kept suite could not be read.';
  return tests.length === 0 ? 'No test was executed: this run says nothing about the app.' : null;
}

function countsOf({ plan }: ReportInput, tests: ReportedTest[]): Report['counts'] {
  return {
    designed: plan?.designed ?? 0,
    kept: tests.length,
    functional: tests.filter(
      (test) => test.category !== 'smoke' && test.category !== 'visual' && test.category !== 'performance',
    ).length,
    ...countStates(tests),
  };
}

/** A test that was held back has no failure to judge: what kept it from running is none of its own. */
function verdictsOf(failures: JudgedFailure[], tests: ReportedTest[]): Report['verdicts'] {
  const heldBack = tests.filter(({ state, failure }) => state === 'environment' && !failure).length;
  const count = (verdict: JudgedFailure['verdict']): number =>
    failures.filter((failure) => failure.verdict === verdict).length;
  return {
    drift: count('drift'),
    regression: count('regression'),
    flake: count('flake'),
    environment: count('environment') + heldBack,
  };
}

function healingsOf(failures: JudgedFailure[]): Report['healings'] {
  const proposals = failures.flatMap((failure) =>
    failure.proposals.filter((proposal) => proposal.newLocator).map((proposal) => ({ failure, proposal })),
  );
  const tried = proposals.filter(({ proposal }) => proposal.decision === 'heal');
  return {
    proposed: proposals.length,
    applied: tried.filter(({ failure }) => failure.outcome === 'healed').length,
    proven: tried.filter(({ failure }) => failure.outcome === 'healed' && failure.proven).length,
    asked: proposals.filter(({ failure, proposal }) => proposal.decision === 'ask' && failure.outcome === 'waiting')
      .length,
  };
}

/** Without a discovery in this run, what the tests touch is all that is known. */
function coverageOfTests(tests: ReportedTest[], plan: TestPlan | null): Report['coverage'] {
  const pages = new Set((plan?.tests ?? []).flatMap((test) => test.pages));
  return { templates: pages.size, states: pages.size, forms: 0, flows: new Set(tests.map((test) => test.flow)).size };
}

function droppedAtFirstExecution({ mode, plan, execution }: ReportInput): Report['leftOut'] {
  if (mode !== 'first' || !plan || !execution) return [];
  const results = new Map(execution.results.map((result) => [result.key, result]));
  return plan.tests
    .filter((test) => results.get(test.key)?.status !== 'passed')
    .map((test) => ({
      key: test.key,
      title: test.title,
      reason: `observed twice, but ${notKeptWords(results.get(test.key))}`,
    }));
}

function notKeptWords(result: TestResult | undefined): string {
  if (!result) return 'its first execution did not take place';
  const { status, failure, passesBefore } = result;
  const where = failure ? ` at “${failure.stepTitle}”: ${firstLine(failure.message)}` : '';
  return passesBefore === undefined
    ? `its first execution ended ${status}${where}`
    : `it passed ${passesBefore === 1 ? 'once' : `${passesBefore} times`} and then failed${where}`;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function uniqueFindings(findings: Finding[]): Finding[] {
  const order = ['critical', 'serious', 'moderate', 'minor'];
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
}

const proposalWords = { add: 'Add', change: 'Change', remove: 'Remove', quarantine: 'Put into quarantine' } as const;

/** On a later run discovery may only propose: tests that passed here, and pages that no test touches. */
function proposalsOf({ mode, model, plan, proposals = [] }: ReportInput): Report['proposals'] {
  if (mode === 'first') return [];
  const told = proposals.map(({ kind, title, reason }) => ({ title: `${proposalWords[kind]} “${title}”`, reason }));
  const touched = new Set((plan?.tests ?? []).flatMap((test) => test.pages));
  const fresh = [...new Set((model?.states ?? []).map((state) => state.template))].filter(
    (template) => !touched.has(template),
  );
  const untouched = fresh.map((template) => ({
    title: `Tests for ${template}`,
    reason: 'seen on this build and touched by no kept test',
  }));
  return [...told, ...untouched];
}
