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

/** Path and query (and route fragment) without origin. */
export function pathOf(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search + url.hash;
}

function segment(text: string): string {
  return machineMade.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

/** `/product/17?b=2&a=1` → `/product/:id?a&b`: segments a machine made by kind, parameters by name. */
export function templateOf(address: string): string {
  const url = new URL(normaliseUrl(address));
  const names = [...new Set([...url.searchParams.keys()])];
  const path = url.pathname.split('/').map(segment).join('/');
  const route = url.hash ? `#${url.hash.slice(1).split('?')[0]?.split('/').map(segment).join('/')}` : '';
  return path + (names.length ? `?${names.join('&')}` : '') + route;
}

export interface ReadPage {
  template: string;
  structureHash: string;
}

/** How many siblings of one shape make their last segment a name of a thing rather than of a page. */
const slugsFrom = 3;

function parentOf(template: string): string | null {
  const path = template.split(/[?#]/)[0] ?? '';
  const cut = path.lastIndexOf('/');
  return cut <= 0 || template !== path || path.slice(cut + 1).startsWith(':') || path.endsWith('/')
    ? null
    : path.slice(0, cut);
}

/** Parents (`/books`) under which so many pages of one structure were read that `/books/dune` is `/books/:slug`. Never the root. */
export function findSlugParents(pages: ReadPage[]): Set<string> {
  const groups = new Map<string, Set<string>>();
  for (const page of pages) {
    const parent = parentOf(page.template);
    if (parent === null) continue;
    const key = `${parent}\n${page.structureHash}`;
    groups.set(key, (groups.get(key) ?? new Set()).add(page.template));
  }
  return new Set(
    [...groups].filter(([, members]) => members.size >= slugsFrom).map(([key]) => key.split('\n')[0] ?? ''),
  );
}

/** The template with its last segment folded where its parent holds slugs. */
export function foldSlug(template: string, slugParents: ReadonlySet<string>): string {
  const parent = parentOf(template);
  return parent !== null && slugParents.has(parent) ? `${parent}/:slug` : template;
}
