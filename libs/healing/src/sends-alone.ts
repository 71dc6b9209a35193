import type { PageSnapshot, Step, TestCase } from '@testforge/core';
import { countInSnapshot } from '@testforge/browser';
import type { Choice } from './guards.js';
import { hasTarget, type TargetedStep } from './subject.js';

const entering: readonly Step['kind'][] = ['fill', 'select', 'check', 'uncheck', 'expect', 'remember'];

/** What the test has just typed and chosen, back to where it last clicked or went to. */
function enteredBefore({ steps }: Pick<TestCase, 'steps'>, key: string): TargetedStep[] {
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.key === key),
  );
  const since = before.slice(before.findLastIndex(({ kind }) => !entering.includes(kind)) + 1);
  return since.filter(hasTarget).filter(({ kind }) => kind === 'fill' || kind === 'select');
}

/**
 * The only button that sends the form whose fields the test has just filled in, where such a button is what is lost: its index on the
 * page. Null where the fields are not all found in one form, or several buttons send it.
 */
export function onlySenderOf(test: Pick<TestCase, 'steps'>, step: TargetedStep, page: PageSnapshot): number | null {
  if (step.kind !== 'click' || step.target.fingerprint.role !== 'button') return null;
  const fields = enteredBefore(test, step.key).map(({ target }) => countInSnapshot(target.locator, page));
  if (fields.length === 0 || fields.some((found) => found.length !== 1)) return null;
  const entered = fields.flat();
  const form = page.forms.find((one) => entered.every((at) => one.fields.some(({ element }) => element === at)));
  const [sender, ...more] = form?.submits ?? [];
  return sender === undefined || more.length > 0 ? null : sender;
}

/** Nothing else sends what was filled in: too little to heal on, enough to ask, and to try whether its effect is that of the lost one. */
export const sendsAlone = ({ best, case: { sender } }: Pick<Choice, 'best' | 'case'>): boolean =>
  sender === best.index && best.fit === 'fits';
