import { countInSnapshot, isInside, proposeLocators } from '@testforge/browser';
import type { FormField, Locator, LocatorLink, PageElement, PageForm, PageSnapshot, Target } from '@testforge/core';
import { leansOn, positional, textOf } from './checkpoint-pair.js';
import { decode } from './effects/address.js';
import { isInRow } from './of-row.js';
import { saying, type OwnText } from './own-value.js';
import { vocabulary } from './vocabulary.js';
import { isVolatile } from './volatile-text.js';

/** An element with the locators that may tell it, the preferred one first. To be tried on the live page. */
export interface Candidate {
  fingerprint: Target['fingerprint'];
  locators: Locator[];
}

const rowRoles: readonly string[] = ['row', 'listitem', 'article', 'option', 'treeitem'];

const fleeting: readonly string[] = [
  'xpath',
  'idXpath',
  'cssPath',
  'siblingIndex',
  'box',
  'neighbourTexts',
  'pictureHash',
];

/** What lasts of an element: neither what was made for the run, nor where it stood among others' rows. */
export function lasting(element: PageElement, own: readonly OwnText[]): Target['fingerprint'] {
  const { interactive: _i, repeated: _r, group: _g, ...fingerprint } = element;
  const kept = Object.entries(fingerprint).filter(([field, value]) => {
    const text = JSON.stringify(value);
    return (
      !fleeting.includes(field) &&
      !isVolatile(text) &&
      !(field === 'href' && /\d/.test(text)) &&
      own.every((each) => !text.includes(each.text))
    );
  });
  return { ...Object.fromEntries(kept), tag: element.tag };
}

/** All that an element says of itself, in words and in markup. */
export const wordsOf = (element: PageElement): string =>
  [element.name, element.text, element.title, element.value, element.testId, ...(element.classes ?? [])]
    .filter(Boolean)
    .join(' ')
    .replace(/[-_]/g, ' ');
export const isControl = (element: PageElement): boolean =>
  element.visible !== false &&
  element.enabled !== false &&
  (['link', 'button', 'menuitem'].includes(element.role ?? '') ||
    ['a', 'button'].includes(element.tag) ||
    // A box that a script made a button of.
    (element.interactive && ['div', 'span'].includes(element.tag) && textOf(element).length <= 40));

/** Links that find the record's row by what it says, whatever stands around it. */
export function rowLinks(row: PageElement, { value, text }: OwnText): LocatorLink[][] {
  const starts: LocatorLink[] = [
    ...(rowRoles.includes(row.role ?? '') ? [{ by: 'role' as const, role: row.role ?? '' }] : []),
    ...(row.tag === 'tr' ? [{ by: 'css' as const, css: 'tr' }] : []),
    ...(row.classes ?? []).slice(0, 2).map((name) => ({ by: 'css' as const, css: `${row.tag}.${name}` })),
  ].filter((link) => link.by !== 'css' || /^[a-z]+(?:\.[a-z][\w-]*)?$/i.test(link.css));
  const hasText: LocatorLink = { by: 'hasText', text: value.kind === 'unique' ? value.prefix : text, value };
  return starts.map((start) => [start, hasText]);
}

/** The rows or cards that say the text: what is a row by its role first, then the smallest. */
export function rowsSaying(page: PageSnapshot, own: OwnText): PageElement[] {
  const parts = saying(page, own.text).map(({ element }) => element);
  const groups = parts.flatMap(({ group }) => (group === undefined ? [] : (page.elements[Number(group)] ?? [])));
  const rows = [...groups, ...parts].filter(
    (element) => rowRoles.includes(element.role ?? '') || element.repeated === true || element.tag === 'tr',
  );
  const known = (row: PageElement): number => Number(rowRoles.includes(row.role ?? '') || row.tag === 'tr');
  return [...new Set(rows)]
    .filter((row) => rowLinks(row, own).length > 0)
    .sort((a, b) => known(b) - known(a) || textOf(a).length - textOf(b).length);
}

const at = (links: LocatorLink[]): Locator => ({ frame: [], links });

/** The row in which the record is listed. */
export function findRow(page: PageSnapshot, own: OwnText): Candidate | null {
  const row = rowsSaying(page, own)[0];
  if (row === undefined) return null;
  return { fingerprint: lasting(row, [own]), locators: rowLinks(row, own).map(at) };
}

/**
 * The rows of the record alone, the likeliest first: what lies around a row and says the same is the thing that it belongs
 * to, as the board is to a card, and what can be done with that is not for us.
 */
