import { makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { fitsTemplate } from '../state-place.js';
import { isVolatile } from '../volatile-text.js';

const placeholder = ':id';

const part = (a: string, b: string): string => (a === b && !isVolatile(decode(a)) ? a : placeholder);

/** Only what is a real escape is decoded; a stray per cent sign is taken as it stands. */
export const decode = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    URL.canParse(`http://x/${escaped}`) ? Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8') : escaped,
  );

function query(a: URL, b: URL): string | null {
  const [left, right] = [a.search.slice(1).split('&'), b.search.slice(1).split('&')];
  if (left.length !== right.length) return null;
  const pairs = left.map((text, index) => {
    const [name = '', value = ''] = text.split('=');
    const [otherName = '', otherValue = ''] = (right[index] ?? '').split('=');
    return name === otherName ? (text.includes('=') ? `${name}=${part(value, otherValue)}` : name) : null;
  });
  return pairs.includes(null) ? null : pairs.join('&');
}

/** The path and query in which two addresses agree, with `:id` where a part differed or won't last; null when they are of different shape. */
export function agreedAddress(first: string, second: string): string | null {
  const [a, b] = [new URL(first), new URL(second)];
  const [left, right] = [a.pathname.split('/'), b.pathname.split('/')];
  if (a.origin !== b.origin || left.length !== right.length || a.hash !== b.hash) return null;
  const path = left.map((segment, index) => part(segment, right[index] ?? '')).join('/');
  const search = query(a, b);
  return search === null ? null : `${path}${search === '' ? '' : `?${search}`}${a.hash}`;
}

/** The address with `:id` for what is data: the variable parts of a known template, and what was read off the page. */
function withoutData({ a, draft }: CheckpointPair, address: string | null): string | null {
  const { template } = draft.watch;
  const { pathname } = new URL(a.page.url);
  if (address !== null && template !== undefined && a.name === 'after' && fitsTemplate(pathname, template))
    return (
      template
        .split('?')[0]
        ?.split('/')
        .map((segment) => (/^[:*{[]/.test(segment) ? placeholder : segment))
        .join('/') ?? null
    );
  const own = (a.own ?? []).map(({ text }) => tidy(text).toLowerCase());
  return address === null
    ? null
    : address.replace(/=([^&#]+)/g, (whole, value: string) =>
        own.includes(tidy(decode(value.replaceAll('+', ' '))).toLowerCase()) ? `=${placeholder}` : whole,
      );
}

/** Whether the address only says again what was asked: of a search or a filter that is no answer. */
const isEcho = ({ draft }: CheckpointPair): boolean =>
  draft.tags.some((tag) => tag === 'search' || tag === 'filter') && draft.steps.some(({ kind }) => kind !== 'goto');

/** Where the last step led, or that it led nowhere. */
export function addressChecks(pair: CheckpointPair): Check[] {
  const { a, b } = pair;
  const expected = withoutData(pair, agreedAddress(a.page.url, b.page.url));
  if (expected === null || !expected.startsWith('/')) return [];
  const moved = a.before === null || a.before.url !== a.page.url;
  if (isEcho(pair)) {
    const samePath = a.before !== null && new URL(a.before.url).pathname === new URL(a.page.url).pathname;
    // What a select or a date holds is data of the app or of the day.
    if (samePath || pair.draft.tags.includes('filter')) return [];
    return [makeCheck(pair, 'address', 20, { matcher: 'toHaveURL', expected }, { weak: true })];
  }
  return [makeCheck(pair, 'address', moved ? 60 : 20, { matcher: 'toHaveURL', expected }, { weak: !moved })];
}
