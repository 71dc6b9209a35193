import { Fingerprint } from '@testforge/core';
import { z } from 'zod';

const CaseElement = Fingerprint.partial().extend({
  tag: z.string().default(''),
  interactive: z.boolean().optional(),
  repeated: z.boolean().optional(),
  group: z.string().optional(),
});
/** An element as a case tells it: any field may be missing, the tag too. */
export type CaseElement = z.infer<typeof CaseElement>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
const texts = (values: readonly unknown[]): string[] => values.filter(isPlain).map(String);

/** What a value of another make may have meant: a number as text, one class for several, an attribute without value. */
function meantBy(value: unknown): unknown[] {
  if (Array.isArray(value)) return [texts(value), texts(value).join(' ')];
  if (isRecord(value)) {
    const fields = Object.entries(value).flatMap(([name, field]) => (isPlain(field) ? [[name, String(field)]] : []));
    const numbers = Object.entries(value).map(([name, field]) => [name, Number(field)]);
    return [Object.fromEntries(fields), Object.fromEntries(numbers)];
  }
  if (!isPlain(value)) return [];
  const text = String(value);
  return [text, text.split(/\s+/).filter(Boolean), [text], Number(value), text === 'true'];
}

function readField(schema: z.ZodType, value: unknown): unknown {
  for (const attempt of [value, ...meantBy(value)]) {
    const parsed = schema.safeParse(attempt);
    if (parsed.success) return parsed.data;
  }
  // What cannot be read is not known.
  return undefined;
}

/** Other tools' names for what a fingerprint calls otherwise. */
const otherNames: Readonly<Record<string, keyof CaseElement>> = {
  tagName: 'tag',
  innerText: 'text',
  textContent: 'text',
  accessibleName: 'name',
  ariaLabel: 'label',
  'aria-label': 'label',
  className: 'classes',
  class: 'classes',
  'data-testid': 'testId',
  dataTestId: 'testId',
  boundingBox: 'box',
  rect: 'box',
};

/**
 * Reads an element of a case, forgiving what another tool wrote otherwise: a field that is null or makes no sense is not
 * known. What is no object is an element of which nothing is known, so that the indexes of a list stay.
 */
export function readElement(value: unknown): CaseElement {
  if (!isRecord(value)) return { tag: '' };
  const fields = Object.entries(CaseElement.shape).flatMap(([name, schema]) => {
    const other = Object.entries(otherNames).find(([theirs, own]) => own === name && value[theirs] != null)?.[0];
    const given = value[name] ?? (other === undefined ? undefined : value[other]);
    const read = given === null || given === undefined ? undefined : readField(schema, given);
    return read === undefined ? [] : [[name, read]];
  });
  const element = Object.fromEntries(fields) as Partial<CaseElement>;
  return { ...element, tag: (element.tag ?? '').toLowerCase() };
}
