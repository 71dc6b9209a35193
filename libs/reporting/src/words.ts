import { perturbationWords, type Report, type ReportedTest } from '@testforge/core';

export const stateWords: Record<ReportedTest['state'], string> = {
  passed: 'passed',
  passed_after_healing: 'passed after healing',
  waiting: 'waiting',
  regression: 'regression',
  environment: 'could not be judged',
  flaky: 'flaky',
  not_run: 'not run',
};

export const waitingWords = {
  approval: 'A heal is likely, but not certain enough to apply without your approval.',
  wording: 'A wording that is asserted has changed. Is the new one intended?',
  intended: 'Something changed that may be intended. Say whether it is.',
} as const;

export const handlingWords = {
  muted: 'muted: decides nothing',
  pinned: 'pinned: never healed without a person',
  quarantined: 'in quarantine: decides nothing',
} as const;

export const answerWords = {
  approve: 'Heal approved, then proven,',
  modify: 'Another element chosen, then proven,',
  reject: 'Heal rejected',
  intended: 'Intended, observed twice and signed',
} as const;

export const stageWords: Record<string, string> = {
  discovery: 'Exploring the app',
  design: 'Designing, each test observed twice',
  scriptgen: 'Writing Playwright code',
  execution: 'Running the tests in the sandbox',
  receipts: 'Perturbing the app, to see each test fail',
  healing: 'Judging and healing',
  reporting: 'Reporting',
};

/** `1 test`, `2 tests`. */
export const amount = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 regression, met by 5 tests`: what broke is counted once, whatever notices it. */
const regressionCount = (causes: number, tests: number): string =>
  `${amount(causes, 'regression')}${causes < tests ? `, met by ${amount(tests, 'test')}` : ''}`;

/** The outcome of a run in one line. It never calls a healed, waiting or unjudged test passed. */
export function headline({ status, counts, verdicts, tests, questions = [], regressions = [] }: Report): string {
  const broken = tests.filter((test) => test.state === 'regression').length;
  const count = tests.length;
  switch (status) {
    case 'cancelled':
      return 'The run was cancelled';
    case 'error':
      return 'The run could not be finished';
    case 'failed':
      if (broken > 0)
        return `${regressionCount(regressions.length || broken, broken)}: the app no longer does what it did`;
      return `${amount(counts.failed, 'test')} could not be judged${verdicts.environment > 0 ? ': the app or its surroundings got in the way' : ''}`;
    case 'waiting':
      return questions.length > 0 && questions.length < counts.waiting
        ? `Nothing failed; ${amount(questions.length, 'question')} about ${counts.waiting} tests ${questions.length === 1 ? 'waits' : 'wait'} for your answer`
        : `Nothing failed; ${amount(counts.waiting, 'test')} ${counts.waiting === 1 ? 'waits' : 'wait'} for your answer`;
    case 'passed_after_healing':
      return `Nothing is broken; ${counts.passedAfterHealing} of ${amount(count, 'test')} passed after healing`;
    case 'passed':
      return counts.flaky > 0
        ? `Nothing failed twice; ${counts.flaky} of ${amount(count, 'test')} passed only on a second try`
        : count === 1
          ? 'The one test passed'
          : `All ${count} tests passed`;
  }
}

/** What stands behind the headline, in one sentence. */
export function summary({ counts, mode, findings, questions = [] }: Report): string {
  const parts = [
    `${amount(counts.passed, 'test')} passed as ${counts.passed === 1 ? 'it is' : 'they are'}`,
    counts.passedAfterHealing > 0 ? `${counts.passedAfterHealing} after healing, with every expectation unchanged` : '',
    counts.waiting > 0
      ? `${counts.waiting} ${counts.waiting === 1 ? 'waits' : 'wait'} for a person${questions.length > 0 && questions.length < counts.waiting ? ` (${amount(questions.length, 'question')})` : ''}`
      : '',
    counts.flaky > 0 ? `${counts.flaky} passed on a second try` : '',
    counts.failed > 0 ? `${counts.failed} failed or could not be judged` : '',
  ].filter(Boolean);
  const first =
    mode === 'first'
      ? `${amount(counts.designed, 'test')} designed, ${counts.kept} kept: only what was seen to pass. `
      : '';
  return `${first}${parts.join('; ')}. ${findings.length > 0 ? `${amount(findings.length, 'thing')} broken at first sight.` : ''}`.trim();
}

/** What a test was seen to notice, in one sentence. */
export function receiptWords({ verdict, trials }: NonNullable<ReportedTest['receipt']>): string {
  const of = (outcome: string): string =>
    trials
      .filter((trial) => trial.outcome === outcome)
      .map(({ perturbation }) => perturbationWords[perturbation])
      .join(', ');
  const lived = of('survived');
  if (verdict === 'kills') return `Seen to fail with ${of('killed')}${lived ? `; not with ${lived}` : ''}.`;
  if (verdict === 'kills_nothing') return `Weak: it noticed nothing of ${lived}.`;
  return 'Whether it can fail was not found out.';
}

/** How far a test is to be trusted yet. */
export function probationWords({ passes, flakes, rate, toGo }: NonNullable<ReportedTest['probation']>): string {
  const seen = `passed ${passes} times${flakes > 0 ? `, and ${flakes} times only at a second try` : ''}`;
  return `On probation: ${seen}. So much shows that it fails by chance in less than ${percent(rate)} of runs; ${toGo} passes more are wanted.`;
}
