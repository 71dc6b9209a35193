/**
 * A stored page that stays where it is: many send those who run no scripts elsewhere (`<noscript><meta http-equiv="refresh" …>`),
 * and stored pages are shown without scripts.
 */
export const withoutRefresh = (html: string): string =>
  html.replaceAll(/(\bhttp-equiv\s*=\s*["']?\s*)refresh/gi, '$1none');
