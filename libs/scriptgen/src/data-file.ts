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
  password: (prefix: string): string => \`\${prefix}\${letters(8)}\${letters(1).toUpperCase()}\${digits(2)}!\`,
  phone: (prefix: string): string => \`\${prefix}\${digits(9)}\`,
  number: (prefix: string): string => \`\${prefix}\${digits(4)}\`,
};
`;

/** The arithmetic of the observing browser (libs/browser/src/amount.ts); a spec holds the two equal. */
const sumSource = `
const amount = /\\d[\\d.,'’\\u00a0]*\\d|\\d/;

/** Which character stands before the cents, where there are any: the last separator with one or two digits behind it. */
const decimals = (digits: string): { mark: string; places: number } => {
  const found = /([.,])(\\d{1,2})$/.exec(digits);
  return { mark: found?.[1] ?? '.', places: found?.[2]?.length ?? 0 };
};

const grouped = (whole: string, mark: string): string => whole.replace(/\\B(?=(\\d{3})+$)/g, mark);

/** Number of smallest units in a text such as \`$1,234.50\`; null where there is none. */
function units(text: string, places: number): number | null {
  const digits = amount.exec(text)?.[0];
  if (digits === undefined) return null;
  const own = decimals(digits);
  return Number(digits.replace(/\\D/g, '')) * 10 ** (places - own.places);
}

/** The sum of the amounts in texts, \`times\` over, written as the first of them is; a single text stays as it is. */
export function sumOf(texts: readonly string[], times: number): string {
  const [first = ''] = texts;
  const digits = amount.exec(first)?.[0];
  if (digits === undefined || (texts.length === 1 && times === 1)) return first;
  const { mark, places } = decimals(digits);
  const sum = texts.reduce((total, text) => total + (units(text, places) ?? Number.NaN), 0) * times;
  const padded = String(Math.round(sum)).padStart(places + 1, '0');
  const whole = places === 0 ? padded : padded.slice(0, -places);
  const group = /[.,'’\\u00a0](?=\\d{3})/.exec(digits.slice(0, digits.length - places))?.[0] ?? (mark === ',' ? '.' : ',');
  const written = grouped(whole, group) + (places === 0 ? '' : mark + padded.slice(-places));
  return first.replace(digits, () => written);
}
`;

/** What tests make or work out at run time. Written only where a test uses it. */
export function dataFiles(unique: boolean, sums: boolean): SourceFile[] {
  const content = [...(unique ? [uniqueSource] : []), ...(sums ? [sumSource] : [])].join('');
  return content === '' ? [] : [{ path: 'tests/data.ts', content }];
}
