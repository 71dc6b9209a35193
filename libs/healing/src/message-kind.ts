import { advising, confirming, denying, refusing } from '@testforge/core';
import type { FailureSnapshot, Fingerprint, Step, TestCase } from '@testforge/core';
import { formStands } from './form-stands.js';
import { expectedWords, folded, hasClass, isMessagePlace, textOf } from './message.js';
import { labelSimilarity } from './similarity.js';
import { hasTarget, type TargetedStep } from './subject.js';

export type MessageKind = 'refusal' | 'confirmation';

const errorPlace = /(?:^|[-_])(?:errors?|errorlist|invalid|danger)(?:$|[-_])/i;

/** What words tell by themselves; null where they tell nothing, or both. */
function kindOfWords(text: string): MessageKind | null {
  const refuses = refusing.test(text) || advising.test(text);
  const confirms = confirming.test(text);
  if (refuses === confirms) return null;
  if (refuses) return 'refusal';
  return denying.test(text) ? null : 'confirmation';
}

/** That it is an alert tells nothing: apps say with one, too, that all went well. */
const kindOf = (element: Fingerprint): MessageKind | null =>
  kindOfWords(textOf(element)) ?? (hasClass(element, errorPlace) ? 'refusal' : null);

/** Tests of these kinds enter what an app is to refuse. */
const wantsRefusal = ({ category }: Pick<TestCase, 'category'>): boolean =>
  category === 'negative' || category === 'boundary';

function expectedKind(test: TestCase, step: TargetedStep): MessageKind | null {
  const { fingerprint } = step.target;
  return kindOfWords(expectedWords(step)) ?? (wantsRefusal(test) ? 'refusal' : kindOf(fingerprint));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a message that told of several things now tells of the others alone: of the one that is missed it says nothing. */
function isTheRest(expected: string, lost: Fingerprint, found: Fingerprint): boolean {
  const before = textOf(lost);
  if (before === expected || !before.includes(expected)) return false;
  const rest = new Set(wordsOf(before.replace(expected, ' ')));
  return wordsOf(textOf(found)).every((word) => rest.has(word));
}

/** What the app answered to the last that it was sent; 0 where it was sent nothing, or gave no answer. */
const lastAnswer = ({ url, requests }: FailureSnapshot): number =>
  requests.findLast((request) => !/^(?:GET|HEAD|OPTIONS)$/i.test(request.method) && isOwn(request.url, url))?.status ??
  0;

const isOwn = (url: string, page: string): boolean =>
  URL.canParse(url) && URL.canParse(page) && new URL(url).origin === new URL(page).origin;

export interface MissedMessage {
  test: TestCase;
  step: TargetedStep;
  snapshot: FailureSnapshot;
}

type Missed = Omit<MissedMessage, 'snapshot'>;

/** Whether a check is about a message: by its place, or as the words of a refusal that the test provokes. */
const isMessage = ({ test, step }: Missed): boolean =>
  isMessagePlace(step.target.fingerprint) ||
  hasClass(step.target.fingerprint, errorPlace) ||
  isProvokedRefusal({ test, step });

const isProvokedRefusal = ({ test, step }: Missed): boolean =>
  (wantsRefusal(test) || test.category === 'security') && kindOfWords(expectedWords(step)) === 'refusal';

/**
 * Whether an element says nothing of what a missed refusal was about: no more than what other checks of the test ask for and what
 * stood around it, or a piece of what it said that refuses nothing (its field's label). A form goes on refusing other fields where
 * the check of one was lost.
 */
export function tellsOfOthers(found: Fingerprint, { test, step }: Missed): boolean {
  const lost = step.target.fingerprint;
  if (!isProvokedRefusal({ test, step }) || isTheRest(expectedWords(step), lost, found)) return false;
  const [before, now] = [textOf(lost), textOf(found)];
  if (now !== before && before.includes(now) && kindOfWords(now) !== 'refusal') return true;
  const others = test.steps
    .filter(hasTarget)
    .filter((other) => other !== step)
    .flatMap((other) => [expectedWords(other), textOf(other.target.fingerprint)])
    .filter((words) => words !== '' && !before.includes(words));
  const around = (lost.neighbourTexts ?? []).map(folded);
  const known = [...others, ...around].filter((words) => words !== '').sort((a, b) => b.length - a.length);
  const rest = known.reduce((text, words) => text.replaceAll(words, ' '), now);
  return rest !== now && !/[\p{L}\p{N}]/u.test(rest);
}

/**
 * Whether what the app says now is another message and not the expected one in other words, so that what the test did has
 * not had the effect it should: thanks where it was to refuse, or words that refuse nothing where the form is no longer there
 * as it was filled in; a refusal where it was to thank; or what it says to the other things that it was sent.
 */
export function isOtherMessage(found: Fingerprint, { test, step, snapshot }: MissedMessage): boolean {
  if (!isMessage({ test, step })) return false;
  const expected = expectedKind(test, step);
  const now = kindOf(found);
  if (expected !== null && now !== null && expected !== now) return true;
  if (isTheRest(expectedWords(step), step.target.fingerprint, found)) return true;
  if (isProvokedRefusal({ test, step }) && now === null && !formStands(test, step, snapshot)) return true;
  return expected !== 'refusal' && now !== 'confirmation' && lastAnswer(snapshot) >= 400;
}

/** More than one word: a count or a name stays on the page, and is no answer to what was done. */
const isSentence = (text: string): boolean => /\p{L}\s.*\p{L}/u.test(text);

/** Whether a check is about what the app says to what the test did: it is missed wherever it should have come. */
export const missesMessage = (step: Step | null): boolean =>
  step?.kind === 'expect' &&
  hasTarget(step) &&
  isMessagePlace(step.target.fingerprint) &&
  isSentence(expectedWords(step));

/**
 * Whether an element may say the message that is missed: it is a place for messages, or reads like it, and says no other. The
 * very place, empty or hidden, says nothing.
 */
export function maySayIt(found: Fingerprint, missed: MissedMessage): boolean {
  if (found.visible === false || textOf(found) === '') return false;
  const expected = expectedWords(missed.step);
  const isLike =
    isMessagePlace(found) || hasClass(found, errorPlace) || labelSimilarity(expected, textOf(found)) >= 0.5;
  return isLike && !isOtherMessage(found, missed);
}
