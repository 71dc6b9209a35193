import { randomInt } from 'node:crypto';
import { AppError, type Access, type StepValue, type UniqueValue } from '@testforge/core';
import { sumOf } from './amount.js';
import { recount, restOf } from './list-relations.js';
import { oneTimeCode } from './one-time-code.js';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
const letters = (length: number): string => pick('abcdefghijklmnopqrstuvwxyz', length);

const signs: Record<string, string> = { '?': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '#': '0123456789', '%': '123456789' };

/** A day lies so far behind the earliest at most: it is seldom met twice, and no database takes it for too late. */
const daysAhead = 16_000;

const ofPattern = (pattern: string): string => pattern.replace(/[?#%]/g, (sign) => pick(signs[sign] ?? sign, 1));

type CredentialName = Extract<StepValue, { kind: 'credential' }>['name'];

/** The same shapes as the written project's data fixture makes, so that the app sees alike what is observed and what is tested. */
const makers: Record<UniqueValue['shape'], (prefix: string) => string> = {
  email: (prefix) => `${prefix.toLowerCase().replace(/[^a-z0-9]+/g, '.') || 'user'}.${letters(10)}@example.com`,
  name: (prefix) => `${prefix} ${letters(1).toUpperCase()}${letters(7)}`.trim(),
  text: (prefix) => `${prefix}${/^\S+$/.test(prefix) ? '-' : ' '}${letters(10)}`.trim(),
  word: (prefix) => `${prefix}${letters(10)}`,
  password: (prefix) => `${prefix}${letters(8)}${letters(1).toUpperCase()}${pick('123456789', 2)}!`,
  phone: (prefix) => `${prefix}${pick('123456789', 9)}`,
  number: (prefix) => `${prefix}${pick('123456789', 4)}`,
  code: ofPattern,
  day: (from) => new Date(Date.parse(from) + randomInt(daysAhead) * 86_400_000).toISOString().slice(0, 10),
};

const credentials: Record<CredentialName, (access: Access) => string | undefined> = {
  user: ({ user }) => user,
  password: ({ password }) => password,
  totp: ({ totpSecret }) => (totpSecret === undefined ? undefined : oneTimeCode(totpSecret)),
};

export interface StepValues {
  /** Throws AppError `browser.no_credential` (invalid) where a step asks for a credential the project does not hold. */
  resolve(value: StepValue): string;
  /** Keeps a text that was read off the page. Throws AppError `browser.no_text` (upstream) where there is none. */
  remember(name: string, text: string): void;
  /** The unique values made and the texts remembered so far. */
  made(): string[];
}

/** What is typed in one carrying-out: the same shape and prefix is the same value, as in a password and its confirmation. */
export function createStepValues(access: Access = {}): StepValues {
  const known = new Map<string, string>();
  const remembered = new Map<string, string>();
  const textOf = (name: string): string => remembered.get(name) ?? '';
  const credential = (name: CredentialName): string => {
    const value = credentials[name](access);
    if (value === undefined)
      throw new AppError('invalid', 'browser.no_credential', `The log-in asks for a ${name}, but none was given.`);
    return value;
  };
  const unique = ({ shape, prefix }: UniqueValue): string => {
    const key = `${shape}:${prefix}`;
    const made = known.get(key) ?? makers[shape](prefix);
    known.set(key, made);
    return made;
  };
  return {
    resolve(value) {
      switch (value.kind) {
        case 'literal':
          return value.value;
        case 'unique':
          return unique(value);
        case 'credential':
          return credential(value.name);
        case 'remembered':
          if (value.counted !== undefined)
            return recount(textOf(value.name), textOf(value.earlier ?? value.name), textOf(value.counted));
          return value.rest === undefined
            ? sumOf([value.name, ...(value.plus ?? [])].map(textOf), value.times ?? 1, value.percent)
            : restOf(textOf(value.name), textOf(value.rest), value.page === undefined ? undefined : textOf(value.page));
      }
    },
    remember(name, text) {
      const tidy = text.replace(/\s+/g, ' ').trim();
      if (tidy === '') throw new AppError('upstream', 'browser.no_text', `There is no text to remember as ${name}.`);
      remembered.set(name, tidy);
    },
    made: () => [...known.values(), ...remembered.values()],
  };
}
