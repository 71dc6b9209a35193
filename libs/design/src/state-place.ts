import { countInSnapshot } from '@testforge/browser';
import type { AppModel, AppState, Locator, Target } from '@testforge/core';

/** Path of an address without origin, query and fragment; null when it is no address or another origin's. */
export function pathOf(address: string, base: string): string | null {
  const url = URL.parse(address, base);
  return url === null || url.origin !== new URL(base).origin ? null : url.pathname;
}

/** Path and query as a person reads them. */
export function decodedPath(address: string): string {
  const { pathname, search } = new URL(address);
  try {
    return decodeURIComponent(pathname + search);
  } catch {
    return pathname + search;
  }
}

/** The same with a fragment that is a route: in an app of one document that says which page is meant. */
export function routeOf(address: string, base: string): string | null {
  const path = pathOf(address, base);
  const { hash = '' } = URL.parse(address, base) ?? {};
  return path === null || !/^#!?\//.test(hash) ? path : path + hash.split('?')[0];
}

const isVariable = (segment: string): boolean => /^[:*{[]/.test(segment);

/** Whether a path is one of a template such as `/products/:slug`. */
export function fitsTemplate(path: string, template: string): boolean {
  const [left, right] = [path.split('?')[0] ?? '', template.split('?')[0] ?? ''].map((text) => text.split('/'));
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  return right.every((segment, index) => isVariable(segment) || segment === left[index]);
}

export const hasVariable = (template: string): boolean => template.split('/').some(isVariable);

/** A fragment that is no route: a part of the page. */
const fragment = /#(?!!?\/).*$/;

export const hasFragment = (path: string): boolean => fragment.test(path);

/** Whether two states have one address but for a part of the page. */
export const isOnePage = (a: Pick<AppState, 'path'>, b: Pick<AppState, 'path'>): boolean =>
  a.path.replace(fragment, '') === b.path.replace(fragment, '');

const clicksTo = ({ reach }: Pick<AppState, 'reach'>): number => reach.filter(({ kind }) => kind === 'click').length;

/** What the element says by whose click the state was reached last; empty where an address leads there. */
export function openerWords({ reach }: Pick<AppState, 'reach'>): string {
  const last = reach.at(-1);
  return last?.kind !== 'click'
    ? ''
    : last.locator.links
        .map((link) => ('text' in link ? link.text : link.by === 'role' ? (link.name ?? '') : ''))
        .join(' ')
        .trim();
}

/** How many clicks lead to the state on its page, but for the one that closes a window over it. */
export const clicksOnPage = (state: Pick<AppState, 'reach' | 'covered'>): number =>
  clicksTo(state) - Number(state.covered ?? false);

/** Whether nothing but tabs of its page leads to the state: the page shows it to whoever looks there. */
export const isBehindTab = ({ reach, covered }: Pick<AppState, 'reach' | 'covered'>): boolean =>
  covered !== true &&
  reach.length > 1 &&
  reach.every(
    (step) => step.kind !== 'click' || step.locator.links.some((link) => link.by === 'role' && link.role === 'tab'),
  );

/**
 * Whether the state is only what lies under a window that another state closes first: nothing can be done in it. What
 * opens by one more click once that window is closed does not make its page such a state.
 */
const liesUnder = (model: AppModel, state: AppState): boolean =>
  state.covered !== true &&
  model.states.some(
    (other) =>
      other !== state &&
      other.covered === true &&
      other.path === state.path &&
      Boolean(other.signedOut) === Boolean(state.signedOut) &&
      clicksTo(other) === clicksTo(state) + 1,
  );

/** Whether the address bears what lets its holder in: it must not stand in a document. */
export const holdsSecret = ({ path }: Pick<AppState, 'path'>): boolean =>
  /[?&](?:[\w-]*(?:token|secret|signature|session|api_?key|password)[\w-]*|key|sig|auth)=[^&]/i.test(path);

/** States that opened well and can be used, the nearest first; the order of the model is kept among equals. */
export const soundStates = (model: AppModel): AppState[] =>
  model.states
    .filter((state) => (state.status === null || state.status < 400) && !holdsSecret(state) && !liesUnder(model, state))
    .sort((a, b) => Number(a.signedOut ?? false) - Number(b.signedOut ?? false) || a.depth - b.depth);

/** One sound state a template: the nearest. */
export function statePerTemplate(model: AppModel): AppState[] {
  const seen = new Set<string>();
  return soundStates(model).filter((state) => !seen.has(state.template) && seen.add(state.template));
}

/** The first page of the app. */
export const startState = (model: AppModel): AppState | undefined => soundStates(model)[0];

const counter =
  /\s*[([]\s?\d[\d.,]*\s?[)\]]\s*$|\s+\d[\d.,]*\s+(?:items?|products?|articles?|messages?|notifications?|artikel|produkte?|nachrichten?|produits?|artículos?|productos?|mensajes?)\s*$/iu;

/** “Notes1”, “Tasks 3/4”: what a tab or a button says, with how many there are right behind it. */
const glued = /(?<=\p{L}{3})(?:\d+|\s?\d+\s?\/\s?\d+)$/u;
const counted: readonly string[] = ['tab', 'button'];

/** The locator without the count behind a name, “Read books (0)”, “Cart with 0 items”, where it still tells the element; that count passes. */
function withoutCounter(locator: Locator, { snapshot }: AppState, index: number): Locator {
  const links = locator.links.map((link) => {
    if (link.by !== 'role' || link.name === undefined) return link;
    const ends = counted.includes(link.role) ? [counter, glued] : [counter];
    const end = ends.find((each) => each.test(link.name ?? ''));
    return end === undefined ? link : { by: link.by, role: link.role, name: link.name.replace(end, '') };
  });
  const found = countInSnapshot({ ...locator, links }, snapshot);
  return found.length === 1 && found[0] === index ? { ...locator, links } : locator;
}

/** A target that was verified when the state was read; null when the element could not be told apart. */
export function targetAt(state: AppState, index: number): Target | null {
  const element = state.snapshot.elements[index];
  const verified = state.locators[String(index)];
  if (element === undefined || verified === undefined) return null;
  const locator = withoutCounter(verified, state, index);
  const { interactive: _interactive, repeated: _repeated, group: _group, ...fingerprint } = element;
  return { locator, fingerprint };
}

/** The page's first heading of the highest level; on the page of a thing, that thing's title. */
export function mainHeading({ snapshot, path }: AppState): string {
  const heading = snapshot.headings.find(({ level }) => level === 1) ?? snapshot.headings[0];
  return heading?.text.trim() || snapshot.title.trim() || path;
}

/** The same by its whole name, where that tells it today: something else may be called that and more tomorrow. */
export function exactly(target: Target, { snapshot }: AppState): Target {
  const links = target.locator.links.map((link) =>
    link.by === 'role' && link.name !== undefined ? { ...link, exact: true } : link,
  );
  const locator = { ...target.locator, links };
  return countInSnapshot(locator, snapshot).length === 1 ? { ...target, locator } : target;
}
