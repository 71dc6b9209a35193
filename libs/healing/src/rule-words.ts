import type { Facts } from './facts.js';

/** What came nearest to the lost target, and why it was not taken. */
export const nearest = ({ decision }: Facts): string[] => {
  const best = decision?.ranking[0];
  return best
    ? [
        `nearest on the page: ${best.fingerprint.role ?? best.fingerprint.tag} “${best.fingerprint.name ?? best.fingerprint.text ?? ''}”, score ${best.score.toFixed(2)} (${decision.why})`,
      ]
    : ['nothing of its kind is on the page'];
};
/** What Playwright said. */
export const said = ({ headline }: Facts): string[] => (headline === '' ? [] : [headline]);
export const how = (facts: Facts): string =>
  facts.ambiguous ? 'the old locator finds several elements' : 'the old locator finds nothing';
export const status = ({ documentStatus }: Facts): string[] =>
  documentStatus !== null && documentStatus >= 400 ? [`the page answered ${documentStatus}`] : [];
export const rebuilt = ({ rebuiltPages }: Facts): string[] => [
  `on ${rebuiltPages} pages of this build much stands in other markup and new things have come: this may have been taken away on purpose`,
];
/** What stands where a heading was taken away. */
export const taken = ({ takenHeading }: Facts): string[] => [
  `the heading is gone, and all that stood under it is there as it was, now under “${takenHeading?.under}”`,
  `there are ${takenHeading?.controls.map((name) => `“${name}”`).join(', ')}`,
  'in the app as it was known these words stand nowhere else, so they are no name of a thing',
];
export const renamed = ({ renamedClasses }: Facts): string[] => [
  `it was known by a class alone, and ${renamedClasses?.renamed} of ${renamedClasses?.kept} elements that are on the page as before have other classes now`,
];
