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

/** Tables without a head of their own have their headings in a first row: those rows of a page. */
function headRows({ elements }: PageSnapshot): Set<PageElement> {
  const cells = (row: PageElement, tag: string): number =>
    new Set(
      elements.flatMap(({ xpath = '' }) => {
        const rest = xpath.startsWith(`${row.xpath ?? ''}/`) ? xpath.slice((row.xpath ?? '').length + 1) : '';
        return rest.startsWith(`${tag}[`) ? [rest.split('/')[0]] : [];
      }),
    ).size;
  const first = elements.filter((row) => isTableRow(row) && /\/tbody\[\d+\]\/tr\[1\]$/.test(row.xpath ?? ''));
  return new Set(first.filter((row) => cells(row, 'th') > 1 && cells(row, 'td') === 0));
}

interface Kind {
  links: LocatorLink[];
  fits: (element: PageElement) => boolean;
}

const tableOf = ({ xpath = '' }: PageElement): string => xpath.replace(/\/tbody\[\d+\]\/tr\[\d+\]$/, '');

/** Where a page has several tables: the rows of each that has a heading of its own, one that no other table says. */
function tableKinds({ elements }: PageSnapshot, isRow: Kind['fits']): Kind[] {
  const tables = [...new Set(elements.filter(isRow).map(tableOf))];
  const isIn = (table: string, { xpath = '' }: PageElement): boolean => xpath.startsWith(`${table}/`);
  const says = (table: string, heading: string): boolean =>
    elements.some((element) => isIn(table, element) && textOf(element).toLowerCase().includes(heading.toLowerCase()));
  return (tables.length > 1 ? tables : []).flatMap((table): Kind[] => {
    const [heading] = elements
      .filter((element) => element.tag === 'th' && isIn(table, element) && isShown(element))
      .map(textOf)
      .filter((text) => /\p{L}{2}/u.test(text) && tables.every((other) => other === table || !says(other, text)))
      .toSorted((a, b) => b.length - a.length);
    if (heading === undefined) return [];
    const links: LocatorLink[] = [
      { by: 'css', css: 'table' },
      { by: 'hasText', text: heading },
      { by: 'css', css: 'tbody tr' },
    ];
    return [{ links, fits: (element) => isRow(element) && tableOf(element) === table }];
  });
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
  const heads = headRows(page);
  const css = heads.size === 0 ? 'tbody tr' : 'tbody tr:has(td)';
  const isRow = (element: PageElement): boolean => isTableRow(element) && !heads.has(element);
  return [
    ...byRole('article'),
    ...tableKinds(page, isRow),
    { links: [main, { by: 'css', css }], fits: (element) => isRow(element) && inMain(element) },
    { links: [{ by: 'css', css }], fits: isRow },
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
  /** Of the cells of a table: which one, counted from 1. */
  position?: number;
}

interface Cell {
  /** `td[2]`, as the row's XPath goes on. */
  step: string;
  text: string;
  position: number;
}

const numberOf = (step: string): number => Number(/\d+/.exec(step)?.[0] ?? 0);
const highest = (steps: readonly string[], tag: string): number =>
  Math.max(0, ...steps.filter((step) => step.startsWith(tag)).map(numberOf));

/** The cells of a row. Where what names it is a header among them, their order is certain only if something was read in each. */
function cellsOf(row: PageElement, page: PageSnapshot): Cell[] {
  const start = `${row.xpath ?? ''}/`;
  const parts = Map.groupBy(
    page.elements.filter(({ xpath = '' }) => xpath.startsWith(start)),
    ({ xpath = '' }) => xpath.slice(start.length).split('/')[0] ?? '',
  );
  const steps = [...parts.keys()].filter((step) => /^t[dh]\[\d+\]$/.test(step));
  const heads = highest(steps, 'th');
  if (heads > 0 && steps.length !== heads + highest(steps, 'td')) return [];
  return steps.map((step, at) => {
    const inside = parts.get(step) ?? [];
    const said = inside.filter((element) => element.visible !== false && textOf(element) !== '');
    const whole = inside.find(({ xpath }) => xpath === start + step) ?? (said.length === 1 ? said[0] : undefined);
    return { step, text: shownText(whole), position: heads > 0 ? at + 1 : numberOf(step) };
  });
}

const shownText = (part: PageElement | undefined): string => (part === undefined ? '' : textOf(part));

/** The cells at one place of all rows. */
function cellColumns(page: PageSnapshot, { locator, rows }: RowSet): Column[] {
  const all = rows.map((row) => cellsOf(row, page));
  return (all[0] ?? []).flatMap(({ step, position }): Column[] => {
    const cells = all.flatMap((row) => row.find((cell) => cell.step === step && cell.position === position) ?? []);
    const texts = cells.map(({ text }) => text).filter((text) => text !== '');
    const link: LocatorLink = { by: 'css', css: `xpath=./${step}` };
    return texts.length === rows.length && position <= mostCells
      ? [{ locator: { ...locator, links: [...locator.links, link] }, texts, position }]
      : [];
  });
}

const mostCells = 8;

/** The parts that each row has exactly one of: its heading, its only link, its cells. */
export function columnsOf(page: PageSnapshot, set: RowSet): Column[] {
  const { locator, rows } = set;
  const parts = ['heading', 'link'].flatMap((role): Column[] => {
    const found = rows.map((row) =>
      page.elements.filter((each) => each.visible !== false && isInside(each, row) && each.role === role),
    );
    return found.every(({ length }) => length === 1)
      ? [
          {
            locator: { ...locator, links: [...locator.links, { by: 'role', role }] },
            texts: found.map(([part]) => shownText(part)),
          },
        ]
      : [];
  });
  return [...parts, ...cellColumns(page, set)];
}
