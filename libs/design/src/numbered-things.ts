import type { AppModel, PageSnapshot } from '@testforge/core';

/** What stands before the number in addresses of things that are known by one, and the highest that is known. */
export type NumberedThings = Record<string, number>;

const mostDigits = 9;
const byNumber = new RegExp(`^(.*/\\D*?)(\\d{1,${String(mostDigits)}})/?$`);

/** Path of an address; where a script reads it behind “#/”, with that. */
export const placeOf = (address: string, base?: string): string | undefined => {
  const url = URL.parse(address, base);
  return url === null ? undefined : url.pathname + (/^#!?\//.test(url.hash) ? url.hash : '');
};

/** The things of an app that are known by a number, in all addresses that were seen of it. */
export function numberedThings(model: AppModel): NumberedThings {
  const highest: NumberedThings = {};
  const { origin } = new URL(model.url);
  for (const { path, samples, snapshot } of model.states)
    for (const address of [path, ...samples, ...snapshot.links.map(({ href }) => href)]) {
      if (URL.parse(address, model.url)?.origin !== origin) continue;
      const [, before, number] = byNumber.exec(placeOf(address, model.url) ?? '') ?? [];
      if (before !== undefined) highest[before] = Math.max(highest[before] ?? 0, Number(number));
    }
  return highest;
}

const lastNumber = (text: string): number[] => {
  const [number] = /\d+(?=\D*$)/.exec(text) ?? [];
  return number === undefined || number.length > mostDigits ? [] : [Number(number)];
};

/** The number of a port names nothing. */
const withoutPort = (page: PageSnapshot): PageSnapshot => ({
  ...page,
  url: placeOf(page.url) + (URL.parse(page.url)?.search ?? ''),
});

/** What a page could lead to by itself: by a choice, a link, or what it was opened for. */
const numbersOf = ({ url, forms, links, elements }: PageSnapshot): Set<number> =>
  new Set([
    ...forms.flatMap(({ fields }) =>
      fields.flatMap(({ options = [] }) => options.flatMap(({ value }) => lastNumber(value))),
    ),
    ...elements.flatMap(({ tag, type, value = '' }) => (tag === 'input' && type === 'hidden' ? lastNumber(value) : [])),
    ...links.flatMap(({ href }) => lastNumber(URL.parse(href)?.pathname ?? href)),
    ...(url.match(/\d+/g) ?? []).map(Number),
  ]);

/**
 * Path of the page of the thing that was just made: it goes by a number beyond all that were known, which the page before
 * named nowhere. Undefined where that cannot be told.
 */
export function newThingAt(
  numbered: NumberedThings | undefined,
  before: PageSnapshot,
  seen: PageSnapshot,
): string | undefined {
  const path = placeOf(seen.url);
  const [, start, number] = byNumber.exec(path ?? '') ?? [];
  const known = start === undefined ? undefined : numbered?.[start];
  if (known === undefined || number === undefined || Number(number) <= known) return undefined;
  return path === placeOf(before.url) || numbersOf(withoutPort(before)).has(Number(number)) ? undefined : path;
}
