import type { LedgerEntry, StepLocation, TestFailure, TestProject, TestResult } from '@testforge/core';
import { findStep, placesOf } from './find-step.js';
import { readMismatch, withoutColours } from './read-mismatch.js';
import type { Attempt } from './runner-event.js';

type ProjectTest = TestProject['tests'][number];

const maxMessageChars = 8_000;

/** What is told of a failing attempt, without its artifacts. */
export function failureOf(attempt: Attempt, test: ProjectTest, steps: readonly StepLocation[]): TestFailure {
  const errors = attempt.errors.map((error) => ({
    ...error,
    message: withoutColours(error.message),
    stack: withoutColours(error.stack),
  }));
  const places = errors.flatMap((error) => placesOf(error, test.file).map((place) => ({ error, place })));
  const found = places
    .map(({ error, place }) => ({ error, step: findStep(steps, test.key, place) }))
    .find(({ step }) => step !== null);
  // A test that ran out of time says so first, and which call was under way in a second error.
  const error = found?.error ?? errors[0];
  const message = (error?.message ?? `the test was ${attempt.status}`).slice(0, maxMessageChars);
  return {
    stepKey: found?.step?.stepKey ?? null,
    stepTitle: found?.step?.title ?? found?.step?.stepKey ?? test.title,
    message,
    ...readMismatch(message),
  };
}

/** The steps that were carried out in an attempt, in the order of the code, each with the time of all its calls. */
export function stepResults(attempt: Attempt, test: ProjectTest, steps: readonly StepLocation[]): TestResult['steps'] {
  const times = new Map<StepLocation, { durationMs: number; ok: boolean }>();
  for (const call of attempt.calls) {
    const step = findStep(steps, test.key, call.location);
    if (step === null) continue;
    const before = times.get(step) ?? { durationMs: 0, ok: true };
    times.set(step, { durationMs: before.durationMs + call.durationMs, ok: before.ok && call.ok });
  }
  return [...times]
    .sort(([a], [b]) => a.line - b.line)
    .map(([step, time]) => ({ title: step.title ?? step.stepKey, ...time }));
}

/** The result of a test from all its attempts; `failure` is that of the last attempt that failed. */
export function resultOf(
  test: ProjectTest,
  attempts: readonly Attempt[],
  steps: readonly StepLocation[],
  failure: TestFailure | undefined,
): TestResult {
  const last = attempts.at(-1);
  if (!last) return { key: test.key, title: test.title, status: 'interrupted', attempts: 0, durationMs: 0, steps: [] };
  return {
    key: test.key,
    title: test.title,
    status: statusOf(last, attempts.length),
    attempts: attempts.length,
    durationMs: attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    steps: stepResults(last, test, steps),
    ...(failure ? { failure } : {}),
  };
}

/** A test that failed where its writing requests were refused says nothing about the app: it is `skipped`, and told why. */
export function asRefused(result: TestResult, refused: readonly LedgerEntry[]): TestResult {
  if (result.status !== 'failed' || refused.length === 0) return result;
  const requests = [...new Set(refused.map(({ method, urlTemplate }) => `${method} ${urlTemplate}`))].join(', ');
  const message = `The interaction level “read” refused what this test writes: ${requests}.`;
  return {
    ...result,
    status: 'skipped',
    failure: { stepKey: null, stepTitle: result.title, ...result.failure, message: message.slice(0, maxMessageChars) },
  };
}

function statusOf(last: Attempt, attempts: number): TestResult['status'] {
  if (last.status === 'skipped' || last.status === 'interrupted') return last.status;
  if (!last.ok) return 'failed';
  return attempts > 1 ? 'flaky' : 'passed';
}
