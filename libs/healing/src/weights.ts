/**
 * How much each compared field says, after the weights of the Similo family (tag, name, id, text, neighbours high; class,
 * href, path, place low), with test ids above all. The score of a candidate is the weighted mean over the fields that the
 * lost element has, so what was never known counts neither for nor against.
 */
export const weights = {
  text: { ownText: 2.5, label: 1, placeholder: 0.75 },
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
  },
  visual: { place: 0.5, size: 0.5 },
} as const;

export type StrategyName = keyof typeof weights;
