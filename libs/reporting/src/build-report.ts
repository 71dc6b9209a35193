import type {
  AppModel,
  ExecutionResult,
  Finding,
  HealingResult,
  InteractionLevel,
  JudgedFailure,
  Report,
  ReportedTest,
  RunStatus,
  TestCase,
  TestPlan,
  TestResult,
  TestState,
} from '@testforge/core';

export interface ReportInput {
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
  return {
    schemaVersion: 1,
    runId: input.run.id,
    url: input.run.url,
    ...(input.run.release ? { release: input.run.release } : {}),
    mode: input.mode,
    suiteVersion: input.suite?.version ?? 0,
    interaction: input.run.interaction,
    status: statusOf(input, tests, error),
    ...(error ? { error } : {}),
    startedAt,
    durationMs: input.now.getTime() - new Date(startedAt).getTime(),
    tests,
    leftOut: [...(input.plan?.leftOut ?? []), ...droppedAtFirstExecution(input)],
    findings: uniqueFindings([...(input.model?.findings ?? []), ...(input.plan?.findings ?? [])]),
    ledger: [...(input.model?.ledger ?? []), ...(input.plan?.ledger ?? []), ...(input.execution?.ledger ?? [])],
    counts: countsOf(input, tests),
    verdicts: verdictsOf(failures),
    healings: healingsOf(failures),
    expectationsChanged: failures.filter((failure) => failure.expectationHashBefore !== failure.expectationHashAfter)
      .length,
    coverage: input.model?.coverage ?? coverageOfTests(tests, input.plan),
    stagesMs: input.stagesMs,
    proposals: proposalsOf(input),
  };
}

/** On the first run only what passed is kept, and only what is kept is reported as a test. */
function reportedTests(input: ReportInput): ReportedTest[] {
  if (input.mode === 'first')
    return (input.execution ? (input.suite?.tests ?? []) : []).map((test) => reportTest(input, test));
  return (input.plan?.tests ?? []).map((test) => reportTest(input, test));
}

function reportTest(input: ReportInput, test: TestCase): ReportedTest {
  const result = input.execution?.results.find((candidate) => candidate.key === test.key);
  const failure = input.healing?.failures.find((candidate) => candidate.testKey === test.key);
  return {
    key: test.key,
    title: test.title,
    category: test.category,
    priority: test.priority,
    reason: test.reason,
    flow: test.flow,
    state: stateOf(result, failure),
    durationMs: result?.durationMs ?? 0,
    steps: test.steps.map((step, position) => ({
      phase: step.phase,
      title: step.title,
      ...stepOutcome(test, position, result),
    })),
    ...(failure ? { failure } : {}),
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

/** The worst state decides. A person's pending answer is neither red nor green. */
function statusOf(input: ReportInput, tests: ReportedTest[], error: string | null): RunStatus {
  if (input.trouble?.cancelled) return 'cancelled';
  const has = (...states: TestState[]): boolean => tests.some((test) => states.includes(test.state));
  if (has('regression')) return 'failed';
  if (error) return 'error';
  if (has('environment', 'not_run')) return 'failed';
  if (has('waiting')) return 'waiting';
  return has('passed_after_healing') ? 'passed_after_healing' : 'passed';
}

function countsOf({ plan }: ReportInput, tests: ReportedTest[]): Report['counts'] {
  const count = (...states: TestState[]): number => tests.filter((test) => states.includes(test.state)).length;
  return {
    designed: plan?.designed ?? 0,
    kept: tests.length,
    functional: tests.filter(
      (test) => test.category !== 'smoke' && test.category !== 'visual' && test.category !== 'performance',
    ).length,
    passed: count('passed'),
    passedAfterHealing: count('passed_after_healing'),
    waiting: count('waiting'),
    failed: count('regression', 'environment', 'not_run'),
    flaky: count('flaky'),
  };
}

function verdictsOf(failures: JudgedFailure[]): Report['verdicts'] {
  const count = (verdict: JudgedFailure['verdict']): number =>
    failures.filter((failure) => failure.verdict === verdict).length;
  return {
    drift: count('drift'),
    regression: count('regression'),
    flake: count('flake'),
    environment: count('environment'),
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
      reason: `observed twice, but its first execution ${firstExecutionWords(results.get(test.key))}`,
    }));
}

const firstExecutionWords = (result: TestResult | undefined): string =>
  result
    ? `ended ${result.status}${result.failure ? ` at “${result.failure.stepTitle}”: ${firstLine(result.failure.message)}` : ''}`
    : 'did not take place';

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function uniqueFindings(findings: Finding[]): Finding[] {
  const order = ['critical', 'serious', 'moderate', 'minor'];
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
}

/** On a later run discovery may only propose: pages that no kept test touches. */
function proposalsOf({ mode, model, plan }: ReportInput): Report['proposals'] {
  if (mode === 'first' || !model) return [];
  const touched = new Set((plan?.tests ?? []).flatMap((test) => test.pages));
  const fresh = [...new Set(model.states.map((state) => state.template))].filter((template) => !touched.has(template));
  return fresh.map((template) => ({
    title: `Tests for ${template}`,
    reason: 'seen on this build and touched by no kept test',
  }));
}
