/**
 * The path that a link of the app itself leads to, as `Fingerprint.href` tells it; null where that is another origin's, a
 * part of a page or a route behind `#`, which the path does not tell.
 */
export function linkPath(href: string | undefined): string | null {
  if (href === undefined || !href.startsWith('/') || href.startsWith('//') || href.includes('#')) return null;
  return URL.parse(href, 'http://app')?.pathname ?? null;
}