export function ownRows(page: PageSnapshot, own: OwnText): PageElement[] {
  const rows = rowsSaying(page, own);
  const isRow = (row: PageElement): boolean => rowRoles.includes(row.role ?? '') || row.tag === 'tr';
  return rows.filter((row) => !rows.some((inner) => isRow(inner) && isInside(inner, row)));
}

/** Locators of a control in the record's row. */
export function rowEnds(
  row: PageElement,
  own: OwnText,
  control: PageElement,
  further: readonly LocatorLink[],
): Locator[] {
  const role = control.role ?? 'button';
  // “Remove Keeper Lantern” is “Remove” in the row of that very thing.
  const name = (control.name ?? '').replace(own.text, '').trim();
  const ends: LocatorLink[] = [
    ...(/\p{L}/u.test(name) ? [{ by: 'role' as const, role, name }] : []),
    ...(control.testId === undefined ? [] : [{ by: 'testId' as const, testId: control.testId }]),
    // A picture that a script made a button of has no role, and says in its title what it is for.
    ...(control.role === undefined && control.title ? [{ by: 'title' as const, text: control.title }] : []),
    ...further,
    ...(control.classes ?? []).slice(0, 2).map((each) => ({ by: 'css' as const, css: `.${each}` })),
    { by: 'role', role },
  ];
  return rowLinks(row, own).flatMap((links) => ends.map((end) => at([...links, end])));
}

/** A control of the record's own row whose words fit. */
export function findInRow(page: PageSnapshot, own: OwnText, wanted: RegExp): Candidate | null {
  for (const row of ownRows(page, own)) {
    const index = String(page.elements.indexOf(row));
    const control = page.elements.find(
      (element) =>
        isControl(element) && (element.group === index || isInside(element, row)) && wanted.test(wordsOf(element)),
    );
    if (control === undefined) continue;
    return { fingerprint: lasting(control, [own]), locators: rowEnds(row, own, control, []) };
  }
  return null;
}

/** The link that bears the record's name and leads to it. */
export function findOwnLink(page: PageSnapshot, own: OwnText): Candidate | null {
  const link = saying(page, own.text).find(({ element }) => element.role === 'link' && isControl(element))?.element;
  if (link === undefined) return null;
  const hasText: LocatorLink = {
    by: 'hasText',
    text: own.value.kind === 'unique' ? own.value.prefix : own.text,
    value: own.value,
  };
  const main: LocatorLink = { by: 'role', role: 'main' };
  const links: LocatorLink[] = [{ by: 'role', role: 'link' }, hasText];
  return {
    fingerprint: lasting(link, [own]),
    locators: [
      at(links),
      at([main, ...links]),
      ...rowsSaying(page, own).flatMap((row) => rowLinks(row, own).map((start) => at([...start, ...links]))),
      at([...links, { by: 'nth', index: 0 }]),
    ],
  };
}

/**
 * The page with all shown that lies hidden and is called like this: a script that has not run yet may still show it. Null
 * where there is nothing of the kind.
 */
function withTwins(page: PageSnapshot, { role, name }: PageElement): PageSnapshot | null {
  const isTwin = (other: PageElement): boolean => other.visible === false && other.role === role && other.name === name;
  if (!name || !page.elements.some(isTwin)) return null;
  return { ...page, elements: page.elements.map((other) => (isTwin(other) ? { ...other, visible: true } : other)) };
}

/** Locators of one element that lean on nothing that passes; those first that tell it from a hidden one of its name. */
export function steadyCandidate(page: PageSnapshot, element: PageElement, own: readonly OwnText[]): Candidate {
  const index = page.elements.indexOf(element);
  const twins = withTwins(page, element);
  const surest = twins === null ? [] : proposeLocators(element, twins).filter((each) => !positional(each));
  const sure = surest.filter((locator) => twins !== null && countInSnapshot(locator, twins).length === 1);
  const locators = [...sure, ...proposeLocators(element, page)].filter((locator) => {
    const found = countInSnapshot(locator, page);
    return (
      found.length === 1 &&
      found[0] === index &&
      leansOn(locator).every((text) => !isVolatile(text) && own.every((each) => !text.includes(each.text)))
    );
  });
  return { fingerprint: lasting(element, own), locators };
}

