import type { Ranked } from './candidates.js';
import type { Choice } from './guards.js';
import { calibration } from './weights.js';

const furthestMargin = 0.3;
const identifiers = ['testId', 'id', 'nameAttr'] as const;

/** What the confidence is worked out from; all in 0..1 or nearly so. */
export function confidenceFeatures({ best, margin, rivals, case: { lost } }: Choice): number[] {
  const { evidence, fingerprint: found, fit, score } = best;
  const dividing = rivals.some((rival) =>
    rival.evidence.some((reason) => reason !== 'context' && !evidence.includes(reason)),
  );
  const renamed = identifiers.some((field) => lost[field] && found[field] && !evidence.includes(field));
  const known = [lost.name ?? lost.text, lost.testId ?? lost.id ?? lost.nameAttr, lost.neighbourTexts, lost.heading];
  return [
    score,
    Math.max(-furthestMargin, Math.min(margin, furthestMargin)) / furthestMargin,
    Number(evidence.includes('text')),
    Number(identifiers.some((field) => evidence.includes(field))),
    Number(evidence.includes('href')),
    Number(evidence.includes('context')),
    Number(dividing),
    Number(renamed),
    known.filter((one) => one !== undefined).length / known.length,
    Number(fit === 'stretches'),
  ];
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * The probability that the best candidate is the lost element, in 0..1, calibrated on drifts and removals of known
 * identity (`bench/healing` prints the reliability table). Where only a locator is known it is an estimate by hand, which
 * is why that is never automatic.
 */
export function confidenceOf(choice: Choice): number {
  const { best, margin, case: subject } = choice;
  if (best.score <= 0) return 0;
  if (subject.hints) return logistic(6 * best.score + 10 * Math.min(margin, furthestMargin) - 3.5);
  const { intercept, coefficients } = calibration;
  return logistic(confidenceFeatures(choice).reduce((sum, one, at) => sum + one * (coefficients[at] ?? 0), intercept));
}

/** Whether more than words, address and place agree: a name in the markup. */
export const isNamed = ({ evidence }: Ranked): boolean => identifiers.some((field) => evidence.includes(field));

/** From which confidence on the calibration found a heal of this kind safe. */
export const safeFrom = (best: Ranked): number => calibration.automaticFrom[isNamed(best) ? 'named' : 'unnamed'];
