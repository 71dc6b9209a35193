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

/** What a page could lead to by a choice of its own. */
const choicesOf = ({ forms }: PageSnapshot): Set<string> =>
  new Set(forms.flatMap(({ fields }) => fields.flatMap(({ options = [] }) => options.map(({ value }) => value))));

/**
 * Path of the page of the thing that was just made: it goes by a number beyond all that were known, which the page before
 * did not offer as a choice. Undefined where that cannot be told.
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
  return path === placeOf(before.url) || choicesOf(before).has(number) ? undefined : path;
}
