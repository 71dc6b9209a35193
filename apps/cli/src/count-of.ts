import { AppError } from '@testforge/core';

/** A flag's whole number from 1; undefined where it is not given. Throws AppError `invalid cli.usage`. */
export function countOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new AppError('invalid', 'cli.usage', `${flag} takes a number, not “${text}”`);
}
