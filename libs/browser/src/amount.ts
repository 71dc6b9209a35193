const amount = /\d[\d.,'’\u00a0]*\d|\d/;

/** Which character stands before the cents, where there are any: the last separator with one or two digits behind it. */
const decimals = (digits: string): { mark: string; places: number } => {
  const found = /([.,])(\d{1,2})$/.exec(digits);
  return { mark: found?.[1] ?? '.', places: found?.[2]?.length ?? 0 };
};

const grouped = (whole: string, mark: string): string => whole.replace(/\B(?=(\d{3})+$)/g, mark);

/** Number of smallest units in a text such as `$1,234.50`; null where there is none. */
function units(text: string, places: number): number | null {
  const digits = amount.exec(text)?.[0];
  if (digits === undefined) return null;
  const own = decimals(digits);
  return Number(digits.replace(/\D/g, '')) * 10 ** (places - own.places);
}

/**
 * The sum of the amounts in texts, `times` over and `percent` of that, written as the first of them is; a single text stays
 * as it is. A later text without an amount (“Free”) adds nothing.
 */
export function sumOf(texts: readonly string[], times: number, percent = 100): string {
  const [first = ''] = texts;
  const digits = amount.exec(first)?.[0];
  if (digits === undefined || (texts.length === 1 && times === 1 && percent === 100)) return first;
  const { mark, places } = decimals(digits);
  const sum = (texts.reduce((total, text) => total + (units(text, places) ?? 0), 0) * times * percent) / 100;
  const padded = String(Math.round(sum)).padStart(places + 1, '0');
  const whole = places === 0 ? padded : padded.slice(0, -places);
  const wholeDigits = digits.slice(0, digits.length - places);
  const group =
    /[.,'’\u00a0](?=\d{3})/.exec(wholeDigits)?.[0] ?? (/\d{4}/.test(wholeDigits) ? '' : mark === ',' ? '.' : ',');
  const written = grouped(whole, group) + (places === 0 ? '' : mark + padded.slice(-places));
  return first.replace(digits, () => written);
}

/** The first amount in a text, in whole units; null where there is none. */
export function amountIn(text: string): number | null {
  const found = units(text, 2);
  return found === null ? null : found / 100;
}
