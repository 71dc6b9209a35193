import type { AppModel } from '@testforge/core';
import { asksOnly, placedForms } from '../form-kind.js';
import { whyNotSent } from '../may-send.js';
import { pageName } from '../page-names.js';
import { sendForm, validly } from './fill-form.js';
import { happyKey } from './form-happy.js';

/** Forms that no scenario sends, each with the reason. */
export function formsLeftOut(model: AppModel): { key: string; title: string; reason: string }[] {
  return placedForms(model).flatMap((placed) => {
    const left = (reason: string) => [
      {
        key: happyKey(placed),
        title: `“${placed.name}” on the page “${pageName(model, placed.state)}”`,
        reason,
      },
    ];
    // What asks by itself, as a choice beside a list does, is tried by that.
    if (placed.kind === 'search' || (asksOnly(placed) && placed.form.submits.length === 0)) return [];
    const why = whyNotSent(model, placed);
    if (why !== null) return left(why);
    return sendForm(model, placed, validly(false)) === null
      ? left('Its fields or its button can’t be used when the page opens, or no valid value is known.')
      : [];
  });
}
