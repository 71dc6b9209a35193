import {
  expectationHash,
  Report,
  type ExecutionResult,
  type KillReceipt,
  type ReceiptsResult,
  type TestCase,
} from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { sampleTest } from '../test/sample-report.js';
import { buildReport } from './build-report.js';
import { renderHtml } from './render-html.js';
import { receiptWords } from './words.js';

const testOf = (key: string): TestCase => ({
  ...sampleTest({ key, title: key }),
  designer: 'd',
  tags: [],
  pages: [],
  steps: [
    {
      ...{ key: 'check', phase: 'then', title: 'check', kind: 'expect' },
      expectation: { matcher: 'toHaveURL', expected: `/${key}` },
    },
  ],
});
const receiptOf = (test: TestCase, verdict: KillReceipt['verdict']): KillReceipt => ({
  testKey: test.key,
  expectationHash: expectationHash(test),
  verdict,
  trials: [
    { perturbation: 'disable', stepKey: 'click', outcome: verdict === 'kills' ? 'killed' : 'survived' },
    { perturbation: 'drop', stepKey: 'click', outcome: 'survived' },
  ],
});
const [strong, weak] = [testOf('strong'), testOf('weak')];
const receipts: ReceiptsResult = {
  schemaVersion: 1,
  receipts: [receiptOf(strong, 'kills'), receiptOf(weak, 'kills_nothing')],
  leftOut: [{ key: 'weak', title: 'weak', reason: 'it would not notice' }],
  ledger: [{ stage: 'execution', method: 'POST', urlTemplate: '/cart', status: 500 }],
  durationMs: 900,
};
const plan = { schemaVersion: 1 as const, url: 'http://a', designed: 2, leftOut: [], findings: [], ledger: [] };
const execution: ExecutionResult = { schemaVersion: 1, results: [], ledger: [], sandboxMs: 0, durationMs: 0 };

const report = (more: Partial<Parameters<typeof buildReport>[0]> = {}): Report =>
  buildReport({
    run: { id: 'r', url: 'http://a', release: null, interaction: 'write', startedAt: null, createdAt: '2026-01-01' },
    mode: 'kept',
    suite: { version: 2, tests: [strong] },
    model: null,
    plan: { ...plan, tests: [strong], durationMs: 1 },
    execution,
    healing: null,
    trouble: null,
    stagesMs: {},
    now: new Date('2026-01-01'),
    ...more,
  });

describe('what tests were seen to notice', () => {
  it('is told of each test, counted, and with what was left out for it', () => {
    const told = report({ receipts, receiptsOfTests: new Map([['strong', receiptOf(strong, 'kills')]]) });
    expect(Report.parse(told).tests[0]?.receipt).toMatchObject({ verdict: 'kills' });
    expect(told.receipts).toEqual({ tried: 2, kills: 1, killsNothing: 1, notJudged: 0 });
    expect(told.leftOut).toContainEqual({ key: 'weak', title: 'weak', reason: 'it would not notice' });
    expect(told.ledger).toHaveLength(1);
    expect(renderHtml(told)).toContain('Seen to fail with a dead control; not with an answer that never came.');
  });

  it('is not told of a test that expects something else by now', () => {
    const before = { ...receiptOf(strong, 'kills'), expectationHash: 'another' };
    expect(report({ receiptsOfTests: new Map([['strong', before]]) }).tests[0]).not.toHaveProperty('receipt');
  });

  it('is not spoken of where it was not looked at', () => {
    const told = report();
    expect(told).not.toHaveProperty('receipts');
    expect(renderHtml(told)).not.toContain('Seen to fail');
  });

  it('is put in a sentence for weak tests and for those that were not judged', () => {
    expect(receiptWords(receiptOf(weak, 'kills_nothing'))).toBe(
      'Weak: it noticed nothing of a dead control, an answer that never came.',
    );
    expect(receiptWords({ verdict: 'not_judged', trials: [] })).toBe('Whether it can fail was not found out.');
  });
});
