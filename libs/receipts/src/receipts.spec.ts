import type { TestCase, TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { check, click, failedAt, open, projectOf, resultOf, testOf } from '../test/sample-tests.js';
import { expectForMs } from './expect-for.js';
import { createReceipts, type ReceiptsRequest, type RecordedTrial } from './receipts.js';

const test = testOf([open, click, check]);
type Answers = Record<string, TestResult | undefined>;

/** `answers`: how the test ends under each perturbation. */
function compute(answers: Answers, more: Partial<ReceiptsRequest> & { trouble?: string; of?: TestCase } = {}) {
  const { trouble, of = test, ...request } = more;
  const tried: string[] = [];
  const execute = async ({ only, onResult }: { only: string[]; onResult(result: TestResult): Promise<void> }) => {
    for (const key of only) {
      const perturbation = key.split('~')[1] ?? '';
      tried.push(perturbation);
      const result = answers[perturbation];
      if (result) await onResult({ ...result, key });
    }
    return trouble === undefined ? {} : { trouble };
  };
  const given = { project: projectOf([of]), tests: [of], budgetMs: 60_000, ...request };
  return createReceipts({ execute })
    .compute(given)
    .then((result) => ({ ...result, tried }));
}

describe('kill receipts', () => {
  it('tell for each perturbation whether the test noticed, where, and by what', async () => {
    const { receipts } = await compute({
      disable: failedAt('click'),
      error: resultOf('skipped'),
      drop: failedAt('check'),
    });
    expect(receipts[0]).toMatchObject({
      testKey: 'one',
      verdict: 'kills',
      trials: [
        { perturbation: 'disable', stepKey: 'click', outcome: 'killed', noticedAt: 'click', byExpectation: false },
        { perturbation: 'error', outcome: 'unmet' },
        { perturbation: 'drop', outcome: 'killed', noticedAt: 'check', byExpectation: true },
      ],
    });
  });

  it('leave out a test that lives through all that was done to it, with the reason', async () => {
    const { receipts, leftOut } = await compute({
      disable: resultOf('passed'),
      error: resultOf('skipped'),
      drop: resultOf('passed'),
    });
    expect(receipts[0]?.verdict).toBe('kills_nothing');
    expect(leftOut).toEqual([
      { key: 'one', title: 'One', reason: expect.stringContaining('a dead control, with an answer that never came') },
    ]);
  });

  it('are no judgement of a test that nothing could be done to', async () => {
    const skipped = resultOf('skipped');
    const { receipts, leftOut } = await compute({ disable: skipped, error: skipped, drop: skipped });
    expect([receipts[0]?.verdict, leftOut]).toEqual(['not_judged', []]);
  });

  it('do not take a failure before the perturbation, or outside of every step, for notice', async () => {
    const { receipts } = await compute({
      disable: failedAt('open'),
      error: failedAt(null),
      drop: resultOf('skipped', { skippedBecause: 'could not log in' }),
    });
    expect(receipts[0]).toMatchObject({
      verdict: 'not_judged',
      trials: [{ outcome: 'untold' }, { outcome: 'untold' }, { outcome: 'untold' }],
    });
  });

  it('do not take a page that could not be opened for notice', async () => {
    const opened = testOf([{ ...open, phase: 'when' }, check]);
    const { receipts } = await compute({ error: failedAt('open') }, { of: opened });
    expect(receipts[0]?.trials).toEqual([{ perturbation: 'error', stepKey: 'open', outcome: 'untold' }]);
  });

  it('do not take for notice what may have come of stopping what the test writes afterwards', async () => {
    const ledger = [{ stage: 'execution' as const, method: 'POST', urlTemplate: '/', status: 423 }];
    const { receipts } = await compute({ disable: { ...failedAt('check'), ledger } });
    expect(receipts[0]?.trials[0]).toMatchObject({ perturbation: 'disable', outcome: 'untold' });
  });

  it('keep a test of a refusal though the app refuses in a second place too', async () => {
    const refusal = testOf([open, click, check], { category: 'negative' });
    const survived = resultOf('passed');
    const answers = { lenient: survived, error: survived, disable: survived, drop: survived };
    const { receipts, leftOut } = await compute(answers, { of: refusal });
    expect([receipts[0]?.verdict, leftOut]).toEqual(['kills_nothing', []]);
  });

  it('say nothing against a test of a refusal that lives through nothing happening', async () => {
    const refusal = testOf([open, click, check], { category: 'boundary' });
    const [survived, skipped] = [resultOf('passed'), resultOf('skipped')];
    const { receipts } = await compute(
      { lenient: skipped, error: skipped, disable: survived, drop: survived },
      { of: refusal },
    );
    expect(receipts[0]?.verdict).toBe('not_judged');
  });

  it('go on from what was tried before a crash, and tell each trial as it ends', async () => {
    const known: RecordedTrial[] = [
      { testKey: 'one', trial: { perturbation: 'disable', stepKey: 'click', outcome: 'survived' }, ledger: [] },
    ];
    const told: string[] = [];
    const onTrial = async ({ trial }: RecordedTrial) => void told.push(trial.perturbation);
    const { tried, receipts } = await compute(
      { error: failedAt('check'), drop: resultOf('skipped') },
      { known, onTrial },
    );
    expect([tried, told]).toEqual([
      ['error', 'drop'],
      ['error', 'drop'],
    ]);
    expect(receipts[0]).toMatchObject({
      verdict: 'kills',
      trials: [{ outcome: 'survived' }, { outcome: 'killed' }, {}],
    });
  });

  it('judge nobody when the time is over, the run is stopped or no test ends', async () => {
    const over = await compute({ disable: resultOf('passed') }, { budgetMs: 0 });
    const stopped = await compute({ disable: resultOf('passed') }, { signal: AbortSignal.abort() });
    const hanging = await compute({ disable: resultOf('interrupted'), error: failedAt('check') });
    expect([over.tried, stopped.tried, hanging.tried]).toEqual([[], [], ['disable']]);
    expect([over, stopped, hanging].map(({ receipts }) => receipts[0]?.verdict)).toEqual(Array(3).fill('not_judged'));
  });

  it('end with the trouble of the app or the runner, and count what was tried until then', async () => {
    const { receipts, trouble, tried } = await compute({ disable: failedAt('check') }, { trouble: 'gone' });
    expect([trouble, tried, receipts[0]?.verdict]).toEqual(['gone', ['disable'], 'kills']);
  });
});

describe('how long perturbed tests wait for what they expect', () => {
  const waits = (...steps: { title: string; durationMs: number }[]) =>
    expectForMs([test], [resultOf('passed', { steps: steps.map((step) => ({ ...step, ok: true })) })], {
      actionTimeoutMs: 5_000,
    });

  it('is short, well beyond the slowest check that passed, and never beyond an action’s own limit', () => {
    expect(waits({ title: 'check', durationMs: 20 })).toBe(1_000);
    expect(waits({ title: 'check', durationMs: 700 })).toBe(2_100);
    expect(waits({ title: 'check', durationMs: 4_000 })).toBe(5_000);
  });

  it('does not grow with pages that are slow to open', () => {
    expect(waits({ title: 'open', durationMs: 9_000 }, { title: 'click', durationMs: 9_000 })).toBe(1_000);
  });
});
