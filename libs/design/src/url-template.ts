import { isVolatile } from './volatile-text.js';

/** Path of an address whose numbers and identifiers are folded to `:id`. */
export const templateOf = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((segment) => (/^\d+$/.test(segment) || isVolatile(segment) ? ':id' : segment))
    .join('/');
