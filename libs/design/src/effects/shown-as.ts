import { amountIn } from '@testforge/browser';
import { tidy } from '../checkpoint-pair.js';

const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isNumber = /^\d+(?:[.,]\d+)?$/;
const languages = ['en-US', 'en-GB', 'de', 'fr', 'es'];
const styles: Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'long' },
  { dateStyle: 'medium' },
  { dateStyle: 'short' },
  { day: '2-digit', month: '2-digit', year: 'numeric' },
  { day: 'numeric', month: 'numeric', year: 'numeric' },
  { day: 'numeric', month: 'short', year: 'numeric' },
];
/** A year of two digits could be any number. */
const wholeYear = /\d{4}/;

/** How a day may be written in a page, the day as it was typed first. */
function writingsOfDay(day: string): string[] {
  const date = new Date(`${day}T12:00:00Z`);
  const written = languages.flatMap((language) =>
    styles.map((style) => tidy(new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' }).format(date))),
  );
  return [...new Set([day, day.replaceAll('-', '/'), ...written.filter((text) => wholeYear.test(text))])];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Whether a text says another as a whole: “5” is not said by “15”, nor “Open” by “Opened”. */
const saysWhole = (text: string, part: string): boolean =>
  new RegExp(`(?<![\\p{L}\\d]|\\d[.,])${escaped(part)}(?![\\p{L}\\d]|[.,]\\d)`, 'u').test(text);

/** A number alone could be any: of few digits it must be all that is said, or be money. */
function numberIn(text: string, typed: string): string | null {
  const wanted = Number(typed.replace(',', '.'));
  const written = /(?<![\p{L}\d])\d[\d.,'’\u00a0\u202f ]*\d|(?<![\p{L}\d])\d/gu;
  const all = text.match(written)?.map((each) => each.trim()) ?? [];
  const same = all.filter((each) => amountIn(each) === wanted || Number(each) === wanted);
  const [first] = same;
  if (first === undefined || same.length > 1) return null;
  const isAlone = all.length === 1 && text.length <= first.length + 16;
  return isAlone || String(wanted).length > 2 ? first : null;
}

/**
 * How a page says what was typed or chosen: as it was, a day as people write it in English, German, French and Spanish, a
 * number with what the app adds to it. Null where it does not, or where that could be said of something else.
 */
export function shownAs(entered: string, text: string): string | null {
  const value = tidy(entered);
  if (isDay.test(value)) return writingsOfDay(value).find((writing) => saysWhole(text, writing)) ?? null;
  if (isNumber.test(value)) return numberIn(text, value);
  return value.length >= 3 && saysWhole(text, value) ? value : null;
}