/** Says that it is done to what is ticked, and to nothing else. */
export const aboutTicked =
  /(?<!\p{L})(?:selected|selection|checked|ticked|marked|bulk|(?:aus)?gewählte?n?|markierte?n?|sélection(?:née?s?)?|coché[es]*|seleccionad[oa]s?|marcad[oa]s?)(?!\p{L})/iu;

const segmentsOf = (address: string, base: string): string[] =>
  URL.parse(address, base)?.pathname.split('/').filter(Boolean) ?? [];
const isIdentifier = (segment: string): boolean => /^\d+$|^[0-9a-f-]{16,}$/i.test(segment);

/**
 * Whether a link leads to another thing than the one whose page this is: what a form refers to can often be changed and
 * deleted beside it, and belongs to others.
 */
function leadsToOther({ url }: PageSnapshot, { href = '' }: PageElement): boolean {
  const [here, there] = [segmentsOf(url, url), segmentsOf(href, url)];
  const at = here.findLastIndex(isIdentifier);
  if (at < 0 || !there.some(isIdentifier)) return false;
  const isDoing = (word = ''): boolean =>
    [vocabulary.deleting, vocabulary.changing].some((words) => words.test(word.replace(/[-_]/g, ' ')));
  return !there.some(
    (segment, index) => segment === here[at] && (there[index - 1] === here[at - 1] || isDoing(there[index - 1])),
  );
}

/** A control of the whole page whose words fit, of the content before that of the frame; `fresh`: not there before. */
export function findOnPage(
  page: PageSnapshot,
  own: readonly OwnText[],
  wanted: RegExp,
  before: PageSnapshot | null = null,
  isMeant: (element: PageElement) => boolean = () => true,
): Candidate | null {
  // What lay hidden in a closed dialog was there before, but not to be seen.
  const known = new Set(
    before?.elements
      .filter(({ visible }) => visible !== false)
      .map((element) => `${element.xpath}|${wordsOf(element)}`),
  );
  // What stands in the frame is about all of the app, but for what bears the thing's own name in its address.
  const isFrame = ({ landmark = '', href = '' }: PageElement): boolean =>
    /navigation|banner|contentinfo/i.test(landmark) && own.every(({ text }) => !decode(href).includes(text));
  const all = page.elements.filter(
    (element) =>
      (isControl(element) || (element.tag === 'input' && element.type === 'submit')) &&
      (element.repeated !== true || !isInRow(page, element)) &&
      !isFrame(element) &&
      wanted.test(wordsOf(element)) &&
      isMeant(element) &&
      !leadsToOther(page, element) &&
      // Nothing is ticked there; whoever is asked back may read what was.
      (wanted === vocabulary.agreeing || !aboutTicked.test(element.name ?? element.text ?? '')) &&
      !vocabulary.leaving.test(wordsOf(element)) &&
      !known.has(`${element.xpath}|${wordsOf(element)}`),
  );
  const outside = all.filter((element) => !isInRow(page, element));
  // A row that is still empty says nothing but what can be done with it.
  const apart = outside.filter(({ group, repeated }) => group === undefined && repeated !== true);
  const short = ([apart, outside].find(({ length }) => length > 0) ?? all).filter(
    (element) => (element.name ?? element.value ?? '').length <= 40,
  );
  const element = short.find(({ type, tag }) => type === 'submit' || tag === 'button') ?? short[0] ?? all[0];
  return element === undefined ? null : steadyCandidate(page, element, own);
}

/** A box that shows once more what the page was asked for. */
const asksAgain = (
  { url }: PageSnapshot,
  { method }: PageForm,
  { type, label, nameAttr = '' }: FormField,
  text: string,
) =>
  type === 'search' ||
  vocabulary.search.test(`${label} ${nameAttr}`) ||
  (method.toLowerCase() === 'get' && URL.parse(url)?.searchParams.get(nameAttr) === text);

/** Whether the page shows what it was asked for, in the box that asked. */
export const wasAskedFor = (page: PageSnapshot, { text }: OwnText): boolean =>
  page.forms.some((form) =>
    form.fields.some((each) => page.elements[each.element]?.value === text && asksAgain(page, form, each, text)),
  );

/** The form that holds the record, with the field that holds the value; where one searched for it holds nothing. */
export function findOwnForm(page: PageSnapshot, own: OwnText): { field: FormField; form: PageForm } | null {
  for (const form of page.forms) {
    const field = form.fields.find(
      (each) => page.elements[each.element]?.value === own.text && !asksAgain(page, form, each, own.text),
    );
    if (field !== undefined && form.submits.length > 0) return { field, form };
  }
  return null;
}
