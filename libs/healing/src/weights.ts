/**
 * Data, fitted: `npm run bench -- healing fit` writes this file from the drifts of the first half of the apps.
 * How much each compared field says. The score of a candidate is the weighted mean over the fields that the lost element
 * has, so what was never known counts neither for nor against. `locator`, `meaning`, `picture` and `root` are set by hand.
 */
export const weights = {
  text: {
    exact: 0.5,
    ownText: 1.98,
    written: 0.11,
    meaning: 0.5,
    shape: 0.24,
    hint: 2.21,
    label: 1.19,
    placeholder: 0.99,
  },
  attribute: {
    testId: 4.14,
    id: 1.64,
    nameAttr: 1.81,
    role: 0.58,
    href: 1.08,
    tag: 0.09,
    type: 0,
    classes: 0.15,
    attributes: 1.8,
  },
  relative: {
    neighbourTexts: 1.35,
    heading: 0.18,
    landmark: 0,
    rolePath: 0,
    idXpath: 0,
    xpath: 0.26,
    siblingIndex: 0.04,
    root: 1,
  },
  visual: { place: 0.84, size: 0.81, picture: 0.5 },
  locator: { words: 3, around: 2, args: 1, testName: 0.1, usual: 0.3 },
} as const;

export type StrategyName = keyof typeof weights;

/**
 * Turns what speaks for the best candidate into a probability; in the order of `confidenceFeatures`. From `automaticFrom`
 * on, at most 0.5 % of the calibration set was wrong (upper bound at 95 %). Words and place alone (`unnamed`) are never
 * automatic: a look-alike left in the place of what is gone has them too.
 */
export const calibration: {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly automaticFrom: { readonly named: number; readonly unnamed: number };
} = {
  intercept: -6.53,
  coefficients: [7.18, 1.98, 0, 0.95, 1.48, 0, 2.49, 0.69, -1.33, -0.22, -0.3, -0.91, 0],
  automaticFrom: { named: 0.9, unnamed: 1 },
};
