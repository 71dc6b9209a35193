import type { SourceFile } from './project-files.js';

const uniqueSource = `
import { randomInt } from 'node:crypto';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const letters = (length: number): string => pick('abcdefghijklmnopqrstuvwxyz', length);
const digits = (length: number): string => pick('123456789', length);

/** Values nobody has used before, each beginning with what it is for. */
export const unique = {
  email: (prefix: string): string => \`\${prefix.toLowerCase().replace(/[^a-z0-9]+/g, '.') || 'user'}.\${letters(10)}@example.com\`,
  name: (prefix: string): string => \`\${prefix} \${letters(1).toUpperCase()}\${letters(7)}\`.trim(),
  // One word stays one word, since a name to log in with may hold no space.
  text: (prefix: string): string => \`\${prefix}\${/^\\S+$/.test(prefix) ? '-' : ' '}\${letters(10)}\`.trim(),
  word: (prefix: string): string => \`\${prefix}\${letters(10)}\`,
  password: (prefix: string): string => \`\${prefix}\${letters(8)}\${letters(1).toUpperCase()}\${digits(2)}!\`,
  phone: (prefix: string): string => \`\${prefix}\${digits(9)}\`,
  number: (prefix: string): string => \`\${prefix}\${digits(4)}\`,
  // \`?\` is a capital, \`#\` a figure, \`%\` one but nought.
  code: (pattern: string): string => pattern.replace(/[?#%]/g, (sign) => (sign === '?' ? letters(1).toUpperCase() : sign === '%' ? digits(1) : pick('0123456789', 1))),
};
`;

/** How amounts are read in the observing browser (libs/browser/src/amount.ts); a spec holds the two equal. */
const amountSource = `
const amount = /\\d[\\d.,'’\\u00a0]*\\d|\\d/;

/** Which character stands before the cents, where there are any: the last separator with one or two digits behind it. */
const decimals = (digits: string): { mark: string; places: number } => {
  const found = /([.,])(\\d{1,2})$/.exec(digits);
  return { mark: found?.[1] ?? '.', places: found?.[2]?.length ?? 0 };
};

/** Number of smallest units in a text such as \`$1,234.50\`; null where there is none. */
function units(text: string, places: number): number | null {
  const digits = amount.exec(text)?.[0];
  if (digits === undefined) return null;
  const own = decimals(digits);
  return Number(digits.replace(/\\D/g, '')) * 10 ** (places - own.places);
}
`;

const sumSource = `
const grouped = (whole: string, mark: string): string => whole.replace(/\\B(?=(\\d{3})+$)/g, mark);

/** The sum of the amounts in texts, \`times\` over and \`percent\` of that, written as the first of them is; a single text stays as it is. */
export function sumOf(texts: readonly string[], times: number, percent = 100): string {
  const [first = ''] = texts;
  const digits = amount.exec(first)?.[0];
  if (digits === undefined || (texts.length === 1 && times === 1 && percent === 100)) return first;
  const { mark, places } = decimals(digits);
  const sum = (texts.reduce((total, text) => total + (units(text, places) ?? 0), 0) * times * percent) / 100;
  const padded = String(Math.round(sum)).padStart(places + 1, '0');
  const whole = places === 0 ? padded : padded.slice(0, -places);
  const wholeDigits = digits.slice(0, digits.length - places);
  const group = /[.,'’\\u00a0](?=\\d{3})/.exec(wholeDigits)?.[0] ?? (/\\d{4}/.test(wholeDigits) ? '' : mark === ',' ? '.' : ',');
  const written = grouped(whole, group) + (places === 0 ? '' : mark + padded.slice(-places));
  return first.replace(digits, () => written);
}
`;

