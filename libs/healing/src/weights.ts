/**
 * Data, fitted: `npm run bench -- healing fit` writes this file from the drifts of the first half of the apps.
 * How much each compared field says. The score of a candidate is the weighted mean over the fields that the lost element
 * has, so what was never known counts neither for nor against. `locator`, `meaning`, `picture` and `root` are set by hand.
 */
export const weights = {
  text: { ownText: 2.5, written: 0.09, meaning: 0.5, shape: 0.38, hint: 1.96, label: 1.19, placeholder: 0.99 },
  attribute: { testId: 4.12, id: 1.65, nameAttr: 1.81, role: 0.59, href: 1.05, tag: 0.12, type: 0, classes: 0.27, attributes: 1.78 },
  relative: { neighbourTexts: 1.38, heading: 0.21, landmark: 0, rolePath: 0, idXpath: 0, xpath: 0.24, siblingIndex: 0.05, root: 1 },
  visual: { place: 0.84, size: 0.78, picture: 0.5 },
  locator: { words: 3, around: 2, args: 1, testName: 0.1, usual: 0.3 },
} as const;

export type StrategyName = keyof typeof weights;

/**
 * Turns what speaks for the best candidate into a probability; in the order of `confidenceFeatures`. From `automaticFrom`
 * on, at most 0.5 % of the calibration set was wrong (upper bound at 95 %).
 */
export const calibration: {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly automaticFrom: number;
} = {
  intercept: -6.37,
  coefficients: [7.27, 1.78, 4.13, 0.54, -1.09, -0.93, -1.64],
  automaticFrom: 1,
};
