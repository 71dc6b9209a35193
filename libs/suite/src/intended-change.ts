import { linkPath, type Expectation, type Step, type Target } from '@testforge/core';
import type { ExpectationChange } from './answers.js';

type Check = Extract<Step, { kind: 'expect' }>;
type Reworded = NonNullable<Seen['reworded']>;

/** What one observation saw where the expectation had been. */
export interface Seen {
  /** As the failed check told it. */
  actual: string | undefined;
  /** Where the page was. */
  url: string | null;
  /** What stands where an asserted wording was; null when nothing does. */
  reworded: { target: Target; wording: string } | null;
}

export type Intended = { step: Check; change: ExpectationChange } | { refused: string };

const longestText = 300;
const opposite: Partial<Record<Expectation['matcher'], Expectation['matcher']>> = {
  toBeVisible: 'toBeHidden',
  toBeHidden: 'toBeVisible',
  toBeEnabled: 'toBeDisabled',
  toBeDisabled: 'toBeEnabled',
};
const ofText: readonly Expectation['matcher'][] = ['toHaveText', 'toContainText', 'toHaveValue', 'toHaveTitle'];

/**
 * The check as it would be if what two observations saw is intended. It demands the same kind of thing as before, and
 * only what both saw; where they differ, or where nothing can be demanded, it is refused with the reason.
 */
export function intendChange(step: Check, [one, two]: readonly [Seen, Seen]): Intended {
  const { expectation } = step;
  if ('value' in expectation && expectation.value !== undefined)
    return { refused: 'what is expected here is only known while the test runs; generate the test anew' };
  if (expectation.foundBy !== undefined) return rewordCheck(step, one, two);
  if (expectation.matcher === 'toHaveURL') return changeAddress(step, one, two);
  if (expectation.matcher === 'toHaveCount') return changeCount(step, one, two);
  if (ofText.includes(expectation.matcher)) return changeText(step, one, two);
  const other = opposite[expectation.matcher];
  if (!other) return { refused: 'a check of this kind is not changed by an answer; generate the test anew' };
  return changed(step, { ...expectation, matcher: other });
}

function rewordCheck(step: Check, one: Seen, two: Seen): Intended {
  if (!one.reworded || !two.reworded)
    return { refused: 'nothing stands where the wording was; disable the test, or generate it anew' };
  const { target, wording } = one.reworded;
  if (wording !== two.reworded.wording) return differs(wording, two.reworded.wording);
  const { expectation } = step;
  if (expectation.matcher === 'toLeadTo') return changeLink(step, one.reworded, two.reworded);
  const expected = typeof expectation.expected === 'string' ? wording : expectation.expected;
  return changed({ ...step, target }, { ...expectation, expected, foundBy: wording }, step);
}

/** A link by its words of now, and where it leads now. */
function changeLink(step: Check, one: Reworded, two: Reworded): Intended {
  const [a, b] = [linkPath(one.target.fingerprint.href), linkPath(two.target.fingerprint.href)];
  if (a === null || b === null) return unseen;
  if (a !== b) return differs(a, b);
  const { wording, target } = one;
  return changed({ ...step, target }, { ...step.expectation, expected: a, foundBy: wording });
}

function changeText(step: Check, one: Seen, two: Seen): Intended {
  if (one.actual === undefined || two.actual === undefined) return unseen;
  if (one.actual !== two.actual) return differs(one.actual, two.actual);
  if (one.actual === 'no such element')
    return { refused: 'the element itself is gone; disable the test, or generate it anew' };
  if (one.actual.length > longestText) return { refused: `the text there is longer than ${longestText} characters` };
  return changed(step, { ...step.expectation, expected: one.actual });
}

function changeCount(step: Check, one: Seen, two: Seen): Intended {
  const [a, b] = [Number(one.actual), Number(two.actual)];
  if (!Number.isInteger(a) || !Number.isInteger(b)) return unseen;
  return a === b ? changed(step, { ...step.expectation, expected: a }) : differs(String(a), String(b));
}

/** Segments that look like an id vary from run to run, so they are not asserted. */
const isId = (segment: string): boolean => /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})$/i.test(segment);

function changeAddress(step: Check, one: Seen, two: Seen): Intended {
  const withQuery = String(step.expectation.expected).includes('?');
  const pathOf = ({ url }: Seen): string | null => {
    if (url === null || !URL.canParse(url)) return null;
    const { pathname, search } = new URL(url);
    const path = pathname.split('/').map((segment) => (isId(segment) ? ':id' : segment));
    return path.join('/') + (withQuery ? search : '');
  };
  const [a, b] = [pathOf(one), pathOf(two)];
  if (a === null || b === null) return unseen;
  return a === b ? changed(step, { ...step.expectation, expected: a }) : differs(a, b);
}

const unseen: Intended = { refused: 'what is there now was not seen clearly enough to be expected' };
const differs = (a: string, b: string): Intended => ({
  refused: `two observations differ (“${a}”, then “${b}”), so nothing can be expected`,
});

function changed(step: Check, expectation: Expectation, before: Check = step): Intended {
  const after: Check = { ...step, expectation, title: retitle(before, expectation) };
  const change = {
    stepKey: step.key,
    stepTitle: before.title,
    before: words(before.expectation),
    after: words(expectation),
  };
  return change.before === change.after
    ? { refused: 'what was seen is what is expected already' }
    : { step: after, change };
}

/** The prose of the step with the old wording replaced where it quotes it. */
function retitle({ title, expectation }: Check, next: Expectation): string {
  const [old, now] = [expectation.foundBy ?? expectation.expected, next.foundBy ?? next.expected];
  if (typeof old === 'string' && old !== '' && title.includes(old)) return title.replace(old, () => String(now));
  return expectation.matcher === next.matcher ? title : `${title} (now: ${next.matcher})`;
}

const words = ({ matcher, expected, foundBy }: Expectation): string =>
  [
    matcher,
    ...(expected === null || expected === true ? [] : [String(expected)]),
    ...(foundBy ? [`“${foundBy}”`] : []),
  ].join(' ');