/** What is true of whole lists (libs/browser/src/list-relations.ts). */
const listSource = `
const tidy = (text: string): string => text.replace(/\\s+/g, ' ').trim();
const quoted = (text: string): string => \`“\${tidy(text).slice(0, 60)}”\`;

/** The one number in a text such as \`41 products\`. */
export function countIn(text: string): number {
  const [number, ...others] = text.match(/\\d[\\d.,'’\\u00a0]*\\d|\\d/g) ?? [];
  if (number === undefined || others.length > 0) throw new Error(\`There is not one number in \${quoted(text)}.\`);
  return Number(number.replace(/\\D/g, ''));
}

/** The wanted text where there are texts and each contains it; else which does not. */
export function eachContains(texts: readonly string[], wanted: string): string {
  const lacking = texts.find((text) => !tidy(text).includes(tidy(wanted)));
  if (texts.length === 0) return 'nothing is listed';
  return lacking === undefined ? wanted : \`\${quoted(lacking)} without \${quoted(wanted)}\`;
}

const money =
  /(?:\\p{Sc}|(?<!\\p{L})(?:USD|EUR|GBP|CHF|CAD)) ?\\d[\\d.,'’\\u00a0]*|\\d[\\d.,'’\\u00a0]* ?(?:\\p{Sc}(?! ?\\d)|(?:USD|EUR|GBP|CHF|CAD)(?!\\p{L}| ?\\d))/u;
const letter = (text: string): string =>
  /\\p{L}/u.exec(text.normalize('NFKD').replace(/\\p{M}/gu, ''))?.[0].toLowerCase() ?? '';

/** What a text is sorted by: its amount of money or else its number, its day, its first letter. */
const keys: Record<string, (text: string) => number | string | null> = {
  amounts: (text) => units(money.exec(text)?.[0] ?? text, 2),
  days: (text) => /\\d{4}-\\d{2}-\\d{2}/.exec(text)?.[0] ?? null,
  letters: (text) => letter(text) || null,
};

/** The wanted order, as in \`amounts rising\`, where at least two of the texts can be compared and are in it; else where it breaks. */
export function inOrder(texts: readonly string[], wanted: string): string {
  const [kind = '', direction] = wanted.split(' ');
  const known = texts.flatMap((text) => {
    const key = keys[kind]?.(text) ?? null;
    return key === null ? [] : [{ text, key }];
  });
  if (known.length < 2) return 'nothing to compare';
  for (const [at, { text, key }] of known.entries()) {
    const next = known[at + 1];
    if (next !== undefined && (direction === 'rising' ? key > next.key : key < next.key))
      return \`\${quoted(text)} before \${quoted(next.text)}\`;
  }
  return wanted;
}
`;

const restSource = `
/** How many of a list stand on a page of it, by texts that count all of it and a full page, and the number of the page; without that, on the last. */
export function restOf(all: string, full: string, page?: string): string {
  const [total, size] = [countIn(all), countIn(full)];
  const number = page === undefined ? Math.ceil(total / size) : countIn(page);
  return String(Math.max(0, Math.min(size, total - size * (number - 1))));
}

/** How many are shown, once that is the same twice. */
export async function countStill(rows: { count(): Promise<number> }): Promise<string> {
  let before = -1;
  await expect
    .poll(async () => {
      const [last, now] = [before, await rows.count()];
      before = now;
      return now > 0 && now === last;
    })
    .toBe(true);
  return String(before);
}
`;

/** What tests make or work out at run time. Written only where a test uses it. */
export function dataFiles(used: { unique: boolean; sums: boolean; lists: boolean; rests: boolean }): SourceFile[] {
  const content = [
    ...(used.unique ? [uniqueSource] : []),
    ...(used.sums || used.lists ? [amountSource] : []),
    ...(used.sums ? [sumSource] : []),
    ...(used.lists ? [listSource] : []),
    ...(used.rests ? [restSource] : []),
  ].join('');
  const head = used.rests ? "import { expect } from '@playwright/test';\n" : '';
  return content === '' ? [] : [{ path: 'tests/data.ts', content: head + content }];
}
