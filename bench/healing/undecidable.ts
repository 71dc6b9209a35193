import { compareAll, prepareSearch, type HealingCase } from '@testforge/healing/lab';

type Compared = ReturnType<typeof compareAll>;

const fieldsOf = (compared: Compared): Map<string, number> =>
  new Map(
    Object.entries(compared).flatMap(([strategy, fields]) =>
      Object.entries(fields).map(([field, value]): [string, number] => [`${strategy}.${field}`, value]),
    ),
  );

/** Whether `other` is at least as near in every field that was compared, and nearer in one. */
function isNearerInAll(other: Map<string, number>, right: Map<string, number>): boolean {
  const fields = [...new Set([...other.keys(), ...right.keys()])];
  const gains = fields.map((field) => (other.get(field) ?? 0) - (right.get(field) ?? 0));
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}

/**
 * Whether the right element cannot come first whatever the weights: one of those ranked before it is nearer to the lost one in
 * everything that is compared, as a double is whose original was changed.
 */
export function isUndecidable(given: HealingCase, before: readonly number[], truth: number): boolean {
  const subject = prepareSearch(given);
  const compared = (at: number): Map<string, number> => {
    const element = subject.elements[at];
    return element ? fieldsOf(compareAll(subject, element)) : new Map<string, number>();
  };
  const right = compared(truth);
  return before.some((other) => isNearerInAll(compared(other), right));
}
