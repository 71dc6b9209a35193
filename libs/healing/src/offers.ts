import type { FormField, PageSnapshot, Step } from '@testforge/core';
import type { Choice } from './guards.js';

/** What the fields of a page say of a choice that a step makes: which of them offer it, and which offer only others. */
export interface Offers {
  offering: ReadonlySet<number>;
  lacking: ReadonlySet<number>;
}

/** Null where no choice is made, where it is known only when the test runs, or where it goes by another word now. */
export function offersOf(step: Step, { forms }: PageSnapshot): Offers | null {
  if (step.kind !== 'select' || step.value.kind !== 'literal') return null;
  const { value: wanted } = step.value;
  const offers = ({ options = [] }: FormField): boolean =>
    options.some(({ label, value, disabled }) => disabled !== true && (label === wanted || value === wanted));
  const telling = forms.flatMap(({ fields }) => fields.filter(({ options = [] }) => options.length > 0));
  const [offering, lacking] = [telling.filter(offers), telling.filter((field) => !offers(field))].map(
    (fields) => new Set(fields.map(({ element }) => element)),
  );
  return offering && lacking && offering.size > 0 ? { offering, lacking } : null;
}

/**
 * Nothing else on the page offers what is to be chosen, and it is the same kind of thing: too little to ask on, since another
 * field may offer the like, but enough to try whether its effect is that of the lost one.
 */
export const offersAlone = ({ best, case: { lost, offers } }: Choice): boolean =>
  offers?.offering.size === 1 && offers.offering.has(best.index) && best.fingerprint.role === lost.role;
