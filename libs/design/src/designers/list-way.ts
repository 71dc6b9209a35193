import { countInSnapshot } from '@testforge/browser';
import type { AppModel, Locator, LocatorLink, PageElement, Step, Target } from '@testforge/core';
import { stepsTo } from '../scenario-steps.js';
import { clicksOnPage, fitsTemplate, isBehindTab, pathOf } from '../state-place.js';
import { isVolatile } from '../volatile-text.js';
import type { ListedItem } from './listed-items.js';

/** The way from a list to one of its items without a word of the item itself: tomorrow the list may hold others. */
export interface ListWay {
  /** Opens the list and remembers what it says of the item. */
  remember: Step[];
  /** The link to the item. */
  link: Target;
}

const longestTitle = 80;
const longestDetail = 60;
const mostDetails = 2;
/** Begins the names under which more than the title and the price of an item is remembered, should its own page say it. */
export const detailName = 'detail';
export const money = /\p{Sc} ?\d|\d[.,]\d{2}(?!\d)|\d ?\p{Sc}/u;

const target = (element: PageElement, links: LocatorLink[]): Target => {
  const { interactive: _i, repeated: _r, group: _g, ...fingerprint } = element;
  return { locator: { frame: element.frame ?? [], links }, fingerprint };
};

/** Links to pages of the item's kind, by the part of their address that they share; else by their row. */
function linkLocator(item: ListedItem): LocatorLink[] | null {
  const { state, index, detail } = item;
  const fixed = detail.template.slice(1).split(/[:*{[]/)[0] ?? '';
  if (!/^[\w/.~-]{2,}$/.test(fixed)) return linkInRow(item);
  const pathTo = ({ href = '' }: PageElement): string => pathOf(href, state.snapshot.url) ?? '';
  const alike = (element: PageElement): boolean => element.tag === 'a' && pathTo(element).includes(fixed);
  // Links that sort or narrow the list, or add to it, bear that part too; how many there are passes.
  const own = pathOf(state.path, state.snapshot.url);
  const isMixed = state.snapshot.elements.some(
    (element) => alike(element) && (pathTo(element) === own || !fitsTemplate(pathTo(element), detail.template)),
  );
  const inRow = isMixed ? linkInRow(item) : null;
  if (inRow !== null) return inRow;
  const before = state.snapshot.elements.slice(0, index).filter(alike).length;
  return [
    { by: 'css', css: `a[href*="${fixed}"]` },
    { by: 'nth', index: before },
  ];
}

/** The item's row or card among its fellows, by its place; menus beside the content have rows of their own. */
function rowLinks({ state }: ListedItem, row: PageElement): LocatorLink[] | null {
  const kinds: LocatorLink[] = [
    ...(/^(?:row|listitem|article)$/.test(row.role ?? '') ? [{ by: 'role' as const, role: row.role ?? '' }] : []),
    ...(row.classes ?? []).slice(0, 1).map((name) => ({ by: 'css' as const, css: `${row.tag}.${name}` })),
  ];
  const found = (links: LocatorLink[]): number[] => countInSnapshot({ frame: row.frame ?? [], links }, state.snapshot);
  for (const kind of kinds) {
    const [all, inMain] = [found([kind]), found([{ by: 'role', role: 'main' }, kind])];
    const index = state.snapshot.elements.indexOf(row);
    // A menu may be closed today and open tomorrow.
    const isScoped = inMain.includes(index);
    const at = (isScoped ? inMain : all).indexOf(index);
    if (at >= 0) return [...(isScoped ? [{ by: 'role' as const, role: 'main' }] : []), kind, { by: 'nth', index: at }];
  }
  return null;
}

/** The link by its place in its row. */
function linkInRow(item: ListedItem): LocatorLink[] | null {
  const { elements } = item.state.snapshot;
  const row = elements[Number(elements[item.index]?.group ?? Number.NaN)];
  const start = row === undefined ? null : rowLinks(item, row);
  if (start === null) return null;
  const links: LocatorLink[] = [...start, { by: 'role', role: 'link' }];
  const found = countInSnapshot({ frame: row?.frame ?? [], links }, item.state.snapshot);
  const at = found.indexOf(item.index);
  if (at < 0) return null;
  return found.length === 1 ? links : [...links, { by: 'nth', index: at }];
}

/** The cell of a row of a table, from the row on. */
const cellIn = (row: PageElement, { xpath = '' }: PageElement): string | undefined =>
  /^\/td\[\d+\]$/.exec(xpath.slice((row.xpath ?? '').length))?.[0];

/** The parts of the item's row by their places, where those tell them in the list as it was read. */
function partsInRow(item: ListedItem, fits: (element: PageElement) => boolean): Target[] {
  const { elements } = item.state.snapshot;
  const group = elements[item.index]?.group;
  const row = group === undefined ? undefined : elements[Number(group)];
  const start = row === undefined ? null : rowLinks(item, row);
  if (row === undefined || start === null) return [];
  const parts: Target[] = [];
  for (const part of elements.filter(
    (element) => element.group === group && element.visible !== false && fits(element),
  )) {
    const cell = cellIn(row, part);
    const ends: LocatorLink[] = [
      ...(part.role === 'heading' ? [{ by: 'role' as const, role: 'heading' }] : []),
      ...(cell === undefined ? [] : [{ by: 'css' as const, css: `xpath=.${cell}` }]),
      ...(part.classes ?? []).slice(0, 2).map((name) => ({ by: 'css' as const, css: `.${name}` })),
    ];
    for (const end of ends) {
      const locator: Locator = { frame: part.frame ?? [], links: [...start, end] };
      const found = countInSnapshot(locator, item.state.snapshot);
      if (found.length !== 1 || elements[found[0] ?? -1] !== part) continue;
      parts.push(target(part, locator.links));
      break;
    }
  }
  return parts;
}

/** A cell whose text hardly stands on a page by chance, and is the same from one moment to the next. */
function tellsItem({ interactive, text = '', tag }: PageElement): boolean {
  const isLong = text.length >= 6 && text.length <= longestDetail;
  return !interactive && tag === 'td' && isLong && /\p{L}{3}/u.test(text) && !isVolatile(text);
}

/** What else the row says of the item: its own page may say it too. */
function detailsOf(item: ListedItem, taken: readonly Target[]): Target[] {
  const said = new Set(taken.map(({ fingerprint }) => fingerprint.text));
  const isNew = ({ fingerprint: { text } }: Target): boolean => !said.has(text) && said.add(text) !== undefined;
  return partsInRow(item, tellsItem).filter(isNew).slice(0, mostDetails);
}

/** The item's title: its link, or the heading of its row where the link says more than that. */
function titleOf(item: ListedItem, links: LocatorLink[]): Target | null {
  const link = item.state.snapshot.elements[item.index];
  const text = link?.text ?? '';
  return link !== undefined && text.length > 2 && text.length <= longestTitle && !money.test(text)
    ? target(link, links)
    : (partsInRow(item, ({ role }) => role === 'heading')[0] ?? null);
}

/** Null where the item can't be found but by its own words. `number`: of several items in one scenario. */
export function listWay(model: AppModel, item: ListedItem, number = ''): ListWay | null {
  const links = linkLocator(item);
  const element = item.state.snapshot.elements[item.index];
  if (links === null || element === undefined || (clicksOnPage(item.state) > 0 && !isBehindTab(item.state)))
    return null;
  const title = titleOf(item, links);
  if (title === null) return null;
  const steps = stepsTo(model, item.state, `list${number}`)?.remember(title, `title${number}`);
  if (steps === undefined) return null;
  const [price] = partsInRow(
    item,
    (part) => !part.interactive && money.test(part.text ?? '') && (part.text ?? '').length <= 20,
  );
  if (price !== undefined) steps.remember(price, `price${number}`);
  const known = price === undefined ? [title] : [title, price];
  const details = number === '' ? detailsOf(item, known) : [];
  for (const [at, detail] of details.entries()) steps.remember(detail, `${detailName}${at + 1}`);
  return { remember: steps.done(), link: target(element, links) };
}
