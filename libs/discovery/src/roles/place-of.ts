import { routesOf } from '../routing-parameters.js';

/** The page without what only varies: the same path may be asked for with other parameters. */
export function placeOf(address: string): string {
  const url = new URL(address);
  const route = /^#!?\//.test(url.hash) ? (url.hash.split('?')[0] ?? '') : '';
  return [url.pathname.replace(/(?<=.)\/$/, ''), ...routesOf(url), route].join(' ');
}
