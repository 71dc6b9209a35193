import {
  Report,
  type ExecutionResult,
  type HealingProposal,
  type JudgedFailure,
  type TestCase,
  type TestPlan,
  type TestResult,
} from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { buildReport, type ReportInput } from './build-report.js';
import { sampleFailure } from '../test/sample-report.js';

const testCase = (key: string, change: Partial<TestCase> = {}): TestCase => ({
  key,
  title: `Test ${key}`,
  designer: 'forms',
  priority: 'P1',
  reason: 'because',
  category: 'functional',
  tags: [],
  flow: 'Cart',
  pages: ['/cart'],
  steps: [
    { key: 's1', phase: 'given', kind: 'goto', title: 'Open /cart', path: '/cart' },
    { key: 's2', phase: 'when', kind: 'reload', title: 'Reload' },
    {
      key: 's3',
      phase: 'then',
      kind: 'expect',
      title: 'The address is /cart',
      expectation: { matcher: 'toHaveURL', expected: '/cart' },
    },
  ],
  ...change,
});

const resultOf = (key: string, status: TestResult['status'], change: Partial<TestResult> = {}): TestResult => ({
  key,
  title: key,
  status,
  attempts: 1,
  durationMs: 100,
  steps: [],
  ...change,
});
const failureOf = (
  testKey: string,
  outcome: JudgedFailure['outcome'],
  change: Partial<JudgedFailure> = {},
): JudgedFailure => sampleFailure({ testKey, outcome, ...change });
const planOf = (tests: TestCase[]): TestPlan => ({
  schemaVersion: 1,
  url: 'http://a',
  tests,
  designed: tests.length + 3,
  leftOut: [{ key: 'l', title: 'left', reason: 'did not agree' }],
  findings: [],
  ledger: [],
  durationMs: 1,
});
const executionOf = (results: TestResult[], change: Partial<ExecutionResult> = {}): ExecutionResult => ({
  schemaVersion: 1,
  results,
  ledger: [],
  sandboxMs: 1,
  durationMs: 1,
  ...change,
});

const run = {
  id: '0197a3c2-0000-7000-8000-000000000001',
  url: 'http://a',
  release: null,
  interaction: 'write' as const,
  startedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2025-12-31T23:59:00.000Z',
};

/** A kept suite of the tests whose results are given. */
function inputOf(
  results: TestResult[],
  failures: JudgedFailure[] = [],
  change: Partial<ReportInput> = {},
): ReportInput {
  const tests = results.map(({ key }) => testCase(key));
  return {
    run,
    mode: 'kept',
    suite: { version: 3, tests },
    model: null,
    plan: planOf(tests),
    execution: executionOf(results),
    healing: { schemaVersion: 1, failures, durationMs: 1 },
    trouble: null,
    stagesMs: {},
    now: new Date('2026-01-01T00:01:00.000Z'),
    ...change,
  };
}

const reportOf = (...input: Parameters<typeof inputOf>): Report => Report.parse(buildReport(inputOf(...input)));
const passed = resultOf('a', 'passed');
const failed = resultOf('b', 'failed');

describe('the state of a test', () => {
  it.each([
    ['passed', 'passed'],
    ['flaky', 'flaky'],
    ['failed', 'regression'],
    ['skipped', 'not_run'],
    ['interrupted', 'not_run'],
  ] as const)('whose result is %s and that nobody judged is %s', (status, state) => {
    expect(reportOf([resultOf('a', status)]).tests[0]?.state).toBe(state);
  });
  it.each([
    ['healed', 'passed_after_healing'],
    ['waiting', 'waiting'],
    ['regression', 'regression'],
    ['flake', 'flaky'],
    ['environment', 'environment'],
  ] as const)('judged %s is %s', (outcome, state) => {
    expect(reportOf([failed], [failureOf('b', outcome)]).tests[0]?.state).toBe(state);
  });
  it('without a result is not run', () => {
    expect(reportOf([passed], [], { execution: null }).tests[0]?.state).toBe('not_run');
  });
});

