import type { Fingerprint } from '@testforge/core';

const mask = '•••';
/** A shorter value is part of too many words to be told from them. */
const leastLength = 3;

function maskDeep(value: unknown, hidden: readonly string[]): unknown {
  if (typeof value === 'string') return hidden.reduce((text, one) => text.replaceAll(one, mask), value);
  if (Array.isArray(value)) return value.map((one: unknown) => maskDeep(one, hidden));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskDeep(one, hidden)]));
}

/** The longest first, so that no part of one is left. */
const hiddenOf = (typed: readonly string[], said: string): string[] =>
  [...new Set(typed)]
    .filter((value) => value.length >= leastLength && !said.includes(value))
    .sort((a, b) => b.length - a.length);

/** A copy of a plain document without any value that the test typed, but for those that `said` (the suite's own code) says. */
export const withoutTyped = <T>(document: T, typed: readonly string[], said = ''): T =>
  maskDeep(document, hiddenOf(typed, said)) as T;

/** What may be kept of an element: not what stands in it as a value, nor what the test typed anywhere. */
export function keepable(
  { value: _value, ...fingerprint }: Fingerprint,
  typed: readonly string[],
  said: string,
): Fingerprint {
  return withoutTyped(fingerprint, typed, said);
}
