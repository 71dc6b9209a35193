import type { PageElement, PageSnapshot } from '@testforge/core';
import { reasonToAvoid } from './avoid-link.js';
import { isSamePage } from './url-template.js';

/** An element that may show more of the app without sending anything. */
export interface Opener {
  index: number;
  /** The same on every page that has it. */
  key: string;
  /** `declared`: says by its role or state that it opens something; `likely`: by its words or its place. */
  kind: 'declared' | 'likely';
}

/** Buttons that open a form, a dialog or another view. */
const opening =
  /(?<!\p{L})(new|add|create|edit|enrol{1,2}|assign|change|invite|rename|register|enter|book|reserve|lend|borrow|schedule|choose|select|browse|open|show|set up|settings|options|preferences|filters?|details|view|import|export as|configure|manage|profile|more|menu|advanced|compose|write|log (?:an? )?(?:time|hours?|work|entry|activity|call|visit)|record|upload|customi[sz]e|neu(?:e[rs]?)?|zuweisen|ändern|einladen|umbenennen|auswählen|öffnen|hinzufügen|anlegen|erstellen|erfassen|eintragen|buchen|reservieren|ausleihen|verleihen|bearbeiten|einstellungen|optionen|mehr|details|nouveau|nouvel(?:le)?|inscrire|saisir|noter|consigner|prêter|emprunter|réserver|changer|inviter|renommer|choisir|ouvrir|ajouter|créer|modifier|paramètres|réglages|plus|nuev[oa]|inscribir|registrar|apuntar|anotar|introducir|prestar|reservar|asignar|cambiar|invitar|renombrar|elegir|abrir|añadir|agregar|crear|editar|ajustes|configuración|opciones|más)(?!\p{L})/iu;
/** Icons in the head of an app, behind which a box, a panel or a menu lies. */
const headOpening =
  /^(?:(?:open|toggle|show|view|my|site|main|user|shopping)\s+)*(search|find|account|cart|basket|bag|menu|navigation|notifications|suche|konto|warenkorb|menü|recherche|compte|panier|buscar|cuenta|carrito|menú)(?:\s+(?:menu|box|panel|form|bar|(?:with |containing )?\(?\d+\)?(?: items?| products?)?))?$/iu;
/** What asks the app to do something at once. */
const ordering =
  /^(check|update|upgrade|restart|reboot|reconnect|rescan|scan|sync|synchroni[sz]e|test|send|run|start|stop|pause|resume|refresh|reload|trigger|execute|regenerate|rebuild|back ?up|shut ?down)(?!\p{L})/iu;
/** What starts like one of these and yet does something at once. */
const acting =
  /(?<!\p{L})(to (?:the )?(?:cart|basket|bag|wish ?list|favou?rites|order)|in den warenkorb|au panier|al carrito|to queue)(?!\p{L})|[+-]\s*1$/iu;
/** What a control of a row says, and nothing more, behind which lies what can be done with that row. */
const rowMenu =
  /^\W*(?:(?:more|row|item|weitere|autres|otras)\s+)?(?:options?|actions?|more|menu|manage|optionen|aktionen|mehr|menü|verwalten|plus|gérer|opciones|acciones|más|menú)\W*$|^\s*(?:[⋮⋯…︙≡]|\.\.\.|•••)\s*$/iu;
const menuMarks = /(?<!\p{L})(?:options?|actions?|more|menu|kebab|ellipsis|dots|overflow)(?!\p{L})/iu;
/** Words of what leads on through a collection. */
const paging =
  /^(load more|show more|more( results)?|next( page)?|older|newer|previous( page)?|›|»|→|>|mehr( laden| anzeigen)?|weiter|nächste( seite)?|(afficher |charger )?plus|suivante?s?|siguientes?|(cargar|mostrar|ver) más)$/i;

const isUsable = (element: PageElement): boolean =>
  element.interactive && element.visible !== false && element.enabled !== false && !element.frame;

