import type { StepLocation, TestFailure, TestProject, TestResult } from '@testforge/core';
import { findStep, placesOf } from './find-step.js';
import type { WritingRequest } from './ledger.js';
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
  const found = findLeading(errors, test, steps);
  // A test that ran out of time says so first, and which call was under way in a second error.
  const error = found?.error ?? errors[0];
  const message = (error?.message ?? `the test was ${attempt.status}`).slice(0, maxMessageChars);
  return {
    // A step of the log-in that every test goes through is told, but it is none of this test.
    stepKey: found?.step.testKey === test.key ? found.step.stepKey : null,
    stepTitle: found?.step.title ?? found?.step.stepKey ?? test.title,
    message,
    ...readMismatch(message),
  };
}

/** The first error that leads to a step: one of the test itself, else one of another file that it went through. */
function findLeading(
  errors: Attempt['errors'],
  test: ProjectTest,
  steps: readonly StepLocation[],
): { error: Attempt['errors'][number]; step: StepLocation } | undefined {
  const files = new Set([test.file, ...steps.map(({ file }) => file)]);
  const places = errors.flatMap((error) => placesOf(error, files).map((place) => ({ error, place })));
  const leading = (keyOf: (file: string) => string | undefined) =>
    places.flatMap(({ error, place }) => {
      const step = findStep(steps, keyOf(place.file), place);
      return step === null ? [] : [{ error, step }];
    })[0];
  const keyOfOther = (file: string) =>
    file === test.file ? undefined : steps.find((step) => step.file === file)?.testKey;
  return leading(() => test.key) ?? leading(keyOfOther);
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

/** The result of a test from all its attempts; `failures` are those of the attempts that failed, in order. */
export function resultOf(
  test: ProjectTest,
  attempts: readonly Attempt[],
  steps: readonly StepLocation[],
  failures: readonly TestFailure[],
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
    ...(failures.length > 0 && { failure: failures.at(-1) }),
    ...(failures.length > 1 && { earlier: failures.slice(0, -1) }),
  };
}

/**
 * A test that writes and failed where that was refused says nothing about the app: it is `skipped`, and told why. For
 * any other test a refused request, to count visitors for instance, excuses nothing.
 */
export function asRefused(result: TestResult, writing: readonly WritingRequest[]): TestResult {
  const refused = writing.filter((request) => request.refused);
  if (result.status !== 'failed' || refused.length === 0) return result;
  const requests = [...new Set(refused.map(({ method, urlTemplate }) => `${method} ${urlTemplate}`))].join(', ');
  const message = `The interaction level “read” refused what this test writes: ${requests}.`.slice(0, maxMessageChars);
  return {
    ...result,
    status: 'skipped',
    skippedBecause: message,
    failure: { stepKey: null, stepTitle: result.title, ...result.failure, message },
  };
}

/** What is told of a test that has not ended. `entered`: how the test went that logs in for the others. */
export function notRun(
  test: ProjectTest,
  { ranThrough, entered }: { ranThrough: boolean; entered: TestResult | undefined },
): TestResult {
  const result = resultOf(test, [], [], []);
  if (entered?.status === 'failed') return { ...result, status: 'skipped', skippedBecause: couldNotLogIn(entered) };
  return ranThrough ? { ...result, status: 'skipped' } : result;
}

const couldNotLogIn = ({ title, failure }: TestResult): string =>
  `Could not log in: “${title}” failed at this step: ${failure?.stepTitle ?? 'unknown'}`;

function statusOf(last: Attempt, attempts: number): TestResult['status'] {
  if (last.status === 'skipped' || last.status === 'interrupted') return last.status;
  if (!last.ok) return 'failed';
  return attempts > 1 ? 'flaky' : 'passed';
}
