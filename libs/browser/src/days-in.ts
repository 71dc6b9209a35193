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
].map((words) => new RegExp(`^(?:${words})`));
const plain = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** From 1; 0 for any other word. */
const monthOf = (word: string): number => months.findIndex((month) => month.test(plain(word))) + 1;

const iso = /(\d{4})-(\d{2})-(\d{2})/;
const numeric = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const dayAndName = /(?<!\d)(\d{1,2})\.? (?:de )?(\p{L}{3,})\.?,? (?:de )?(\d{4})(?!\d)/u;
const nameAndDay = /(?<!\p{L})(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/u;

const dayKey = (year: string, month: number, day: number): string | null =>
  month < 1 || month > 12 || day < 1 || day > 31
    ? null
    : `${year.padStart(4, '20')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The day that a text says, `2031-05-04`; one in figures by which of them is the month. */
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
export function daysIn(texts: readonly string[]): (string | null)[][] {
  const known = texts.flatMap((text) => (iso.test(text) ? [] : (numeric.exec(text) ?? []).slice(0, 4)));
  const figures = Array.from({ length: known.length / 4 }, (_, at) => known.slice(at * 4, at * 4 + 4));
  const isDayFirst = figures.some(([, first, mark]) => mark === '.' || Number(first) > 12);
  const isMonthFirst = figures.some(([, , , second]) => Number(second) > 12);
  const ways = isDayFirst || figures.length === 0 ? [false] : isMonthFirst ? [true] : [false, true];
  return ways.map((monthFirst) => texts.map((text) => dayIn(text, monthFirst)));
}

/** Whether a text says a day. */
export const saysDay = (text: string): boolean => daysIn([text]).some(([day]) => day !== null);
