import type { Fingerprint, Locator, PageSnapshot, Step, TestCase } from '@testforge/core';
import { countInSnapshot } from '@testforge/browser';
import { readLabel } from '@testforge/knowledge';
import { expectedWords, folded, hasClass, isMessagePlace, textOf } from './message.js';
import { tellsOfOthers } from './message-kind.js';
import { findReworded } from './reworded.js';
import { labelSimilarity } from './similarity.js';
import { hasTarget, type TargetedStep } from './subject.js';

type Found = PageSnapshot['elements'][number];

const errorClass = /(?:^|[-_])(?:errors?|errorlist|invalid|danger|feedback|alert)(?:$|[-_])/i;

const figures = (text: string): string => (text.match(/\d+/g) ?? []).join(' ');
const isInvalid = ({ attributes }: Fingerprint): boolean => attributes?.['aria-invalid'] === 'true';

const tellsOfError = (element: Fingerprint): boolean =>
  element.role === 'alert' || hasClass(element, errorClass) || readLabel(textOf(element)).meanings.includes('error');

/** Texts that the test uses or checks, and that stood around those when it was made: none of them is news. */
const seenBefore = ({ steps }: Pick<TestCase, 'steps'>): Set<string> =>
  new Set(
    steps
      .filter(hasTarget)
      .flatMap((step) => [
        expectedWords(step),
        textOf(step.target.fingerprint),
        ...(step.target.fingerprint.neighbourTexts ?? []),
      ])
      .map(folded),
  );

/** Whether what is there in the place for messages leaves the question open: nothing, or words without another figure. */
function isOpen(locator: Locator, page: PageSnapshot, expected: string): boolean {
  const said = countInSnapshot(locator, page)
    .flatMap((at) => page.elements[at] ?? [])
    .map(textOf);
  return said.every((text) => text === '' || (!text.includes(expected) && figures(text) === figures(expected)));
}

/** Not shown, but next to a field that says that it is wrong: a reader of screens hears it, and the field is marked. */
const isTold = (element: Found, page: PageSnapshot): boolean =>
  element.visible !== false || page.elements.some((one) => isInvalid(one) && one.landmark === element.landmark);

/**
 * The element in which the app says, at another place than in the place for messages where it was expected, something near by
 * and never seen before: another refusal instead of a refusal, else something of the same meaning. Null where it says
 * nothing: then the message is gone.
 */
export function findMessageElement(test: TestCase, step: Step | null, page: PageSnapshot): Found | null {
  if (!step || !hasTarget(step)) return null;
  const { locator, fingerprint: lost } = step.target;
  const expected = expectedWords(step);
  if (expected === '' || !isMessagePlace(lost) || !isOpen(locator, page, expected)) return null;
  const places = new Set(countInSnapshot(locator, page));
  const known = seenBefore(test);
  const refusal = test.category === 'negative' || tellsOfError(lost);
  const other = page.elements.find((found, at) => {
    const text = textOf(found);
    if (places.has(at) || found.interactive || text === '' || known.has(text)) return false;
    if (found.landmark !== lost.landmark || !(isMessagePlace(found) || tellsOfError(found))) return false;
    if (!isTold(found, page) || tellsOfOthers(found, { test, step })) return false;
    return refusal ? tellsOfError(found) : !tellsOfError(found) && labelSimilarity(expected, text) >= 0.5;
  });
  return other ?? null;
}

/**
 * What stands for an asserted wording now, to be offered to a person who says that its change is intended: the message that the
 * app gives elsewhere, else what reads or stands like it. One of the page's own elements; null when nothing does.
 */
export const findNewWording = (test: TestCase, step: TargetedStep, page: PageSnapshot): Fingerprint | null =>
  findMessageElement(test, step, page) ??
  findReworded(
    step.target.fingerprint,
    page.elements.filter((found) => !tellsOfOthers(found, { test, step })),
  );
