import { agreedElement, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

/** Values that were typed as they stand, by the field's `name` or label. */
function typedValues(pair: CheckpointPair): Map<string, string> {
  const typed = new Map<string, string>();
  for (const step of pair.draft.steps) {
    if (step.kind !== 'fill' || step.value.kind !== 'literal' || step.value.value === '') continue;
    for (const name of [step.target.fingerprint.nameAttr, step.target.fingerprint.label])
      if (name !== undefined) typed.set(name.toLowerCase(), step.value.value);
  }
  return typed;
}

/** What was typed, found again in a field of another page or of the same page opened again. */
export function fieldChecks(pair: CheckpointPair): Check[] {
  if (pair.a.name === 'after') return [];
  const typed = typedValues(pair);
  return pair.a.page.elements
    .flatMap((element, index): Check[] => {
      if (
        !['input', 'textarea'].includes(element.tag) ||
        ['hidden', 'password', 'submit', 'button', 'checkbox', 'radio'].includes(element.type ?? '')
      )
        return [];
      const value = typed.get((element.nameAttr ?? '').toLowerCase()) ?? typed.get((element.label ?? '').toLowerCase());
      if (value === undefined || element.value !== value) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || found.b.value !== value) return [];
      return [
        makeCheck(
          pair,
          'field',
          78,
          { matcher: 'toHaveValue', expected: value },
          { found, name: tidy(element.label) || tidy(element.nameAttr) },
        ),
      ];
    })
    .slice(0, 2);
}
