/**
 * How sure a proposal is, in 0..1, from the best candidate's score and its distance to the second.
 * A logistic curve that grows with both; the distance stops counting at 0.3. A negative distance
 * means that something that nothing identifies looks more alike. It orders proposals and is honest about their
 * order only: it is not yet a calibrated probability. Calibration comes with the lab, from a set of real upgrades and
 * removals; until then the guards in `guards.ts`, not this number, are what keeps a heal from being automatic.
 */
export function confidenceOf(score: number, margin: number): number {
  const steepness = 10 * score + 3 * Math.min(margin, 0.3) - 6;
  return score <= 0 ? 0 : 1 / (1 + Math.exp(-steepness));
}
