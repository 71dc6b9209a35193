import type { SourceFile } from './project-files.js';

const uniqueSource = `
import { randomInt } from 'node:crypto';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const letters = (length: number): string => pick('abcdefghijklmnopqrstuvwxyz', length);
const digits = (length: number): string => pick('123456789', length);

// \`?\` is a capital, \`#\` a figure, \`%\` one but nought.
const ofPattern = (pattern: string): string =>
  pattern.replace(/[?#%]/g, (sign) => (sign === '?' ? letters(1).toUpperCase() : sign === '%' ? digits(1) : pick('0123456789', 1)));

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
  code: (pattern: string): string => ofPattern(pattern),
  // Within 44 years: seldom met twice, and no database takes it for too late.
  day: (from: string): string => new Date(Date.parse(from) + randomInt(16_000) * 86_400_000).toISOString().slice(0, 10),
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

/** How days are read in the observing browser (libs/browser/src/days-in.ts); a spec holds the two equal. */
const daySource = `
const months = [
  'jan|ene',
  'feb|fev',
  'mar',
  'apr|avr|abr',
  'may|mai',
  'jun|juin',
  'jul|juil',
  'aug|aou|ago',
  'sep',
  'oct|okt',
  'nov',
  'dec|dez|dic',
].map((words) => new RegExp(\`^(?:\${words})\`));
const plain = (word: string): string => word.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
/** From 1; 0 for any other word. */
const monthOf = (word: string): number => months.findIndex((month) => month.test(plain(word))) + 1;

const iso = /(\\d{4})-(\\d{2})-(\\d{2})/;
const numeric = /(?<!\\d)(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)/;
const dayAndName = /(?<!\\d)(\\d{1,2})\\.? (?:de )?(\\p{L}{3,})\\.?,? (?:de )?(\\d{4})(?!\\d)/u;
const nameAndDay = /(?<!\\p{L})(\\p{L}{3,})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)/u;

const dayKey = (year: string, month: number, day: number): string | null =>
  month < 1 || month > 12 || day < 1 || day > 31
    ? null
    : \`\${year.padStart(4, '20')}-\${String(month).padStart(2, '0')}-\${String(day).padStart(2, '0')}\`;

/** The day that a text says, \`2031-05-04\`; one in figures by which of them is the month. */
function dayIn(text: string, monthFirst: boolean): string | null {
  const [, year = '', month = '', day = ''] = iso.exec(text) ?? [];
  if (year !== '') return dayKey(year, Number(month), Number(day));
  const [, first = '', , second = '', end = ''] = numeric.exec(text) ?? [];
  if (end !== '')
    return monthFirst ? dayKey(end, Number(first), Number(second)) : dayKey(end, Number(second), Number(first));
  const [, number = '', name = '', of = ''] = dayAndName.exec(text) ?? [];
  if (of !== '') return dayKey(of, monthOf(name), Number(number));
  const [, named = '', figure = '', last = ''] = nameAndDay.exec(text) ?? [];
  return last === '' ? null : dayKey(last, monthOf(named), Number(figure));
}

/** The days that texts say, as keys that sort; null where one says none. Where nothing tells day and month apart, in both ways. */
function daysIn(texts: readonly string[]): (string | null)[][] {
  const known = texts.flatMap((text) => (iso.test(text) ? [] : (numeric.exec(text) ?? []).slice(0, 4)));
  const figures = Array.from({ length: known.length / 4 }, (_, at) => known.slice(at * 4, at * 4 + 4));
  const isDayFirst = figures.some(([, first, mark]) => mark === '.' || Number(first) > 12);
  const isMonthFirst = figures.some(([, , , second]) => Number(second) > 12);
  const ways = isDayFirst || figures.length === 0 ? [false] : isMonthFirst ? [true] : [false, true];
  return ways.map((monthFirst) => texts.map((text) => dayIn(text, monthFirst)));
}
`;

/** What is true of whole lists (libs/browser/src/list-relations.ts). */
const listSource = `
const tidy = (text: string): string => text.replace(/\\s+/g, ' ').trim();
const quoted = (text: string): string => \`“\${tidy(text).slice(0, 60)}”\`;

/** “1–12 of 41”: the part of a list that is shown, before how many there are in all. */
const part = /\\d+\\s?(?:[-–—]|to|bis|à|a)\\s?\\d+\\s(?:of|von|sur|de)(?=\\s\\D{0,9}\\d)/iu;

/** The one number in a text such as \`41 products\` or \`1–12 of 41\`. */
export function countIn(text: string): number {
  const [number, ...others] = text.replace(part, '').match(/\\d[\\d.,'’\\u00a0]*\\d|\\d/g) ?? [];
  if (number === undefined || others.length > 0) throw new Error(\`There is not one number in \${quoted(text)}.\`);
  return Number(number.replace(/\\D/g, ''));
}

/** A text that counts something, with the number of another; as it is where that lies between its own and what was said there earlier. */
export function recount(now: string, earlier: string, seen: string): string {
  const [own, before, counted] = [countIn(now), countIn(earlier), countIn(seen)];
  const isBetween = counted >= Math.min(own, before) && counted <= Math.max(own, before);
  return isBetween ? now : now.replace(/(?:\\d[\\d.,'’\\u00a0]*\\d|\\d)(?=\\D*$)/, String(counted));
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

type Keys = (number | string | null)[];

/** What texts are sorted by: their amounts of money or else their numbers, their days, their first letters; null where one has none. Days and letters may read in two ways. */
const keys: Record<string, (texts: readonly string[]) => Keys[]> = {
  amounts: (texts) => [texts.map((text) => units(money.exec(text)?.[0] ?? text, 2))],
  days: daysIn,
  // Many an app puts all capitals before all small letters.
  letters: (texts) => [texts.map((text) => letter(text) || null), texts.map((text) => /\\p{L}/u.exec(text)?.[0] ?? null)],
};

/** Where the order breaks; null where it holds for two at least. */
function breakOf(texts: readonly string[], own: Keys, direction: string | undefined): string | null {
  const known = texts.flatMap((text, at) => {
    const key = own[at] ?? null;
    return key === null ? [] : [{ text, key }];
  });
  if (known.length < 2) return 'nothing to compare';
  for (const [at, { text, key }] of known.entries()) {
    const next = known[at + 1];
    if (next !== undefined && (direction === 'rising' ? key > next.key : key < next.key))
      return \`\${quoted(text)} before \${quoted(next.text)}\`;
  }
  return null;
}

/** The wanted order, as in \`amounts rising\`, where at least two of the texts can be compared and are in it; else where it breaks. */
export function inOrder(texts: readonly string[], wanted: string): string {
  const [kind = '', direction] = wanted.split(' ');
  const breaks = (keys[kind]?.(texts) ?? []).map((own) => breakOf(texts, own, direction));
  return breaks.includes(null) ? wanted : (breaks[0] ?? 'nothing to compare');
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
    ...(used.lists ? [daySource, listSource] : []),
    ...(used.rests ? [restSource] : []),
  ].join('');
  const head = used.rests ? "import { expect } from '@playwright/test';\n" : '';
  return content === '' ? [] : [{ path: 'tests/data.ts', content: head + content }];
}
