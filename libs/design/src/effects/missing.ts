import { agreedElement, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

const most = 3;
const rank = 65;

/** Where the browser itself kept the form from being sent: the fields that it must not be sent without. */
export function missingChecks(pair: CheckpointPair): Check[] {
  const { page, before } = pair.a;
  if (before?.url !== page.url || pair.b.before?.url !== pair.b.page.url) return [];
  return page.forms
    .flatMap(({ fields }) => fields)
    .flatMap(({ required, element: index }): Check[] => {
      const element = page.elements[index];
      const isEmpty = required && element?.visible !== false && element?.value === '';
      const found = isEmpty ? agreedElement(pair, index, { avoidOwnText: false }) : null;
      if (element === undefined || found === null || found.b.value !== '') return [];
      const name = tidy(element.label) || tidy(element.name) || tidy(element.nameAttr);
      return [makeCheck(pair, 'missing', rank, { matcher: 'toBeInvalid', expected: true }, { found, name })];
    })
    .slice(0, most);
}
