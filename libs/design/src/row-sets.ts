import { isInside } from '@testforge/browser';
import type { Locator, LocatorLink, PageElement, PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';

/** The rows or cards of a list, and a locator that finds all of them and nothing else. */
export interface RowSet {
  locator: Locator;
  rows: PageElement[];
}

const main: LocatorLink = { by: 'role', role: 'main' };
const cssName = /^[a-z][\w-]*$/i;

const isContent = ({ landmark }: PageElement): boolean => !/navigation|banner|contentinfo/i.test(landmark ?? '');
const isShown = (element: PageElement): boolean =>
  element.visible !== false && textOf(element) !== '' && (element.frame ?? []).length === 0;
const inMain = ({ rolePath, landmark }: PageElement): boolean =>
  `/${rolePath ?? ''}/`.includes('/main/') || landmark === 'main';
const isTableRow = ({ tag, xpath }: PageElement): boolean => tag === 'tr' && (xpath ?? '').includes('/tbody[');

interface Kind {
  links: LocatorLink[];
  fits: (element: PageElement) => boolean;
}

/** Ways to find rows, those that say what a row is before those that say how it is styled. */
function kindsOf(page: PageSnapshot): Kind[] {
  const byRole = (role: string): Kind[] => [
    { links: [main, { by: 'role', role }], fits: (element) => element.role === role && inMain(element) },
    { links: [{ by: 'role', role }], fits: (element) => element.role === role },
  ];
  const repeated = page.elements.filter((element) => element.repeated === true && !element.interactive);
  const testIds = new Set(repeated.flatMap(({ testId }) => testId ?? []));
  const styles = new Set(
    repeated.flatMap(({ tag, role, classes }) =>
      role === undefined && classes?.[0] !== undefined && cssName.test(classes[0]) ? [`${tag}.${classes[0]}`] : [],
    ),
  );
  return [
    ...byRole('article'),
    { links: [{ by: 'css', css: 'tbody tr' }], fits: isTableRow },
    ...byRole('listitem'),
    ...[...testIds].map((testId): Kind => ({
      links: [{ by: 'testId', testId }],
      fits: (element) => element.testId === testId,
    })),
    ...[...styles].map((css): Kind => ({
      links: [{ by: 'css', css }],
      fits: ({ tag, classes = [] }) => css.startsWith(`${tag}.`) && classes.includes(css.slice(tag.length + 1)),
    })),
  ];
}

/** Every list of the page's content with at least so many rows. Where a way to its rows finds more than rows, that way is none. */
export function rowSets(page: PageSnapshot, least = 2): RowSet[] {
  return kindsOf(page).flatMap(({ links, fits }) => {
    const rows = page.elements.filter((element) => isShown(element) && fits(element));
    return rows.length >= least && rows.every(isContent) ? [{ locator: { frame: [], links }, rows }] : [];
  });
}

/** The rows that the same locator finds on another page. */
export const sameRows = (page: PageSnapshot, { locator }: Pick<RowSet, 'locator'>, least = 1): PageElement[] =>
  rowSets(page, least).find((other) => JSON.stringify(other.locator) === JSON.stringify(locator))?.rows ?? [];

/** One part of each row, told by a link that goes on from the row. */
export interface Column {
  locator: Locator;
  texts: string[];
}

const cellOf = (row: PageElement, number: number, page: PageSnapshot): PageElement[] =>
  page.elements.filter(({ xpath }) => xpath === `${row.xpath ?? ''}/td[${number}]`);

/** The parts that each row has exactly one of: its heading, its only link, its cells. */
export function columnsOf(page: PageSnapshot, { locator, rows }: RowSet): Column[] {
  const within = (fits: (element: PageElement) => boolean) => (row: PageElement) =>
    page.elements.filter((element) => element.visible !== false && isInside(element, row) && fits(element));
  const ends: { link: LocatorLink; parts: (row: PageElement) => PageElement[] }[] = [
    { link: { by: 'role', role: 'heading' }, parts: within(({ role }) => role === 'heading') },
    { link: { by: 'role', role: 'link' }, parts: within(({ role }) => role === 'link') },
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({
      link: { by: 'css' as const, css: `xpath=./td[${number}]` },
      parts: (row: PageElement) => cellOf(row, number, page),
    })),
  ];
  return ends.flatMap(({ link, parts }) => {
    const found = rows.map(parts);
    return found.every(({ length }) => length === 1)
      ? [{ locator: { ...locator, links: [...locator.links, link] }, texts: found.map(([part]) => shownText(part)) }]
      : [];
  });
}

const shownText = (part: PageElement | undefined): string => (part === undefined ? '' : textOf(part));
