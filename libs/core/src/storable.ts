/** A database's text holds neither NUL nor half a surrogate pair; the text of a page under test may hold both. */
const unstorable = /[\0\p{Surrogate}]/gu;

const storableText = (text: string): string => text.replace(unstorable, '\uFFFD');

/** A copy of a plain JSON document that any database can hold: U+FFFD in place of what it cannot, in values and names alike. */
export function storable<T>(document: T): T;
export function storable(document: unknown): unknown {
  if (typeof document === 'string') return storableText(document);
  if (Array.isArray(document)) return document.map((entry: unknown) => storable(entry));
  if (document === null || typeof document !== 'object') return document;
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [storableText(name), storable(value)]));
}
