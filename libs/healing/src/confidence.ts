import type { Ranked } from './candidates.js';
import type { Choice } from './guards.js';
import { agreeingNames, nameFields, ownNames } from './names.js';
import type { LocatorHints } from './strategies/locator.js';
import { calibration } from './weights.js';

const furthestMargin = 0.3;

/** What the confidence is worked out from; all in 0..1 or nearly so. */
export function confidenceFeatures({ best, margin, rivals, case: { lost, before } }: Choice): number[] {
  const { evidence, fingerprint: found, fit, score } = best;
  const dividing = rivals.some((rival) =>
    rival.evidence.some((reason) => reason !== 'context' && !evidence.includes(reason)),
  );
  const names = agreeingNames(best);
  const renamed = nameFields.some((field) => lost[field] && found[field] && !evidence.includes(field));
  const known = [lost.name ?? lost.text, lost.testId ?? lost.id ?? lost.nameAttr, lost.neighbourTexts, lost.heading];
  return [
    score,
    Math.max(-furthestMargin, Math.min(margin, furthestMargin)) / furthestMargin,
    score > 0 ? Math.max(0, margin / score) : 0,
    Number(evidence.includes('text')),
    Number(names.length > 0),
    Number(names.length > 1),
    Number(evidence.includes('href')),
    Number(evidence.includes('context')),
    Number(dividing),
    Number(renamed),
    known.filter((one) => one !== undefined).length / known.length,
    Number(fit === 'stretches'),
    Number(before !== undefined),
  ];
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Among how many that a locator fits as well as the best one this is drawn; of no use where it says nothing. */
function countAlike({ best, rivals, case: { elements } }: Choice, { words, around, args }: LocatorHints): number {
  if (words.length + around.length + args.length === 0) return elements.length + 1;
  return 1 + rivals.filter(({ score }) => best.score - score < 0.001).length;
}

/**
 * The probability that the best candidate is the lost element, in 0..1, calibrated on drifts and removals of known
 * identity (`bench/healing` prints the reliability table). Where only a locator is known it is an estimate by hand, which
 * is why that is never automatic.
 */
export function confidenceOf(choice: Choice): number {
  const { best, margin, case: subject } = choice;
  if (best.score <= 0) return 0;
  if (subject.hints)
    return logistic(6 * best.score + 10 * Math.min(margin, furthestMargin) - 3.5) / countAlike(choice, subject.hints);
  const { intercept, coefficients } = calibration;
  return logistic(confidenceFeatures(choice).reduce((sum, one, at) => sum + one * (coefficients[at] ?? 0), intercept));
}

/**
 * What is named twice in the markup, on the same kind of thing, by names that no rival shares, before any other by the
 * margin, and with no guard against it: of 295 such choices with one name or more in the calibration set none was wrong (at
 * most 1 %, at 95 %), also where words and place agree on little. A name with a figure in it may be a place in a row
 * (`input-3`), and is none.
 */
export const namedTwice = { confidence: 0.99, names: 2 } as const;

/** Names in a row are told apart by their figures, which may be another's tomorrow. */
const steadyNames = (best: Ranked): string[] =>
  ownNames(best).filter((field) => !/\d/.test(best.fingerprint[field] ?? ''));

export const isNamedTwice = ({ best, margin, rivals, case: { lost, policy } }: Choice): boolean =>
  steadyNames(best).length >= namedTwice.names &&
  best.fingerprint.role === lost.role &&
  margin >= policy.margin &&
  !rivals.some(isNamed);

/**
 * One such name, on the same kind of thing and shared by no rival: too little to ask on, since a label, a heading and a place
 * may all have changed at once, but enough to try whether its effect is that of the lost one.
 */
export const isNamedOnce = ({ best, margin, rivals, case: { lost, policy } }: Choice): boolean =>
  steadyNames(best).length > 0 &&
  best.fingerprint.role === lost.role &&
  margin >= policy.margin &&
  !rivals.some(isNamed);

/** Whether more than words, address and place agree: a name in the markup. */
export const isNamed = (candidate: Ranked): boolean => agreeingNames(candidate).length > 0;

/** From which confidence on the calibration found a heal of this kind safe. */
export const safeFrom = (best: Ranked): number => calibration.automaticFrom[isNamed(best) ? 'named' : 'unnamed'];
