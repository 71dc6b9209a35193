import { isRoute } from './routing-parameters.js';

const machineMade: readonly [RegExp, string][] = [
  [/^\d+$/, ':id'],
  [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, ':uuid'],
  [/^(?=.*\d)[0-9a-f]{8,}$/i, ':hash'],
  [/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{16,}$/, ':hash'],
  [/^\d{4}-\d{2}-\d{2}$/, ':date'],
];
/** Parameters that say where a visitor came from or who he is, not what he sees. */
const irrelevant =
  /^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|ref|referrer|sid|session_?id|phpsessid|jsessionid|_|cb|cachebust)$/i;

/** The address by which a page is known: without irrelevant parameters, with the rest in order; a fragment stays only where it is a route. */
export function normaliseUrl(address: string): string {
  const url = new URL(address);
  const kept = [...url.searchParams]
    .filter(([name]) => !irrelevant.test(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  url.search = new URLSearchParams(kept).toString();
  if (!/^#!?\//.test(url.hash)) url.hash = '';
  return url.href;
}

const ordering = /^(sort(_?by|ing|_?order|_?dir(ection)?)?|order(_?by|ing)?|o|dir|direction)$/i;

/** The address without what only says in which order things are shown. */
export function withoutOrder(address: string): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (ordering.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** Whether two addresses are known for one page: a fragment that is no route makes no other. */
export const isSamePage = (a: string, b: string): boolean => normaliseUrl(a) === normaliseUrl(b);

/** Path and query (and route fragment) without origin. */
export function pathOf(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search + url.hash;
}

function segment(text: string): string {
  return machineMade.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

/** A parameter by its name; one that says which page is meant with its value. */
const parameter = ([name, value]: [string, string]): string => (isRoute(name, value) ? `${name}=${value}` : name);

/**
 * `/product/17?b=2&a=1` → `/product/:id?a&b`: segments a machine made by kind, parameters by name.
 * `/?page=users&id=3` → `/?id&page=users`.
 */
export function templateOf(address: string): string {
  const url = new URL(normaliseUrl(address));
  const names = [...new Set([...url.searchParams].map(parameter))];
  const path = url.pathname.split('/').map(segment).join('/');
  const route = url.hash ? `#${url.hash.slice(1).split('?')[0]?.split('/').map(segment).join('/')}` : '';
  return path + (names.length ? `?${names.join('&')}` : '') + route;
}

export interface ReadPage {
  template: string;
  structureHash: string;
  /** Linked from the page's navigation, header or footer: a page of the app rather than a thing in it. */
  isListed?: boolean;
}

/** Which last segments name things rather than pages. */
export interface Slugs {
  /** All below these (`/books`) are. */
  parents: ReadonlySet<string>;
  /** These templates alone are: their siblings may be pages. */
  members: ReadonlySet<string>;
  /** Parent and structure of each family. */
  families: ReadonlySet<string>;
  /** Addresses (`/evening`) whose last segment names a thing, also in the middle of those below them. */
  things: ReadonlySet<string>;
}

export const noSlugs: Slugs = { parents: new Set(), members: new Set(), families: new Set(), things: new Set() };

/** How many siblings of one shape make their last segment a name of a thing; how many where each is listed. */
const slugsFrom = 2;
const listedSlugsFrom = 3;

/** `''` is the root. */
function parentOf(template: string): string | null {
  const path = template.split(/[?#]/)[0] ?? '';
  const bare = path.endsWith('/') ? path.slice(0, -1) : path;
  const cut = bare.lastIndexOf('/');
  return cut < 0 || template !== path || bare.slice(cut + 1).startsWith(':') ? null : bare.slice(0, cut);
}

/** At the root lie pages of all kinds; what is called `/Harbour%20walk` or `/a-long-day-out` is one thing of many. */
const isThing = (template: string): boolean => /[A-Z]|%[0-9A-F]{2}|\d|[-_][^-_]+[-_][^-_]+[-_]/.test(template);

const familyKey = (parent: string, structureHash: string): string => `${parent}\n${structureHash}`;

/** Whether the page is one of a known family of things. */
export function isSlugPage({ template, structureHash, isListed }: ReadPage, slugs: Slugs): boolean {
  const parent = parentOf(template);
  if (parent === '' && (isListed || !isThing(template))) return false;
  return parent !== null && slugs.families.has(familyKey(parent, structureHash));
}

/**
 * Siblings of one structure are things of one kind (`/books/dune` is `/books/:slug`). Where they are most of what was
 * read below their parent, all below it are; else, and at the root, they alone. At the root they must also be called like
 * things and not be listed in the navigation; elsewhere what is listed there is one from three on.
 */
export function findSlugs(pages: ReadPage[], things: ReadonlySet<string> = new Set()): Slugs {
  const siblings = new Map<string, Set<string>>();
  const groups = new Map<string, { parent: string; all: Set<string>; unlisted: Set<string> }>();
  for (const page of pages) {
    const parent = parentOf(page.template);
    if (parent === null) continue;
    siblings.set(parent, (siblings.get(parent) ?? new Set()).add(page.template));
    const key = familyKey(parent, page.structureHash);
    const group = groups.get(key) ?? { parent, all: new Set(), unlisted: new Set() };
    groups.set(key, group);
    group.all.add(page.template);
    if (!page.isListed && (parent !== '' || isThing(page.template))) group.unlisted.add(page.template);
  }
  const parents = new Set<string>();
  const members = new Set<string>();
  const families = new Set<string>();
  for (const [key, { parent, all, unlisted }] of groups) {
    const isFamily = unlisted.size >= slugsFrom || (parent !== '' && all.size >= listedSlugsFrom);
    if (!isFamily) continue;
    families.add(key);
    if (parent !== '' && all.size * 2 > (siblings.get(parent)?.size ?? 0)) parents.add(parent);
    else for (const template of parent === '' ? unlisted : all) members.add(template);
  }
  return { parents, members, families, things };
}

/** The template with the names of things in it folded, wherever they stand. */
function foldThings(template: string, { things }: Slugs): string {
  if (things.size === 0) return template;
  const [path = '', rest = ''] = [template.split(/[?#]/)[0], /[?#].*$/.exec(template)?.[0]];
  const folded: string[] = [];
  let sofar = '';
  for (const segment of path.split('/').slice(1)) {
    sofar += `/${segment}`;
    folded.push(things.has(sofar) ? ':slug' : segment);
  }
  return `/${folded.join('/')}${rest}`;
}

/** The template with its last segment folded where that names a thing, and names in the middle. */
export function foldSlug(template: string, slugs: Slugs): string {
  const parent = parentOf(template);
  return foldThings(
    parent !== null && (slugs.parents.has(parent) || slugs.members.has(template))
      ? `${parent}/:slug${template.endsWith('/') ? '/' : ''}`
      : template,
    slugs,
  );
}