describe('the status of a run', () => {
  const status = (...outcomes: JudgedFailure['outcome'][]) => {
    const failures = outcomes.map((outcome, index) => failureOf(`t${index}`, outcome));
    return reportOf([passed, ...failures.map(({ testKey }) => resultOf(testKey, 'failed'))], failures).status;
  };
  it('is passed only when nothing was healed and nothing waits', () => expect(status()).toBe('passed'));
  it('is passed with a flaky test', () => expect(status('flake')).toBe('passed'));
  it('is passed after healing when something was healed', () => expect(status('healed')).toBe('passed_after_healing'));
  it('is waiting, neither red nor green, when a person must answer', () =>
    expect(status('healed', 'waiting')).toBe('waiting'));
  it('is failed when a test could not be judged', () => expect(status('environment', 'waiting')).toBe('failed'));
  it('is failed by one regression, whatever else there is', () =>
    expect(status('healed', 'waiting', 'regression')).toBe('failed'));
  it('is failed when a test was not run', () =>
    expect(reportOf([passed, resultOf('c', 'skipped')]).status).toBe('failed'));

  it('is cancelled when a person stopped it, with what was known by then', () => {
    const report = reportOf([passed], [], {
      plan: planOf([testCase('a'), testCase('z')]),
      trouble: { cancelled: true, message: '' },
    });
    expect(report).toMatchObject({
      status: 'cancelled',
      error: 'The run was cancelled.',
      tests: [{ state: 'passed' }, { state: 'not_run' }],
    });
  });
  it('is error when a stage broke, and says why', () => {
    expect(
      reportOf([], [], {
        plan: null,
        execution: null,
        healing: null,
        trouble: { cancelled: false, message: 'The sandbox did not start.' },
      }),
    ).toMatchObject({ status: 'error', error: 'The sandbox did not start.', tests: [] });
  });
  it('is error when the execution as a whole had trouble', () => {
    expect(
      reportOf([], [], {
        plan: planOf([testCase('a')]),
        execution: executionOf([], { trouble: 'The app does not answer.' }),
      }),
    ).toMatchObject({ status: 'error', error: 'The app does not answer.' });
  });
  it('is failed when a regression was seen before the trouble', () => {
    expect(
      reportOf([failed], [failureOf('b', 'regression')], { trouble: { cancelled: false, message: 'late' } }),
    ).toMatchObject({ status: 'failed', error: 'late' });
  });
  it('is never passed without a test', () => {
    expect(reportOf([]).status).toBe('error');
    expect(reportOf([], [], { mode: 'first', suite: null }).status).toBe('error');
    expect(reportOf([], [], { suite: null, plan: null }).error).toBe('The kept suite could not be read.');
  });
});

describe('the counts', () => {
  it('never take a healed or a waiting test for a passed one', () => {
    const failures = [
      failureOf('h', 'healed'),
      failureOf('w', 'waiting'),
      failureOf('r', 'regression'),
      failureOf('e', 'environment'),
      failureOf('f', 'flake'),
    ];
    const report = reportOf(
      [passed, ...failures.map(({ testKey }) => resultOf(testKey, 'failed')), resultOf('s', 'skipped')],
      failures,
    );
    expect(report.counts).toMatchObject({
      designed: 10,
      kept: 7,
      passed: 1,
      passedAfterHealing: 1,
      waiting: 1,
      failed: 3,
      flaky: 1,
    });
  });
  it('tell proven heals from asked ones', () => {
    const locator = { frame: [], links: [{ by: 'css' as const, css: 'a' }] };
    const proposal = (decision: HealingProposal['decision']): HealingProposal => ({
      testKey: 't',
      stepKey: 's',
      decision,
      why: '',
      confidence: 1,
      margin: 1,
      oldLocator: locator,
      newLocator: locator,
      oldFingerprint: { tag: 'a' },
      ranking: [],
    });
    const failures = [
      failureOf('h', 'healed', { verdict: 'drift', proven: true, proposals: [proposal('heal'), proposal('heal')] }),
      failureOf('w', 'waiting', { verdict: 'drift', proposals: [proposal('ask')] }),
      failureOf('r', 'regression', {
        proposals: [proposal('heal'), { ...proposal('abstain'), newLocator: undefined }],
        expectationHashAfter: 'other',
      }),
    ];
    const report = reportOf(
      failures.map(({ testKey }) => resultOf(testKey, 'failed')),
      failures,
    );
    expect(report).toMatchObject({
      healings: { proposed: 4, applied: 2, proven: 2, asked: 1 },
      verdicts: { drift: 2, regression: 1, flake: 0, environment: 0 },
      expectationsChanged: 1,
    });
  });
  it('leave smoke, visual and performance tests out of the functional ones', () => {
    const tests = (['smoke', 'visual', 'performance', 'negative', 'functional'] as const).map((category) =>
      testCase(category, { category }),
    );
    expect(
      reportOf([], [], { plan: planOf(tests), execution: executionOf(tests.map(({ key }) => resultOf(key, 'passed'))) })
        .counts,
    ).toMatchObject({ kept: 5, functional: 2 });
  });
});

