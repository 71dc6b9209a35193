/**
 * What each field counts at the second look (`second-look.ts`), which only orders. Fitted once by conditional logit on the drifts of all
 * apps of `bench/healing` but the held-out ones, broken locators counting twice; `npm run bench -- healing fit` does not write it.
 * `label`, `placeholder`, `root`, `meaning` and `picture` are set by hand: what they compare is rare in that data.
 */
export const orderWeights: Readonly<Record<string, number>> = {
  exact: 0.6,
  words: 0.75,
  written: 0.25,
  shape: 0.33,
  value: 2.64,
  meaning: 0.5,
  label: 0.4,
  placeholder: 0.4,
  testId: 3.09,
  id: 0.62,
  nameAttr: 1.23,
  role: 0.69,
  href: 2.35,
  classes: 0.13,
  attributes: 1.54,
  notBeside: 1.74,
  texts: 0.95,
  way: 0.89,
  root: 1,
  column: 0.3,
  row: 0.59,
  size: 1.07,
  picture: 0.5,
};
