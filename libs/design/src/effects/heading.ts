import { agreed, agreedElement, isFoundBy, makeCheck, textOf, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

/** The page's main heading: the first of the highest level that no page of another kind has, and that is no row's. */
export function headingChecks(pair: CheckpointPair): Check[] {
  const { page, before } = pair.a;
  const headings = page.elements
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => element.role === 'heading' && element.visible !== false && textOf(element) !== '');
  const shared = new Set(pair.shared.headings);
  const telling = headings.filter(({ element }) => !shared.has(textOf(element)) && !shared.has(tidy(element.name)));
  const isRow = ({ element }: (typeof headings)[number]): boolean =>
    element.repeated === true || element.group !== undefined;
  const main = telling.find(({ element }) => element.tag === 'h1') ?? telling.find((each) => !isRow(each));
  if (main === undefined) return [];
  const found = agreedElement(pair, main.index, { avoidOwnText: false });
  const text = tidy(main.element.name) || textOf(main.element);
  if (found === null || !agreed(pair, text, tidy(found.b.name) || textOf(found.b))) return [];
  // An app of one page may still show the last view when its address is the next one's.
  const kept =
    before !== null &&
    before.elements.some((element) => element.role === 'heading' && textOf(element) === textOf(main.element));
  const options = { found, name: text, weak: kept };
  const rank = kept ? 10 : 70;
  return isFoundBy(found.target.locator, text)
    ? [makeCheck(pair, 'heading', rank, { matcher: 'toBeVisible', expected: true, foundBy: text }, options)]
    : [
        makeCheck(
          pair,
          'heading',
          rank,
          { matcher: 'toHaveText', expected: text },
          { ...options, words: 'the heading' },
        ),
      ];
}

/** The title of the document, where it changed with the page. */
export function titleChecks(pair: CheckpointPair): Check[] {
  const [a, b] = [tidy(pair.a.page.title), tidy(pair.b.page.title)];
  const kept = pair.a.before !== null && tidy(pair.a.before.title) === a;
  return agreed(pair, a, b) && !kept && !pair.shared.titles.includes(a)
    ? [makeCheck(pair, 'title', 30, { matcher: 'toHaveTitle', expected: a })]
    : [];
}
