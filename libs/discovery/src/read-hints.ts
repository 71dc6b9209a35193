import type { BrowserContext } from 'playwright';
import type { SelfDescription } from '@testforge/core';
import { describeItself, pagesNamed, wordsOf } from './self-description.js';
import { isAllowedByRobots, isAtHome, parseRobots, sitemapsOf, type RobotsRule } from './robots.js';

/** What an app says of itself to machines. */
export interface Hints {
  robots: RobotsRule[];
  /** Pages that it names: for who installs it, in the description of its API, in its site maps. */
  pages: { url: string; from: string }[];
  describes: SelfDescription;
}

const mostMaps = 4;
const mostPages = 300;
const longestText = 2_000_000;

/** Addresses a site map names: of pages, or of further maps. */
export function parseSitemap(text: string): { pages: string[]; maps: string[] } {
  const named = [...text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)/gi)].flatMap(([, address = '']) =>
    URL.canParse(address) ? address.replaceAll('&amp;', '&') : [],
  );
  return /<sitemapindex[\s>]/i.test(text) ? { pages: [], maps: named } : { pages: named, maps: [] };
}

/** Reads robots.txt, the site maps and what else the app says of itself; `note` is told where rules were found that do not count here. */
export async function readHints(context: BrowserContext, url: string, note: (text: string) => void): Promise<Hints> {
  const { origin } = new URL(url);
  const read = async (address: string, type: RegExp): Promise<string> => {
    const response = await context.request.get(address, { timeout: 3_000, maxRedirects: 3 }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      note(`${new URL(address).pathname} was not read: ${why?.slice(0, 200)}`);
      return null;
    });
    return response?.ok() && type.test(response.headers()['content-type'] ?? '')
      ? (await response.text()).slice(0, longestText)
      : '';
  };
  const text = await read(`${origin}/robots.txt`, /^text\/plain/);
  const rules = parseRobots(text);
  const isOurs = isAtHome(url);
  if (isOurs && rules.some(({ allow }) => !allow))
    note('robots.txt was not followed: on this machine and in a private network the app is yours');
  const robots = isOurs ? [] : rules;
  const describes = await describeItself(context, url, { allows: (path) => isAllowedByRobots(path, robots) });
  wordsOf(describes).forEach(note);
  const maps = [...new Set([...sitemapsOf(text), `${origin}/sitemap.xml`])];
  const pages = pagesNamed(describes).map(({ path, from }) => ({ url: origin + path, from }));
  for (let count = 0, map = maps.shift(); map && count < mostMaps; count += 1, map = maps.shift()) {
    if (!URL.canParse(map, url) || new URL(map, url).origin !== origin) continue;
    const found = parseSitemap(await read(new URL(map, url).href, /xml|text\/plain/));
    maps.push(...found.maps);
    pages.push(...found.pages.map((page) => ({ url: page, from: new URL(map ?? url, url).pathname })));
  }
  const unique = new Map(pages.map((page) => [page.url, page]));
  return { robots, pages: [...unique.values()].slice(0, mostPages), describes };
}
