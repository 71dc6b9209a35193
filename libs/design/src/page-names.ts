import type { AppModel, AppState, PageElement, PageSnapshot } from '@testforge/core';
import { contentName, isContent } from './effects/content.js';
import { menuPaths } from './row-addresses.js';
import { fitsTemplate, hasVariable, pathOf, soundStates } from './state-place.js';
import { isVolatile } from './volatile-text.js';

/** What several kinds of page show: it tells none of them from the others. */
export interface SharedTexts {
  headings: string[];
  titles: string[];
  features: string[];
  /** Features that most kinds of page show: even beside an address they do not tell a page from an empty one. */
  frame: string[];
  /** What parts of most kinds of page are called. */
  everywhere: string[];
  /** What rows are called: data. */
  rows: string[];
  /** Paths that menus lead to: no data, though they stand in rows. */
  menus: string[];
  /** By a template with a variable: features that each known page of it shows. What only one thing's page shows, another's may lack. */
  ofKind: Record<string, string[]>;
}

export const nothingShared: SharedTexts = {
  headings: [],
  titles: [],
  features: [],
  frame: [],
  everywhere: [],
  rows: [],
  menus: [],
  ofKind: {},
};

const tidy = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const featureRoles =
  /^(?:button|textbox|searchbox|combobox|listbox|checkbox|spinbutton|tab|table|form|region|img|figure)$/;
const aroundIt = /navigation|banner|contentinfo/i;

/** What an element that belongs to the page itself is called; empty for rows, menus, and what has no name that lasts. */
export function featureName(element: PageElement): string {
  const name = tidy(element.name);
  const isOwn =
    element.visible !== false &&
    element.repeated !== true &&
    element.group === undefined &&
    !aroundIt.test(element.landmark ?? '') &&
    featureRoles.test(element.role ?? '');
  return isOwn && /\p{L}{2}/u.test(name) && name.length <= 60 && !/\d/.test(name) && !isVolatile(name)
    ? `${element.role} ${name}`
    : '';
}

/** The template but for parameters that only say how the same page is shown, and not which page is meant. */
export const pageOf = ({ template }: AppState): string => {
  const [path = '', query = ''] = template.split('?');
  const said = query.split('&').filter((parameter) => parameter.includes('='));
  return [path, ...said].join('?');
};

/** Texts that stand on two templates of different structure. */
function onSeveral(states: readonly AppState[], textsOf: (page: PageSnapshot) => string[]): string[] {
  const owners = new Map<string, AppState[]>();
  for (const state of states)
    for (const text of new Set(textsOf(state.snapshot))) owners.set(text, [...(owners.get(text) ?? []), state]);
  const differ = (one: AppState, other: AppState): boolean =>
    pageOf(one) !== pageOf(other) && one.snapshot.structureHash !== other.snapshot.structureHash;
  return [...owners].flatMap(([text, [first, ...others]]) =>
    text !== '' && first !== undefined && others.some((other) => differ(first, other)) ? [text] : [],
  );
}

/** Texts that stand on more than half of all templates. */
function onMost(states: readonly AppState[], textsOf: (page: PageSnapshot) => string[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const { snapshot, template } of states)
    for (const text of textsOf(snapshot)) owners.set(text, (owners.get(text) ?? new Set()).add(template));
  const all = new Set(states.map(({ template }) => template)).size;
  return [...owners].flatMap(([text, { size }]) => (text !== '' && size * 2 > all ? [text] : []));
}

const headingsOf = (page: PageSnapshot): string[] => [
  ...page.headings.map(({ text }) => tidy(text)),
  ...page.elements.flatMap((element) => (element.role === 'heading' ? [tidy(element.text), tidy(element.name)] : [])),
];

const mostRows = 300;

/** What rows are called whose links lead to pages of one kind: data, which may be gone tomorrow. */
function rowNames(model: AppModel, states: readonly AppState[], menus: readonly string[]): string[] {
  const kinds = [...new Set(model.states.map(({ template }) => template))].filter(hasVariable);
  const leadsToOne = (href: string | undefined): boolean => {
    const path = href === undefined ? null : pathOf(href, model.url);
    return path !== null && !menus.includes(path) && kinds.some((kind) => fitsTemplate(path, kind));
  };
  const names = states.flatMap(({ snapshot }) =>
    snapshot.elements.flatMap(({ role, href, name, text, landmark, repeated, group }) =>
      role === 'link' &&
      (repeated === true || group !== undefined) &&
      !aroundIt.test(landmark ?? '') &&
      leadsToOne(href)
        ? [tidy(name ?? text)]
        : [],
    ),
  );
  return [...new Set(names)].filter((name) => name !== '').slice(0, mostRows);
}

/** The known pages of one kind of thing, as an address opens them for who is logged in. */
export const pagesOfKind = (states: readonly AppState[], kind: string): AppState[] =>
  states.filter(
    ({ template, reach, signedOut }) =>
      template === kind && signedOut !== true && reach.every(({ kind: way }) => way === 'goto'),
  );

