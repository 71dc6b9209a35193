import type { Expectation, Step, TestCase, TestProject, TestResult } from '@testforge/core';

const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'button' }] },
  fingerprint: { tag: 'button' },
};

export const open: Step = { key: 'open', phase: 'given', title: 'open', kind: 'goto', path: '/' };
export const click: Step = { key: 'click', phase: 'when', title: 'click', kind: 'click', target };
export const link: Step = {
  ...click,
  key: 'link',
  target: { ...target, fingerprint: { tag: 'a', role: 'link' } },
};

export const expecting = (expectation: Expectation, key = 'check'): Step => ({
  key,
  phase: 'then',
  title: key,
  kind: 'expect',
  target,
  expectation,
});
export const check = expecting({ matcher: 'toHaveURL', expected: '/' });

export const testOf = (steps: Step[], more: Partial<TestCase> = {}): TestCase => ({
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
  ...more,
});

export const specContent = [
  "import { test } from './session';",
  '',
  'body {',
  '  open',
  '  await click',
  '  check',
  '}',
].join('\n');

/** A project whose one file holds these tests, each with its steps on the lines 4, 5 and 6. */
export const projectOf = (tests: readonly TestCase[]): TestProject => ({
  schemaVersion: 1,
  baseUrl: 'http://app',
  files: [
    { path: 'tests/one.spec.ts', content: specContent },
    { path: 'playwright.config.ts', content: 'config' },
  ],
  tests: tests.map(({ key, title }) => ({ key, title, file: 'tests/one.spec.ts', expectationHash: '' })),
  steps: tests.flatMap(({ key, steps }) =>
    steps.map((step, index) => ({ testKey: key, stepKey: step.key, file: 'tests/one.spec.ts', line: 4 + index })),
  ),
  gates: [],
});

export const resultOf = (status: TestResult['status'], more: Partial<TestResult> = {}): TestResult => ({
  key: 'one',
  title: 'One',
  status,
  attempts: 1,
  durationMs: 1,
  steps: [],
  ...more,
});
export const failedAt = (stepKey: string | null): TestResult =>
  resultOf('failed', { failure: { stepKey, stepTitle: '', message: '' } });
