import type { Step, TestCase } from '@testforge/core';

export const opens = (step: Step): boolean => step.kind === 'goto' || step.kind === 'reload' || step.kind === 'back';
const acts = ({ kind }: Step): boolean => ['click', 'fill', 'select', 'check', 'uncheck', 'press'].includes(kind);
const follows = (step: Step): boolean =>
  step.kind === 'click' &&
  (step.target.fingerprint.role ?? step.target.fingerprint.tag).replace(/^a$/, 'link') === 'link';
const last = <T>(list: readonly T[]): T | null => list.at(-1) ?? null;

/**
 * The step whose outcome the test is about: its last action under “When”, else the last thing it does before it looks. A
 * link that is followed to see what an action did is only the way there. A test that never looks is about all it does.
 */
export function perturbedStep({ steps }: Pick<TestCase, 'steps'>): Step | null {
  const looksLast = steps.findLastIndex(({ kind }) => kind === 'expect');
  const before = looksLast < 0 ? steps : steps.slice(0, looksLast);
  const when = before.filter(({ phase }) => phase === 'when');
  return (
    last(when.filter((step) => acts(step) && !follows(step))) ??
    last(when.filter(acts)) ??
    last(when.filter(opens)) ??
    last(before.filter(acts)) ??
    last(before.filter(opens))
  );
}
