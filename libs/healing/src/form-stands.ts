import { countInSnapshot } from '@testforge/browser';
import type { FailureSnapshot, Locator, Step, TestCase } from '@testforge/core';
import { hasTarget, type TargetedStep } from './subject.js';

const leavesPage: readonly Step['kind'][] = ['goto', 'reload', 'back'];
const uses: readonly Step['kind'][] = ['fill', 'select', 'check', 'uncheck', 'press', 'click'];

/** A row that only the running test knew cannot be looked up in a record of the page. */
const canBeFound = ({ links }: Locator): boolean => !links.some((link) => link.by === 'hasText' && link.value);

/** What the test used on the page it was on before the step, in order. */
function usedBefore({ steps }: Pick<TestCase, 'steps'>, step: Step): TargetedStep[] {
  const before = steps.slice(0, steps.indexOf(step));
  const opened = before.findLastIndex(({ kind }) => leavesPage.includes(kind));
  return before
    .slice(opened + 1)
    .filter(hasTarget)
    .filter(({ kind, target }) => uses.includes(kind) && canBeFound(target.locator));
}

/** A link leads to another page, whatever that says. */
const isFollowed = ({ target }: TargetedStep): boolean => target.fingerprint.role === 'link';

const isSecret = ({ target }: TargetedStep): boolean => target.fingerprint.type === 'password';

/**
 * Whether the form that the test sent is still there as a form stays that was refused: some of its fields, and not all of them
 * emptied, or, where nothing was entered, what was pressed and is no link. A form for logging in may be emptied either way. True where
 * the test sent none that could be looked for.
 */
export function formStands(test: Pick<TestCase, 'steps'>, step: Step, { page }: FailureSnapshot): boolean {
  const used = usedBefore(test, step);
  const filled = used.filter(({ kind }) => kind === 'fill');
  const looked = filled.length > 0 ? filled : used.slice(-1).filter((step) => !isFollowed(step));
  const there = looked.flatMap(({ target }) =>
    countInSnapshot(target.locator, page).flatMap((at) => page.elements[at] ?? []),
  );
  const shown = there.filter(({ visible }) => visible !== false);
  if (shown.length === 0) return looked.length === 0;
  return filled.some(isSecret) || shown.some(({ value }) => value !== '');
}
