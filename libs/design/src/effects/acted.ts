import { countInSnapshot } from '@testforge/browser';
import type { Locator, LocatorLink } from '@testforge/core';
import { asSeenBy, makeCheck, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { ownRows, rowLinks } from '../record-way.js';
import { rowParts } from '../row-parts.js';
import { isVolatile } from '../volatile-text.js';

const rank = 86;

/** A cell is found by its place in the row, a picture by what it says: that is all there is of it. */
const linkTo = (place: string, said: string): { link: LocatorLink; isPicture: boolean } | null => {
  if (/\/?img\[\d+\]$/.test(place))
    return { link: { by: 'role', role: 'img', name: said, exact: true }, isPicture: true };
  return /^td\[\d+\]$/.test(place) ? { link: { by: 'css', css: `xpath=./${place}` }, isPicture: false } : null;
};

/** What the row of the scenario's own thing says otherwise since something was done to it. */
export function actedChecks(pair: CheckpointPair): Check[] {
  const { own: [own] = [], before, page, name } = pair.a;
  const other = pair.b.own?.[0];
  const row = own === undefined ? undefined : ownRows(page, own)[0];
  if (own === undefined || other === undefined || row === undefined || before === null || name !== 'kept') return [];
  const [was, second] = [rowParts(before, own), rowParts(pair.b.page, other)];
  const isAlone = (locator: Locator): boolean =>
    [pair.a, pair.b].every((each) => countInSnapshot(asSeenBy(locator, each.own ?? []), each.page).length === 1);
  return [...rowParts(page, own)].flatMap(([place, said]): Check[] => {
    const to = linkTo(place, said);
    if (to === null || was.get(place) === said || second.get(place) !== said || isVolatile(said)) return [];
    const locators = rowLinks(row, own)
      .map((links): Locator => ({ frame: [], links: [...links, to.link] }))
      .filter(isAlone);
    const [locator] = locators;
    if (locator === undefined) return [];
    const element = { tag: to.isPicture ? 'img' : 'td', interactive: false };
    const found = { target: { locator, fingerprint: { tag: element.tag } }, locators, a: element, b: element };
    const expectation = to.isPicture
      ? { matcher: 'toBeVisible' as const, expected: true, foundBy: said }
      : { matcher: 'toHaveText' as const, expected: said };
    return [makeCheck(pair, 'acted', rank, expectation, { found, name: said, words: 'its row' })];
  });
}
