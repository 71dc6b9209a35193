import { randomInt } from 'node:crypto';
import type { StepValue } from '@testforge/core';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
const letters = (length: number): string => pick('abcdefghijklmnopqrstuvwxyz', length);

type UniqueValue = Extract<StepValue, { kind: 'unique' }>;

/** The same shapes as the written project's data fixture makes, so that the app sees alike what is observed and what is tested. */
const makers: Record<UniqueValue['shape'], (prefix: string) => string> = {
  email: (prefix) => `${prefix.toLowerCase().replace(/[^a-z0-9]+/g, '.') || 'user'}.${letters(10)}@example.com`,
  name: (prefix) => `${prefix} ${letters(1).toUpperCase()}${letters(7)}`.trim(),
  text: (prefix) => `${prefix}${/^\S+$/.test(prefix) ? '-' : ' '}${letters(10)}`.trim(),
  password: (prefix) => `${prefix}${letters(8)}${letters(1).toUpperCase()}${pick('123456789', 2)}!`,
  phone: (prefix) => `${prefix}${pick('123456789', 9)}`,
  number: (prefix) => `${prefix}${pick('123456789', 4)}`,
};

/** What is typed in one carrying-out: the same shape and prefix is the same value, as in a password and its confirmation. */
export function createValues(): { resolve(value: StepValue): string; made(): string[] } {
  const known = new Map<string, string>();
  return {
    resolve(value) {
      if (value.kind === 'literal') return value.value;
      const key = `${value.shape}:${value.prefix}`;
      const made = known.get(key) ?? makers[value.shape](value.prefix);
      known.set(key, made);
      return made;
    },
    made: () => [...known.values()],
  };
}