describe('a first run', () => {
  const tests = ['a', 'b', 'c', 'd'].map((key) => testCase(key));
  const report = reportOf([], [], {
    mode: 'first',
    suite: { version: 1, tests: tests.slice(0, 1) },
    plan: planOf(tests),
    execution: executionOf([
      passed,
      resultOf('b', 'failed', { failure: { stepKey: 's2', stepTitle: 'Reload', message: 'timed out\n  at line 3' } }),
      resultOf('c', 'flaky', { passesBefore: 2, failure: { stepKey: 's1', stepTitle: 'Open', message: 'late' } }),
    ]),
    healing: null,
  });
  it('reports as tests what was kept, and what was not seen to pass as left out with the reason', () => {
    expect(report).toMatchObject({
      status: 'passed',
      suiteVersion: 1,
      tests: [{ key: 'a', state: 'passed' }],
      counts: { kept: 1, designed: 7, failed: 0 },
    });
    expect(report.leftOut.map(({ key, reason }) => [key, reason])).toEqual([
      ['l', 'did not agree'],
      ['b', 'observed twice, but its first execution ended failed at “Reload”: timed out'],
      ['c', 'observed twice, but it passed 2 times and then failed at “Open”: late'],
      ['d', 'observed twice, but its first execution did not take place'],
    ]);
  });
  it('drops nothing on a later run', () => {
    expect(reportOf([passed, failed], [failureOf('b', 'regression')]).leftOut).toHaveLength(1);
  });
});

describe('a test’s steps', () => {
  const stepsOf = (result: TestResult) => reportOf([result]).tests[0]?.steps.map(({ ok }) => ok);
  const failure = { stepTitle: 'Reload', message: 'no' };
  it('held before the one that failed, and were not reached after it', () => {
    expect(stepsOf(resultOf('a', 'failed', { failure: { ...failure, stepKey: 's2' } }))).toEqual([true, false, null]);
  });
  it('all held in a test that passed', () => expect(stepsOf(passed)).toEqual([true, true, true]));
  it('are unknown where the failing line belongs to none of them, or the test did not run', () => {
    expect(stepsOf(resultOf('a', 'failed', { failure: { ...failure, stepKey: null } }))).toEqual([null, null, null]);
    expect(stepsOf(resultOf('a', 'skipped'))).toEqual([null, null, null]);
  });
});

describe('what was seen besides', () => {
  const finding = (key: string, severity: 'critical' | 'minor') => ({
    key,
    kind: 'dead_link' as const,
    severity,
    title: key,
    url: '/',
    evidence: {},
  });
  const state = (template: string) => ({
    key: template,
    template,
    path: template,
    samples: [],
    depth: 0,
    status: 200,
    reach: [],
    snapshot: {} as never,
    locators: {},
    requests: [],
    loadMs: 1,
  });
  const model = {
    schemaVersion: 1 as const,
    url: 'http://a',
    origins: [],
    proposedOrigins: [],
    interaction: 'read' as const,
    states: [state('/cart'), state('/new'), state('/new')],
    findings: [finding('m', 'minor'), finding('c', 'critical')],
    ledger: [{ stage: 'discovery' as const, method: 'POST', urlTemplate: '/x', status: 200 }],
    coverage: { templates: 2, states: 3, forms: 0, flows: 1 },
    notVisited: [],
    durationMs: 1,
  };
  const report = reportOf([passed], [], {
    model,
    plan: { ...planOf([testCase('a')]), findings: [finding('m', 'minor')] },
  });
  it('is each finding once, the worst first', () => expect(report.findings.map(({ key }) => key)).toEqual(['c', 'm']));
  it('is the ledger of all stages', () => expect(report.ledger).toHaveLength(1));
  it('is a proposal for each kind of page no kept test touches', () =>
    expect(report.proposals.map(({ title }) => title)).toEqual(['Tests for /new']));
  it('is never a proposal on a first run', () =>
    expect(reportOf([passed], [], { mode: 'first', model }).proposals).toEqual([]));
  it('is timed from the start, else from the order, to now', () => {
    expect(report.durationMs).toBe(60_000);
    expect(reportOf([passed], [], { run: { ...run, startedAt: null } }).durationMs).toBe(120_000);
  });
});

