import { isMadeByTests } from '@testforge/core';
import type { Candidate } from './frontier.js';
import { isRoute, routesOf } from './routing-parameters.js';
import { normaliseUrl } from './url-template.js';

/** Last words of addresses behind which an app does its work. */
const working =
  /^(add|new|create|edit|compose|write|register|signup|sign-up|settings?|config\w*|preferences|account|profile|users?|admin|manage|checkout|cart|contact|search|advsearch|advanced|neue?|anlegen|erstellen|bearbeiten|einstellungen|konto|profil|warenkorb|suche|nouveau|nouvelle|cr[ée]er|ajouter|modifier|param[èe]tres|compte|panier|recherche|nuev[oa]|crear|añadir|anadir|agregar|editar|ajustes|configuraci[óo]n|cuenta|perfil|carrito|buscar)$/i;
/** Short names of links that begin so lead to a form. */
const opening =
  /^(add|new|create|edit|compose|write|register|sign up|neue?[rs]?|anlegen|erstellen|bearbeiten|nouveau|nouvelle|cr[ée]er|ajouter|modifier|nuev[oa]|crear|añadir|agregar|editar)(?!\p{L})/iu;
/** What is seldom worth a look of its own. */
const byTheWay =
  /^(export|download|feed|rss|print|bulk|help|about|docs?|documentation|changelog|licen[cs]e|imprint|impressum|privacy|terms|history|revisions?|diff|raw|logs?|reports?|page|archive|hilfe|datenschutz|agb|aide|mentions-legales|ayuda|privacidad)$/i;

/** What tests left behind: the app's own things tell more. */
const isOurs = (url: URL): boolean => {
  const shown = url.pathname + url.search + url.hash;
  return isMadeByTests(shown.replace(/%20|\+/g, ' '));
};

const segmentsOf = (url: URL): string[] =>
  (url.pathname + url.hash.replace(/^#!?/, '').split('?')[0]).split('/').filter(Boolean);

const isMadeByMachine = (segment: string): boolean => /^\d+$|^[0-9a-f-]{16,}$/i.test(segment);

/** Whether the query does more than say which page or which thing is meant: sorts, filters, leafs through. */
const hasVariants = (url: URL): boolean => {
  const isRouted = routesOf(url).length > 0;
  return [...url.searchParams].some(
    ([name, value]) => !isRoute(name, value) && !(isRouted && (value === '' || isMadeByMachine(value))),
  );
};

/** Whether it leads to a form or a place where something is set, by its words. */
export function isWorking({ url: address, text }: Pick<Candidate, 'url' | 'text'>): boolean {
  const url = new URL(address);
  const segments = segmentsOf(url);
  const last = (segments.filter((segment) => !isMadeByMachine(segment)).at(-1) ?? '').replace(/^[+@_~-]+/, '');
  // What adds one thing to another is no page but an act.
  if (segments.filter(isMadeByMachine).length > 1) return false;
  return (
    [last, ...last.split(/[_.+-]/), ...routesOf(url)].some((part) => working.test(part)) ||
    (text.length <= 30 && opening.test(text))
  );
}

/** Whether the link stands where an app lists its own pages. */
export const isListed = ({ landmark = '' }: Pick<Candidate, 'landmark'>): boolean =>
  /^(navigation|banner|contentinfo)/.test(landmark);

/**
 * How much reading an address promises to show, by its words, by where its link stands and how deep it lies. Depends on
 * the app alone; the higher the sooner.
 */
export function worthOf(candidate: Candidate): number {
  const { depth, landmark = '', isHint } = candidate;
  const url = new URL(normaliseUrl(candidate.url));
  const words =
    (isWorking(candidate) ? 4 : 0) -
    ([...segmentsOf(url), ...routesOf(url)].some((each) => byTheWay.test(each)) ? 3 : 0);
  const place = landmark.startsWith('contentinfo') ? -1 : isListed(candidate) ? 1 : 0;
  return words + place - depth - (hasVariants(url) ? 3 : 0) - (isHint ? 4 : 0) - (isOurs(url) ? 5 : 0);
}

/** Addresses likely to be of one kind: below one parent, or one page with other parameters; and those with one ending. */
export function familiesOf(candidate: Candidate): { siblings: string; namesakes: string } {
  const url = new URL(normaliseUrl(candidate.url));
  const routes = routesOf(url);
  // The program that answers to all of them is no parent.
  const path = segmentsOf(url).filter((segment) => routes.length === 0 || !/\.\w+$/.test(segment));
  const segments = [...path, ...routes].map((segment) => (isMadeByMachine(segment) ? ':id' : segment));
  const namesakes = `…/${segments.at(-1) ?? ''}`;
  if (url.search && routes.length === 0) return { siblings: `${url.pathname}?`, namesakes };
  const parents = segments.slice(0, -1);
  const listed = parents.length === 0 && isListed(candidate) ? ' listed' : '';
  return { siblings: `/${[...parents, '*'].join('/')}${listed}`, namesakes };
}
