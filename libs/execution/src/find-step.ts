import type { StepLocation } from '@testforge/core';
import type { Place, RunnerError } from './runner-event.js';

/**
 * The step whose statement holds a place: the last one that begins at or before the line. A statement may go over
 * several lines. Null for a place before the test's first step or in another file, as in a fixture made by hand.
 */
export function findStep(
  steps: readonly StepLocation[],
  testKey: string | undefined,
  place: Place | null,
): StepLocation | null {
  if (place === null) return null;
  const own = steps.filter((step) => step.testKey === testKey && step.file === place.file && step.line <= place.line);
  return own.reduce<StepLocation | null>(
    (latest, step) => (latest === null || step.line > latest.line ? step : latest),
    null,
  );
}

const stackLine = /\(?([^\s()]+):(\d+):\d+\)?$/;

/** The places an error names, nearest first: its own location, then those of its stack that lie in one of `files`. */
export function placesOf({ location, stack }: RunnerError, files: ReadonlySet<string>): Place[] {
  const inStack = stack.split('\n').flatMap((line) => {
    const [, path = '', number = ''] = stackLine.exec(line.trim()) ?? [];
    const file = [...files].find((each) => path.endsWith(`/${each}`));
    return file === undefined ? [] : [{ file, line: Number(number) }];
  });
  return location ? [location, ...inStack] : inStack;
}