/** A link to a fragment of its own page, behind which a script may show something else; null where it is none. */
function ownFragment({ href }: PageElement, { url, elements }: PageSnapshot): string | null {
  const [path, fragment = ''] = href?.split('#') ?? [];
  if (fragment === '' || fragment === 'top' || /^!?\//.test(fragment)) return null;
  const { pathname, search } = new URL(url);
  const isJump = elements.some(({ id, visible }) => id === fragment && visible !== false);
  return path === pathname + search && !isJump ? fragment : null;
}

/** A link that leads nowhere is a button in all but name. */
const leadsOn = (element: PageElement, snapshot: PageSnapshot): boolean =>
  element.href !== undefined &&
  !/#$/.test(element.href) &&
  !/^javascript:/i.test(element.href) &&
  ownFragment(element, snapshot) === null;

const togglesByScript = ({ attributes = {} }: PageElement): boolean =>
  attributes['data-toggle'] !== undefined || attributes['data-bs-toggle'] !== undefined;

const isTyping = ({ tag, role }: PageElement): boolean =>
  /^(input|select|textarea)$/.test(tag) ||
  /^(textbox|searchbox|combobox|listbox|slider|spinbutton|checkbox|radio|switch)$/.test(role ?? '');

function isDeclared(element: PageElement): boolean {
  const { attributes = {}, role, tag } = element;
  if (element.repeated && role !== 'tab') return false;
  if (attributes['aria-expanded'] === 'false') return role !== 'combobox' || tag === 'button';
  if (role === 'tab') return attributes['aria-selected'] !== 'true';
  return (
    tag === 'summary' || (role === 'button' && /^(true|menu|dialog|listbox)$/.test(attributes['aria-haspopup'] ?? ''))
  );
}

/** What lies closed on a page is opened by something on it, whatever that says. */
const hidesDialog = ({ elements }: PageSnapshot): boolean =>
  elements.some(({ tag, role, visible }) => visible === false && (tag === 'dialog' || role === 'dialog'));

/** Menus of one look with differing names: of a row of them, and of rows. */
const mostMenus = 3;

/** Buttons beside a list or above it that say in two words or more what they are for: most of them open something. */
const mostUntold = 2;
const manyWords = /\p{L}\S*\s+\S*\p{L}/u;

/** Entries of one menu that are tried where a page is the whole app. */
const mostEntries = 8;
const fewLinks = 3;

/** Whether the page leads to hardly any other: what it is for lies behind its own elements. */
export function isAlone({ url, links = [] }: PageSnapshot): boolean {
  const { origin } = new URL(url);
  const others = links.filter(({ href }) => URL.parse(href)?.origin === origin && !isSamePage(href, url));
  return new Set(others.map(({ href }) => href)).size < fewLinks;
}

/** What is drawn and not written: its name in the markup may still say that it destroys. */
const markupWords = ({ id = '', nameAttr = '', testId = '', classes = [] }: PageElement): string =>
  [id, nameAttr, testId, ...classes].join(' ').replace(/[-_]+/g, ' ');

/** Whether it opens what can be done with the row that it stands in; of all rows alike one tells. */
function opensRowMenu(element: PageElement): boolean {
  const { attributes = {}, role, name, text, repeated } = element;
  if (repeated !== true || !(role === 'button' || element.tag === 'summary')) return false;
  if (/^(navigation|banner)/.test(element.landmark ?? '')) return false;
  if (/^(true|menu)$/.test(attributes['aria-haspopup'] ?? '') || attributes['aria-expanded'] === 'false') return true;
  const words = (name ?? text ?? '').trim();
  return words === '' ? menuMarks.test(markupWords(element)) : rowMenu.test(words);
}

/** A button that belongs to no row and switches nothing. */
const isOfPage = ({ role, group, repeated, attributes = {} }: PageElement): boolean =>
  role === 'button' && group === undefined && repeated !== true && attributes['aria-pressed'] === undefined;

interface Hints {
  isFirstOfKind: boolean;
  /** Of a row of elements alike, on a page that is the whole app: they may be its menu. */
  isEntry: boolean;
  showsByScript: boolean;
  /** The page holds a dialog that nothing has opened yet. */
  isForDialog: boolean;
  /** A button of the page itself, one of the first few whose words are no known ones. */
  isUntold: boolean;
}

/** How promising an undeclared opener is, 0 for not at all. */
function promiseOf(
  element: PageElement,
  { isFirstOfKind, isEntry, showsByScript, isForDialog, isUntold }: Hints,
): number {
  const { role, landmark = '', attributes = {} } = element;
  const words = element.name ?? element.text ?? element.title ?? '';
  const inHead = /^(navigation|banner|complementary)/.test(landmark);
  if (isTyping(element) || words.length > 60 || acting.test(words) || ordering.test(words.trim())) return 0;
  if (words === '') return role === 'button' && (isFirstOfKind || (inHead && !element.repeated)) ? 1 : 0;
  if (attributes['aria-current'] !== undefined && attributes['aria-current'] !== 'false') return 0;
  if (togglesByScript(element)) return 5;
  if (element.repeated && isEntry && words.length <= 30) return 2;
  if (element.repeated) return isFirstOfKind && role !== 'button' && !/^h\d$/.test(element.tag) ? 1 : 0;
  if (role === 'menuitem' || inHead) return 4;
  if (headOpening.test(words.trim())) return 3;
  if (opening.test(words)) return 3;
  if (paging.test(words.trim())) return 2;
  // A link is there to show something; of many alike one tells what.
  if (showsByScript) return isFirstOfKind ? 2 : 0;
  if (isForDialog) return isFirstOfKind ? 1 : 0;
  if (isUntold) return 1;
  return role === 'button' || role === 'link' ? 0 : 1;
}

const keyOf = (element: PageElement): string =>
  `${element.role ?? element.tag} ${element.name ?? element.text ?? ''} ${element.landmark ?? ''} ${element.cssPath ?? ''}`;

/**
 * Elements worth a click: closed menus, tabs, disclosures and dialogs first, then entries of menus and navigation without
 * an address, buttons that by their words open a form, paging, and one of each kind of clickable row. Nothing that sends
 * a form, destroys, or ends the session.
 */
export function findOpeners(snapshot: PageSnapshot): Opener[] {
  const ofForms = new Set(
    snapshot.forms.flatMap(({ submits, fields = [] }) => [...submits, ...fields.map((field) => field.element)]),
  );
  const kinds = new Map<string, number>();
  const told = new Set<string>();
  let untold = 0;
  const liesClosed = hidesDialog(snapshot);
  const isWhole = isAlone(snapshot);
  const openers = snapshot.elements.flatMap((element, index): (Opener & { promise: number })[] => {
    if (element.tag === 'summary' && element.attributes?.['aria-expanded'] === 'true') return [];
    if (!isUsable(element) || leadsOn(element, snapshot) || ofForms.has(index)) return [];
    const words = element.name ?? element.text ?? '';
    if (reasonToAvoid({ text: words || markupWords(element), href: '' })) return [];
    if (opensRowMenu(element)) {
      const look = `menu ${element.rolePath ?? ''} ${(element.classes ?? []).join('.')}`;
      const kind = `${look} ${element.name ?? ''}`;
      const isNew = !kinds.has(kind) && (kinds.get(look) ?? 0) < mostMenus;
      kinds.set(look, (kinds.get(look) ?? 0) + (isNew ? 1 : 0));
      kinds.set(kind, 1);
      return isNew ? [{ index, key: `row ${kind} ${element.landmark ?? ''}`, kind: 'likely', promise: 4 }] : [];
    }
    if (isDeclared(element)) return [{ index, key: keyOf(element), kind: 'declared', promise: 9 }];
    const rowKind = `${element.tag} ${element.rolePath ?? ''} ${(element.classes ?? []).join('.')}`;
    const showsByScript = ownFragment(element, snapshot) !== null;
    const before = kinds.get(rowKind) ?? 0;
    const isForDialog = liesClosed && element.role === 'button';
    const isEntry = isWhole && before < mostEntries && /\p{L}/u.test(words) && !told.has(words);
    const isUntold = isOfPage(element) && manyWords.test(words) && untold < mostUntold;
    const promise = promiseOf(element, { isFirstOfKind: before === 0, isEntry, showsByScript, isForDialog, isUntold });
    if (isUntold && promise === 1) untold += 1;
    if (element.repeated || showsByScript || isForDialog || words === '') kinds.set(rowKind, before + 1);
    told.add(words);
    return promise > 0 ? [{ index, key: keyOf(element), kind: 'likely', promise }] : [];
  });
  return openers
    .sort((a, b) => b.promise - a.promise || a.index - b.index)
    .map(({ index, key, kind }) => ({ index, key, kind }));
}
