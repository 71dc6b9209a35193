/**
 * How much each compared field says. The score of a candidate is the weighted mean over the fields that the lost element
 * has, so what was never known counts neither for nor against.
 */
export const weights = {
  text: { ownText: 2.5, written: 0.5, meaning: 0.5, shape: 0.5, label: 1, placeholder: 0.75 },
  attribute: {
    testId: 2,
    id: 1.5,
    nameAttr: 1.5,
    role: 1,
    href: 1,
    tag: 0.5,
    type: 0.5,
    classes: 0.5,
    attributes: 0.5,
  },
  relative: {
    neighbourTexts: 1.5,
    heading: 1,
    landmark: 0.75,
    rolePath: 0.75,
    idXpath: 0.5,
    xpath: 0.5,
    siblingIndex: 0.25,
    root: 1,
  },
  visual: { place: 0.5, size: 0.5, picture: 0.5 },
  locator: { words: 3, around: 2, args: 1, testName: 0.1, usual: 0.3 },
} as const;

export type StrategyName = keyof typeof weights;

/** Turns what speaks for the best candidate into a probability; in the order of `confidenceFeatures`. */
export const calibration: {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly automaticFrom: number;
} = {
  intercept: -6,
  coefficients: [6, 2, 3, 1, -2, 0, -3],
  automaticFrom: 0.9,
};
