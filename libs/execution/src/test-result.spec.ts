import type { StepLocation } from '@testforge/core';
import { expect, test } from 'vitest';
import type { Attempt } from './runner-event.js';
import { failureOf, notRun, resultOf } from './test-result.js';

const file = 'tests/cart.spec.ts';
const step = (testKey: string, stepKey: string, line: number): StepLocation => ({
  testKey,
  stepKey,
  file,
  line,
  title: `title of ${stepKey}`,
});
const steps = [step('cart', 'open', 5), step('cart', 'add', 8), step('cart', 'total', 14), step('other', 'open', 22)];
const cart = { key: 'cart', title: 'The cart adds up', file, expectationHash: '' };

const attempt = (change: Partial<Attempt>): Attempt => ({
  type: 'attempt',
  file,
  title: cart.title,
  status: 'failed',
  ok: false,
  last: true,
  durationMs: 100,
  errors: [],
  calls: [],
  attachments: [],
  ...change,
});
const call = (line: number, ok = true, durationMs = 10) => ({ location: { file, line }, durationMs, ok });

test('a line in the middle of a statement leads to its step', () => {
  const error = { message: 'Error: locator.click: Timeout 5000ms exceeded.', stack: '', location: { file, line: 12 } };
  expect(failureOf(attempt({ errors: [error] }), cart, steps)).toMatchObject({
    stepKey: 'add',
    stepTitle: 'title of add',
  });
});

test('where the error itself is elsewhere, its stack in the spec file counts', () => {
  const error = {
    message: 'Error: x',
    stack: 'Error: x\n    at check (/work/project/tests/check.ts:3:1)\n    at /work/project/tests/cart.spec.ts:14:20',
    location: { file: 'tests/check.ts', line: 3 },
  };
  expect(failureOf(attempt({ errors: [error] }), cart, steps).stepKey).toBe('total');
});

test('a line before the first step or in another file belongs to no step', () => {
  const before = { message: 'Error: x', stack: '', location: { file, line: 3 } };
  expect(failureOf(attempt({ errors: [before] }), cart, steps)).toEqual({
    stepKey: null,
    stepTitle: cart.title,
    message: 'Error: x',
  });
});

test('a test that ran out of time is told by the call that was under way', () => {
  const errors = [
    { message: 'Test timeout of 30000ms exceeded.', stack: '', location: null },
    { message: 'Error: locator.fill: Test ended.', stack: '', location: { file, line: 8 } },
  ];
  expect(failureOf(attempt({ errors }), cart, steps)).toMatchObject({
    stepKey: 'add',
    message: 'Error: locator.fill: Test ended.',
  });
});

test('steps carry the time of all their calls, in the order of the code, those never reached left out', () => {
  const result = resultOf(cart, [attempt({ calls: [call(5), call(10), call(12, false, 5)] })], steps, []);
  expect(result.steps).toEqual([
    { title: 'title of open', durationMs: 10, ok: true },
    { title: 'title of add', durationMs: 15, ok: false },
  ]);
});

test('a test that passed on a retry is flaky; one without an attempt was interrupted', () => {
  expect(resultOf(cart, [attempt({ last: false }), attempt({ status: 'passed', ok: true })], steps, [])).toMatchObject({
    status: 'flaky',
    attempts: 2,
    durationMs: 200,
  });
  expect(resultOf(cart, [], steps, [])).toMatchObject({ status: 'interrupted', attempts: 0 });
  expect(resultOf(cart, [attempt({ status: 'timedOut' })], steps, []).status).toBe('failed');
});

test('every failed attempt keeps its own evidence, the last one foremost', () => {
  const failure = (message: string) => ({ stepKey: null, stepTitle: 'x', message });
  const attempts = [attempt({ last: false }), attempt({})];
  expect(resultOf(cart, attempts, steps, [failure('500'), failure('lost')])).toMatchObject({
    failure: { message: 'lost' },
    earlier: [{ message: '500' }],
  });
});

test('where a test failed while it logged in, the step of the log-in is told and none of its own', () => {
  const logIn = { ...step('log-in', 'submit', 9), file: 'tests/log-in.ts' };
  const error = {
    message: 'Error: x',
    stack: '    at logIn (/work/project/tests/log-in.ts:10:3)\n    at /work/project/tests/session.ts:60:5',
    location: { file: 'tests/log-in.ts', line: 10 },
  };
  expect(failureOf(attempt({ errors: [error] }), cart, [...steps, logIn])).toMatchObject({
    stepKey: null,
    stepTitle: 'title of submit',
  });
});

test('a test that needs a session nobody could make is skipped, with the step that failed', () => {
  const entered = resultOf(
    { ...cart, key: 'log-in', title: 'A user logs in' },
    [attempt({})],
    [],
    [{ stepKey: 'submit', stepTitle: 'click “Log in”', message: '' }],
  );
  expect(notRun(cart, { ranThrough: true, entered })).toMatchObject({
    status: 'skipped',
    skippedBecause: 'Could not log in: “A user logs in” failed at this step: click “Log in”',
  });
  expect(notRun(cart, { ranThrough: true, entered }).failure).toBeUndefined();
  expect(notRun(cart, { ranThrough: false, entered: undefined }).status).toBe('interrupted');
});
