import { readLabel } from '@testforge/knowledge';

const readings = new Map<string, readonly string[]>();
const rememberedLabels = 20_000;

/** Meanings of a label; a page is compared label by label many times over, so they are remembered. */
function meaningsOf(label: string): readonly string[] {
  const known = readings.get(label);
  if (known) return known;
  if (readings.size >= rememberedLabels) readings.clear();
  const { meanings } = readLabel(label);
  readings.set(label, meanings);
  return meanings;
}

/** Twice what two bags share over all they hold: 0 nothing, 1 the same. Two empty ones share nothing. */
export function dice(a: readonly string[], b: readonly string[]): number {
  const left = new Set(a);
  const right = new Set(b);
  const shared = [...left].filter((item) => right.has(item)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

/** How near two labels are by meaning: "Add to cart" and "Add to basket" are 1, "Sign in" and "Sign up" 0. */
export const labelSimilarity = (a: string, b: string): number => (a === b ? 1 : dice(meaningsOf(a), meaningsOf(b)));

/** Whether two labels say the same thing, word for word of meaning. Half a match is no match. */
export const saysTheSame = (a: string | undefined, b: string | undefined): boolean =>
  !!a && !!b && labelSimilarity(a, b) === 1;

const partsOf = (identifier: string): readonly string[] =>
  meaningsOf(identifier.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|[^\p{L}\p{N}]+/gu, ' '));

/** How near two ids, names or test ids are, by the meaning of their parts. */
export const identifierSimilarity = (a: string, b: string): number =>
  a === b && a !== '' ? 1 : dice(partsOf(a), partsOf(b));

const nameSpace = /^.*[.:/]/;

/**
 * Whether two identifiers mean the same: equal part for part, where one may have been put into a name space (`cart-total`,
 * `shop.cartTotal`). Two different name spaces (`billing.email`, `shipping.email`) and a longer name mean something else.
 */
export function identifiesTheSame(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false;
  const parts = (identifier: string): string => partsOf(identifier).join(' ');
  const local = (identifier: string): string => parts(identifier.replace(nameSpace, ''));
  if (a === b || (parts(a) !== '' && parts(a) === parts(b))) return true;
  return nameSpace.test(a) !== nameSpace.test(b) && local(a) !== '' && local(a) === local(b);
}

/** Whether one heading says all that the other says: "Summary", "Order summary". */
export function headsTheSame(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [meaningsOf(a ?? ''), meaningsOf(b ?? '')];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  return few.length > 0 && few.every((meaning) => many.includes(meaning));
}

/** Share of the longer path's steps that two paths have in common, counted from both ends. */
export function pathSimilarity(a: string, b: string): number {
  const [left, right] = [a.split('/').filter(Boolean), b.split('/').filter(Boolean)];
  const longest = Math.max(left.length, right.length);
  const shortest = Math.min(left.length, right.length);
  if (longest === 0) return 1;
  let front = 0;
  while (front < shortest && left[front] === right[front]) front += 1;
  let back = 0;
  while (back < shortest - front && left.at(-1 - back) === right.at(-1 - back)) back += 1;
  return (front + back) / longest;
}
