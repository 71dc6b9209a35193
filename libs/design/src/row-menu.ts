import { isInside } from '@testforge/browser';
import type { LocatorLink, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import { positional } from './checkpoint-pair.js';
import type { OwnText } from './own-value.js';
import { clickOn, goTo, wholePathOf } from './go-steps.js';
import { isControl, lasting, ownRows, rowEnds, steadyCandidate, wordsOf, type Candidate } from './record-way.js';
import type { Hands } from './seek-further.js';
import { vocabulary } from './vocabulary.js';

/** What a control says, and nothing more, behind which lies what can be done with a thing. */
const menuWords =
  /^\W*(?:(?:more|row|item|show|open|other|weitere|autres|otras)\s+)?(?:options?|actions?|more|menu|manage|tools|optionen|aktionen|mehr|menü|verwalten|plus|gérer|opciones|acciones|más|menú)\W*$|^\s*(?:[⋮⋯…︙≡☰]|\.\.\.|•••)\s*$/iu;
const menuMarks = /(?<!\p{L})(?:options?|actions?|more|menu|kebab|ellipsis|dots|overflow)(?!\p{L})/iu;

const isOffered = (element: PageElement): boolean => element.visible !== false && element.enabled !== false;

/** Whether the control opens a list of what can be done with the thing that it belongs to. */
export function opensMenu(element: PageElement): boolean {
  const { attributes = {}, tag, name, text } = element;
  if (!isOffered(element) || !(isControl(element) || tag === 'summary')) return false;
  const said = (name ?? text ?? '').trim();
  if (/^(?:true|menu)$/.test(attributes['aria-haspopup'] ?? '') || attributes['aria-expanded'] === 'false') return true;
  return said === '' ? menuMarks.test(wordsOf(element)) : menuWords.test(said);
}

/** What is nobody's name, and would shut somebody out. */
const secretWords = /passw|kennwort|mot de passe|contraseña|(?<!\p{L})(?:pin|token|keys?)(?!\p{L})/iu;

/** What is done to more than the one thing. */
const wideWords =
  /(?<!\p{L})(?:all|every(?:thing|one)?|others?|account|selected|alle[sn]?|konto|tous|toutes?|compte|tod[oa]s|cuenta)(?!\p{L})/iu;

const aroundIt = /navigation|banner|contentinfo/i;

/** The control of the record's own row that opens what can be done with it. */
export function findRowMenu(page: PageSnapshot, own: OwnText): Candidate | null {
  for (const row of ownRows(page, own)) {
    const index = String(page.elements.indexOf(row));
    const inRow = page.elements.filter((element) => element.group === index || isInside(element, row));
    const menu = inRow.find((element) => opensMenu(element) && element !== row);
    if (menu === undefined) continue;
    const has = menu.attributes?.['aria-haspopup'];
    const ends: LocatorLink[] = has === undefined ? [] : [{ by: 'css', css: `[aria-haspopup="${has}"]` }];
    return { fingerprint: lasting(menu, [own]), locators: rowEnds(row, own, menu, ends) };
  }
  return null;
}

/** The same on the record's own page: of its content, and of no row in it. */
export function findPageMenu(page: PageSnapshot, own: OwnText): Candidate | null {
  const menu = page.elements.find(
    (element) =>
      opensMenu(element) &&
      element.repeated !== true &&
      element.group === undefined &&
      !aroundIt.test(element.landmark ?? '') &&
      (menuWords.test((element.name ?? element.text ?? '').trim()) || element.attributes?.['aria-haspopup'] === 'menu'),
  );
  return menu === undefined ? null : steadyCandidate(page, menu, [own]);
}

const isEntry = (element: PageElement): boolean =>
  isOffered(element) &&
  (isControl(element) ||
    /^(?:menuitem|option)$/.test(element.role ?? '') ||
    (element.interactive && element.tag === 'li'));

const placeOf = ({ xpath = '' }: PageElement): string => xpath;

const hasWords = ({ fingerprint: { name, text } }: Target): boolean => /\p{L}/u.test(name ?? text ?? '');

/** What is wanted of a menu, by the words of its entries. */
type Wanted = Pick<RegExp, 'test'>;

/** An entry of a menu, and what it says. */
type Entry = Candidate & { words: string };

/** What the menu offers: what was not to be seen before it was opened, and by its words does what is wanted. */
export function findInMenu(page: PageSnapshot, own: OwnText, wanted: Wanted, before: PageSnapshot): Entry | null {
  const shown = new Set(before.elements.filter(isOffered).map((each) => `${placeOf(each)}|${wordsOf(each)}`));
  const entry = page.elements.find(
    (element) =>
      isEntry(element) &&
      wanted.test(wordsOf(element)) &&
      wordsOf(element).length <= 80 &&
      !vocabulary.leaving.test(wordsOf(element)) &&
      !secretWords.test(wordsOf(element)) &&
      !wideWords.test(element.name ?? element.text ?? '') &&
      !shown.has(`${placeOf(element)}|${wordsOf(element)}`),
  );
  if (entry === undefined) return null;
  const said = (entry.text ?? entry.name ?? '').trim();
  const ends: LocatorLink[] = said === '' ? [] : [{ by: 'text', text: said, exact: true }];
  const inRow = ownRows(page, own)
    .filter((row) => isInside(entry, row))
    .flatMap((row) => rowEnds(row, own, entry, ends));
  const steady = steadyCandidate(page, entry, [own]);
  // By its place it would be another row's tomorrow.
  const elsewhere = steady.locators.filter((locator) => !positional(locator));
  const locators = inRow.length > 0 ? inRow : elsewhere;
  return { words: wordsOf(entry), fingerprint: steady.fingerprint, locators };
}

/**
 * Opens what lies closed in the record's row, or on its own page, and finds there what is wanted. Null where that is not
 * there; the page is then opened anew.
 */
export async function reachInMenu(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  { wanted, isOwn }: { wanted: Wanted; isOwn: boolean },
) {
  const menu = await hands.tell(isOwn ? findPageMenu(page, own) : findRowMenu(page, own));
  if (menu === null) return null;
  const steps: Step[] = [clickOn(menu, 'open-menu', hasWords(menu) ? undefined : 'what opens its menu')];
  const open = await hands.take(steps);
  const entry = findInMenu(open, own, wanted, page);
  const target = await hands.tell(entry);
  if (entry !== null && target !== null) return { target, steps, page: open, words: entry.words };
  await hands.take([goTo(wholePathOf(page.url), 'close-menu')]);
  return null;
}
