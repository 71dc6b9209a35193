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