/** What all known pages of one kind show, for each kind of which there are many. */
function featuresOfKind(states: readonly AppState[]): SharedTexts['ofKind'] {
  const kinds = [...new Set(states.map(({ template }) => template))].filter(hasVariable);
  const common = (kind: string): string[] => {
    const [first = [], ...others] = pagesOfKind(states, kind).map(({ snapshot }) => snapshot.elements.map(featureName));
    return [...new Set(first)].filter((name) => name !== '' && others.every((names) => names.includes(name)));
  };
  return Object.fromEntries(kinds.map((kind) => [kind, common(kind)]));
}

/** What several kinds of page show, and what is data: by neither a page is known. */
export function sharedTexts(model: AppModel): SharedTexts {
  const states = soundStates(model);
  const menus = [...menuPaths(model)];
  const rows = rowNames(model, states, menus);
  const parts = ['button', 'tab', 'table', 'region', 'img', 'figure', 'form'];
  const rowFeatures = rows.flatMap((name) => parts.map((role) => `${role} ${name}`));
  return {
    headings: [...onSeveral(states, headingsOf), ...rows],
    titles: onSeveral(states, ({ title }) => [tidy(title)]),
    features: [...onSeveral(states, ({ elements }) => elements.map(featureName)), ...rowFeatures],
    frame: [...onMost(states, ({ elements }) => elements.map(featureName)), ...rowFeatures],
    everywhere: onMost(states, ({ elements }) =>
      elements.filter((element) => isContent(element, menus)).map(contentName),
    ),
    rows,
    menus,
    ofKind: featuresOfKind(states),
  };
}

const partsOf = (title: string): string[] =>
  tidy(title)
    .split(/\s+[|·–—»-]\s+|:\s+/)
    .filter((part) => part !== '');

/** The document's title without what other pages' titles say as well. */
function ownTitle(states: readonly AppState[], state: AppState): string {
  const others = new Set(
    states.filter((other) => pageOf(other) !== pageOf(state)).flatMap(({ snapshot }) => partsOf(snapshot.title)),
  );
  return partsOf(state.snapshot.title)
    .filter((part) => !others.has(part))
    .join(' – ');
}

const sayNothing = /^\W*(?:here|more|read more|details?|view|open|link|hier|mehr|ici|plus|aquí|más)\W*$/iu;

const queryOf = (address: string, base: string): string => URL.parse(address, base)?.search ?? '';

/**
 * What links call the page that lead to it, the nearest first; a word that leads to several pages is none's name, nor is what
 * asks the page for another order or another part.
 */
function linkTexts(model: AppModel, states: readonly AppState[], { path }: AppState): string[] {
  const own = pathOf(path, model.url);
  const all = states.flatMap(({ snapshot }) =>
    snapshot.links.flatMap(({ href, text }) => {
      const query = queryOf(href, model.url);
      const asksOtherwise = query !== '' && query !== queryOf(path, model.url);
      const to = pathOf(href, model.url);
      return asksOtherwise && to === own ? [] : [{ text: tidy(text), to }];
    }),
  );
  const leadElsewhere = new Set(all.flatMap(({ text, to }) => (to === own ? [] : [text])));
  const texts = all.flatMap(({ text, to }) => (to === own && !leadElsewhere.has(text) ? [text] : []));
  return [...new Set(texts)].filter((text) => !sayNothing.test(text) && !isVolatile(text) && text.length <= 40);
}

const isName = (text: string): boolean => /\p{L}/u.test(text) && text.length <= 80;

/** What a person would call the page: what it says of itself and no page of another kind does. */
export function pageName(model: AppModel, state: AppState): string {
  const states = soundStates(model);
  const { headings, elements, forms } = state.snapshot;
  const ofRows = new Set(
    elements.flatMap(({ role, text, repeated, group }) =>
      role === 'heading' && (repeated === true || group !== undefined) ? [tidy(text)] : [],
    ),
  );
  const atLevel = (wanted: (level: number) => boolean): string[] =>
    headings
      .filter(({ level, text }) => wanted(level) && (level === 1 || !ofRows.has(tidy(text))))
      .map(({ text }) => tidy(text));
  const shared = (wanted: (level: number) => boolean): Set<string> =>
    new Set(
      onSeveral(states, (page) => page.headings.filter(({ level }) => wanted(level)).map(({ text }) => tidy(text))),
    );
  const own = (wanted: (level: number) => boolean): string[] => {
    const common = shared(wanted);
    return atLevel(wanted).filter((text) => !common.has(text));
  };
  const current = elements.find(
    ({ attributes, landmark }) =>
      (attributes?.['aria-current'] ?? 'false') !== 'false' && /navigation|banner/i.test(landmark ?? ''),
  );
  const everywhere = new Set([
    ...shared(() => true),
    // A form that stands on every page has its heading there too, if only as the name of a picture.
    ...onSeveral(states, (page) => page.forms.map(({ heading }) => tidy(heading))),
  ]);
  const candidates = [
    ...own((level) => level === 1),
    ownTitle(states, state),
    ...own((level) => level === 2),
    tidy(current?.name ?? current?.text),
    ...own((level) => level > 2),
    ...forms.map(({ heading }) => tidy(heading)).filter((text) => text !== '' && !everywhere.has(text)),
    ...(state.path === '/' || hasVariable(state.template) ? [] : linkTexts(model, states, state)),
  ];
  return candidates.find(isName) ?? (states.length === 1 ? tidy(state.snapshot.title) || state.path : state.path);
}