describe('how people want tests handled', () => {
  const broken = { ...failed, key: 'b' };
  it.each(['muted', 'quarantined'] as const)('counts a %s test that fails, and does not let it decide', (handling) => {
    const report = reportOf([passed, broken], [], { handling: new Map([['b', handling]]) });
    expect(report).toMatchObject({ status: 'passed', counts: { failed: 1, passed: 1 } });
    expect(report.tests[1]).toMatchObject({ state: 'regression', handling });
  });
  it('lets a pinned test decide like every other', () => {
    expect(reportOf([passed, broken], [], { handling: new Map([['b', 'pinned']]) }).status).toBe('failed');
  });
});

describe('tests that say nothing of the app', () => {
  it('could not be judged where logging in failed, and say why', () => {
    const because = 'Could not log in.';
    const held = { ...resultOf('b', 'skipped'), attempts: 0, skippedBecause: because };
    const report = reportOf([passed, held]);
    expect(report.tests[1]).toMatchObject({ state: 'environment', because });
    expect(report.verdicts).toMatchObject({ environment: 1, regression: 0 });
    expect(report.status).toBe('failed');
  });
  it('are told by how they went once logging in was healed', () => {
    const held = { ...resultOf('b', 'skipped'), attempts: 0, skippedBecause: 'Could not log in.' };
    const healing = { schemaVersion: 1 as const, failures: [], dependents: [resultOf('b', 'passed')], durationMs: 1 };
    expect(reportOf([passed, held], [], { healing }).tests[1]).toMatchObject({ state: 'passed' });
  });
  it('are left out, with the reason, where the run may only read', () => {
    const refused = { ...resultOf('b', 'skipped'), attempts: 1, skippedBecause: 'refused POST /cart' };
    const report = reportOf([passed, refused]);
    expect(report.tests.map(({ key }) => key)).toEqual(['a']);
    expect(report.status).toBe('passed');
    expect(report.leftOut).toContainEqual({ key: 'b', title: 'b', reason: 'refused POST /cart' });
  });
});

describe('what is remembered of flaky tests', () => {
  const flakes = { runs: 9, times: new Map([['a', 2]]) };
  it('is told with this run counted, also of a test that passed this time', () => {
    const { tests } = reportOf([passed, resultOf('b', 'flaky')], [failureOf('b', 'flake')], { flakes });
    expect(tests.map(({ flakiness }) => flakiness)).toEqual([
      { times: 2, runs: 10 },
      { times: 1, runs: 10 },
    ]);
  });
  it('is nothing where a test never was flaky, or fails for another reason', () => {
    const { tests } = reportOf([resultOf('c', 'flaky')], [failureOf('c', 'regression')], { flakes });
    expect(tests[0]).not.toHaveProperty('flakiness');
  });
});

describe('how far a test is to be trusted yet', () => {
  it('counts its two observations, and is told while its passes do not show enough', () => {
    const of = new Map([
      ['a', { passes: 3, flakes: 0 }],
      ['b', { passes: 57, flakes: 0 }],
    ]);
    const { tests } = reportOf([passed, resultOf('b', 'passed')], [], { tries: { of, flakeRate: 0.05 } });
    expect(tests.map(({ probation }) => probation?.toGo)).toEqual([54, undefined]);
    expect(tests[0]?.probation).toMatchObject({ passes: 5, flakes: 0 });
    expect(tests[0]?.probation?.rate).toBeCloseTo(0.451, 3);
  });
});

describe('the difference from the run before', () => {
  it('names what broke, what was mended, what came and what went', () => {
    const previous = reportOf([passed, failed, resultOf('gone', 'passed')]);
    const now = [
      { ...passed, status: 'failed' as const },
      { ...failed, status: 'passed' as const, failure: undefined },
      resultOf('new', 'passed'),
    ];
    const { difference } = reportOf(now as TestResult[], [], { previous });
    const title = (key: string) =>
      previous.tests.concat(reportOf(now as TestResult[]).tests).find((test) => test.key === key)?.title;
    expect(difference).toMatchObject({
      previousRun: previous.runId,
      broken: [title('a')],
      mended: [title('b')],
      added: [title('new')],
      gone: [title('gone')],
    });
  });
});
