import type { Step, TestCase, TestProject, TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { killsNothing } from './kill-receipt.js';
import { createReceipts } from './receipts.js';

const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'button' }] },
  fingerprint: { tag: 'button' },
};
const steps: Step[] = [
  { key: 'click', phase: 'when', title: 'click', kind: 'click', target },
  { key: 'check', phase: 'then', title: 'check', kind: 'expect', expectation: { matcher: 'toHaveURL', expected: '/' } },
];
const test: TestCase = {
  key: 'one',
  title: 'One',
  designer: 'd',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: '',
  pages: [],
  steps,
};
const file = 'tests/one.spec.ts';
const project: TestProject = {
  schemaVersion: 1,
  baseUrl: 'http://app',
  files: [{ path: file, content: 'click\ncheck' }],
  tests: [{ key: 'one', title: 'One', file, expectationHash: '' }],
  steps: steps.map(({ key }, index) => ({ testKey: 'one', stepKey: key, file, line: index + 1 })),
  gates: [],
};

const result = (status: TestResult['status'], failedAt?: string): TestResult => ({
  key: 'one',
  title: 'One',
  status,
  attempts: 1,
  durationMs: 1,
  steps: [],
  ...(failedAt === undefined ? {} : { failure: { stepKey: failedAt, stepTitle: '', message: '' } }),
});

const compute = (answers: Record<string, TestResult>, trouble: Record<string, string> = {}) =>
  createReceipts({
    execute: ({ perturbation }) =>
      Promise.resolve({
        results: answers[perturbation] ? [answers[perturbation]] : [],
        ...(trouble[perturbation] === undefined ? {} : { trouble: trouble[perturbation] }),
      }),
  }).compute({ project, tests: [test] });

describe('kill receipts', () => {
  it('tell for each perturbation whether the test noticed, where, and by what', async () => {
    const [receipt] = await compute({
      drop: result('failed', 'check'),
      error: result('failed', 'click'),
      value: result('skipped'),
      disable: result('passed'),
    });
    expect(receipt?.trials).toEqual([
      { perturbation: 'drop', stepKey: 'click', outcome: 'killed', noticedAt: 'check', byExpectation: true },
      { perturbation: 'error', stepKey: 'click', outcome: 'killed', noticedAt: 'click', byExpectation: false },
      { perturbation: 'value', stepKey: 'click', outcome: 'unmet' },
      { perturbation: 'disable', stepKey: 'click', outcome: 'survived' },
    ]);
  });

  it('say that a test asserts nothing when it lives through all that was done to it', async () => {
    const [receipt] = await compute({ drop: result('passed'), value: result('skipped') });
    expect(receipt && killsNothing(receipt)).toBe(true);
  });

  it('do not judge a test that nothing could be done to', async () => {
    const [receipt] = await compute({ value: result('skipped') });
    expect(receipt && killsNothing(receipt)).toBe(false);
  });

  it('have no trials of an execution that could not be carried out or did not end', async () => {
    const receipts = await compute(
      { drop: result('failed', 'check'), error: result('interrupted'), value: { ...result('skipped'), attempts: 0 } },
      { drop: 'the app cannot be reached' },
    );
    expect(receipts).toEqual([]);
  });
});
