import { createHash } from 'node:crypto';

/** Uses beyond this one of the same locator in a test count as this one. */
const usesApart = 9;
const madeAtRunTime = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d{4,}/gi;

export interface Use {
  /** Names the step in the files that are kept. */
  key: string;
  /** The locator as Playwright writes it. */
  text: string;
  /** What the locator says is the same in each run; else nothing may be healed unasked. */
  steady: boolean;
}

/** A locator without what differs from run to run: numbers, ids, what the test itself typed. */
function withoutRunTimeValues(text: string, typed: readonly string[]): string {
  // What is typed and has no figure in it is mostly written in the test, as the locator is.
  const values = typed.filter((value) => value.length >= 3 && /\d/.test(value)).sort((a, b) => b.length - a.length);
  return values.reduce((rest, value) => rest.replaceAll(value, '#'), text).replaceAll(madeAtRunTime, '#');
}

/** Names the uses of locators in one test, each by the locator and how often that was used before. */
export function createUseNames(): (text: string, typed: readonly string[]) => Use {
  const counts = new Map<string, number>();
  return (text, typed) => {
    const name = withoutRunTimeValues(text, typed);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { key: count === 1 ? name : `${name} #${Math.min(count, usesApart)}`, text, steady: name === text };
  };
}

/** Short and the same on every machine. */
export const idOf = (file: string, test: string, use: string): string =>
  createHash('sha256')
    .update(JSON.stringify([file, test, use]))
    .digest('hex')
    .slice(0, 10);
