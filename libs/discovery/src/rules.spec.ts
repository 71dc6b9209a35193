import { describe, expect, it } from 'vitest';
import { reasonToAvoid } from './avoid-link.js';
import { consoleFinding, pageErrorFinding, requestFinding } from './findings.js';
import { createFrontier } from './frontier.js';
import { parseSitemap } from './read-hints.js';
import { isAllowedByRobots, isAtHome, parseRobots, sitemapsOf } from './robots.js';
import { matchesPath, refusalOf } from './scope.js';

describe('links that are never followed', () => {
  it.each([
    ['Log out', '/x'],
    ['Abmelden', '/x'],
    ['Se déconnecter', '/x'],
    ['Cerrar sesión', '/x'],
    ['Bye', '/users/sign_out'],
    ['Bye', '/logout'],
    ['Delete', '/x'],
    ['Löschen', '/x'],
    ['Supprimer', '/x'],
    ['Eliminar', '/x'],
    ['×', '/cart/remove?id=3'],
    ['Konto kündigen', '/x'],
    ['Regenerate API key', '/x'],
    ['Restore backup', '/x'],
    ['Download CSV', '/reports/locked'],
    ['Table', '/reports/locked?export=xlsx'],
    ['EPUB', '/download/5/epub'],
    ['Read', '/ajax/toggleread/4'],
    ['Fiction', '/shelf/add/1/2'],
    ['+1', '/posts/17/vote'],
    ['OK', '/index.php?action=approve&id=3'],
    ['Server', '/admin/shutdown'],
    ['OK', '/book/drop/'],
    ['Drop column', '/columns'],
    ['Add Link', '/+quicklink/Home'],
    ['Follow', '/follow/alex'],
    ['Set bookmark', '/+bookmark?time=1680342445'],
  ])('%s (%s)', (text, href) => {
    expect(reasonToAvoid({ text, href: `http://app.test${href}` })).not.toBeNull();
  });
  it.each([
    ['Log in', '/login'],
    ['Presets', '/presets'],
    ['Cancellation policy', '/policy'],
    ['Undeletable', '/x'],
    ['Downloaded books', '/downloads?sort=csvs'],
    ['Download', '/download'],
    ['Votes', '/posts/17/votes'],
    ['Publish', '/publish'],
    ['Newsletter', '/subscribe'],
    ['Alex', '/alex/followers'],
    ['Add', '/shelf/add'],
    ['Add a book', '/shelf/1/add'],
    ['Markets', '/markets/3'],
    ['Drop us a line', '/contact'],
  ])('but %s is', (text, href) => {
    expect(reasonToAvoid({ text, href: `http://app.test${href}` })).toBeNull();
  });
});

describe('scope', () => {
  const rules = { origins: ['http://app.test'], include: ['/shop'], exclude: ['/shop/*/edit'] };
  it('takes prefixes by whole segments and globs', () => {
    expect(matchesPath('/shop', '/shopping')).toBe(false);
    expect(matchesPath('/shop', '/shop?x=1')).toBe(true);
    expect(matchesPath('/a/**/z', '/a/b/c/z')).toBe(true);
    expect(matchesPath('/a/*/z', '/a/b/c/z')).toBe(false);
  });
  it('says why an address is left out', () => {
    expect(refusalOf('http://app.test/shop/1', rules)).toBeNull();
    expect(refusalOf('http://app.test/shop/1/edit', rules)).toBe('excluded');
    expect(refusalOf('http://app.test/other', rules)).toBe('not included');
    expect(refusalOf('https://app.test/shop', rules)).toBe('another origin');
    expect(refusalOf('http://app.test/shop?token=695cfce8aaaabbbb', rules)).toBe('its address holds a key');
    expect(refusalOf('tel:123', rules)).toBe('tel: address');
    expect(refusalOf('http://app.test/shop/a.PDF', rules)).toBe('a file, not a page');
  });
});

describe('robots.txt', () => {
  const rules = parseRobots(
    'User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private # secret\nAllow: /private/open\nDisallow: /*.php$\n',
  );
  it.each([
    ['/', true],
    ['/private/x', false],
    ['/private/open/x', true],
    ['/a.php', false],
    ['/a.php?x', true],
  ])('%s allowed: %s', (path, allowed) => {
    expect(isAllowedByRobots(path, rules)).toBe(allowed);
  });
  it('prefers the group that names us', () => {
    expect(
      isAllowedByRobots('/private', parseRobots('User-agent: *\nDisallow: /\nUser-agent: TestForge\nDisallow: /x')),
    ).toBe(true);
  });
});

describe('whose an app is', () => {
  it.each([
    'http://127.0.0.1:3000/',
    'http://localhost/',
    'http://[::1]:8080/',
    'http://192.168.1.4/',
    'http://shop:80/',
  ])('%s is ours', (url) => expect(isAtHome(url)).toBe(true));
  it.each([
    'https://example.com/',
    'http://8.8.8.8/',
    'http://172.32.0.1/',
    'http://10.example.com/',
    'http://[2001:db8::1]/',
  ])('%s may be anybody’s', (url) => expect(isAtHome(url)).toBe(false));
});

describe('site maps', () => {
  it('name pages, or further maps', () => {
    const map = (address: string) => `<url><loc> ${address}</loc></url>`;
    expect(parseSitemap(`<urlset>${map('http://a.test/x?a=1&amp;b=2')}${map('none')}</urlset>`)).toEqual({
      pages: ['http://a.test/x?a=1&b=2'],
      maps: [],
    });
    expect(parseSitemap('<sitemapindex><sitemap><loc>http://a.test/1.xml</loc></sitemap></sitemapindex>').maps).toEqual(
      ['http://a.test/1.xml'],
    );
    expect(sitemapsOf('User-agent: *\nSitemap: http://a.test/map.xml\n')).toEqual(['http://a.test/map.xml']);
  });
});

describe('findings', () => {
  it('have keys that do not change from visit to visit', () => {
    const request = { method: 'GET', status: 500, type: 'fetch', page: 'http://app.test/' };
    expect(requestFinding({ ...request, url: 'http://app.test/api/item/1' })?.key).toBe(
      requestFinding({ ...request, url: 'http://app.test/api/item/2' })?.key,
    );
    expect(pageErrorFinding('No item 17 at http://app.test/a.js:3:9', 'http://app.test/', undefined).key).toBe(
      pageErrorFinding('No item 4 at http://app.test/a.js:31:2', 'http://app.test/x', undefined).key,
    );
  });
  it('take a probe that is told no for no serious matter', () => {
    const probe = { url: 'http://app.test/', method: 'OPTIONS', status: 404, type: 'xhr', page: 'http://app.test/' };
    expect(requestFinding(probe)?.severity).toBe('minor');
    expect(requestFinding({ ...probe, method: 'GET' })?.severity).toBe('serious');
  });
  it('leave out what no visitor misses and what is told already', () => {
    expect(
      requestFinding({
        method: 'GET',
        status: 404,
        type: 'image',
        page: 'http://app.test/',
        url: 'http://app.test/favicon.ico',
      }),
    ).toBeNull();
    expect(
      consoleFinding('Failed to load resource: the server responded with a status of 404', 'http://app.test/'),
    ).toBeNull();
  });
});

describe('the frontier', () => {
  it('takes what many pages lead to for the menu, and reads it before more of what lies deeper', () => {
    const frontier = createFrontier({ maxPages: 20, maxDepth: 3, samplesPerTemplate: 2 });
    const add = (path: string, from: string, depth: number) =>
      frontier.add({ url: `http://app.test${path}`, depth, from, text: '' });
    const menu = ['/runs', '/flows', '/blocks', '/tags', '/events', '/limits'];
    for (const from of ['/', '/runs', '/flows']) menu.forEach((path) => add(path, from, 1));
    for (const path of ['/runs/run/one', '/flows/flow/two', '/pools/pool/three']) add(path, '/runs', 2);
    expect(frontier.take(6).map((each) => new URL(each.url).pathname)).toEqual(menu);
  });

  it('reads each address once, breadth first, and a few of each template', () => {
    const frontier = createFrontier({ maxPages: 10, maxDepth: 1, samplesPerTemplate: 2 });
    const add = (path: string, depth = 1) =>
      frontier.add({ url: `http://app.test${path}`, depth, from: '/', text: '' });
    ['/a', '/p/1', '/a#top', '/p/2', '/p/3', '/deep'].forEach((path) => add(path, path === '/deep' ? 2 : 1));
    expect(frontier.take(9).map((each) => new URL(each.url).pathname)).toEqual(['/a', '/p/1', '/p/2']);
    expect(frontier.leftOver('time').skipped).toEqual([
      { path: '/deep', reason: 'deeper than 1 clicks' },
      { path: '/p/3', reason: 'enough samples of /p/:id' },
    ]);
  });
  it('reads what leads to work before what stands by the way, and one of each family first', () => {
    const frontier = createFrontier({ maxPages: 20, maxDepth: 3, samplesPerTemplate: 2 });
    const add = (path: string, depth = 1, landmark?: string) =>
      frontier.add({ url: `http://app.test${path}`, depth, from: '/', text: '', landmark });
    ['/?sort=name', '/reports/a', '/reports/b', '/items/one', '/items/two', '/export/all'].forEach((path) => add(path));
    add('/people', 1, 'navigation');
    add('/users/new', 2);
    expect(frontier.take(4).map((each) => new URL(each.url).pathname)).toEqual([
      '/users/new',
      '/people',
      '/items/one',
      '/items/two',
    ]);
  });
  it('knows the pages of an app whose addresses differ in their query alone', () => {
    const frontier = createFrontier({ maxPages: 20, maxDepth: 3, samplesPerTemplate: 1 });
    const add = (query: string) =>
      frontier.add({ url: `http://app.test/index.php?${query}`, depth: 1, from: '/', text: '' });
    [
      'page=users',
      'page=orders&sort=name',
      'page=users&id=1',
      'page=users&id=2',
      'page=users&action=edit&id=1',
    ].forEach(add);
    expect(frontier.take(9).map((each) => new URL(each.url).search)).toEqual([
      '?page=users',
      '?page=users&action=edit&id=1',
      '?page=users&id=1',
      '?page=orders&sort=name',
    ]);
    expect(frontier.leftOver('time').skipped).toEqual([
      { path: '/index.php?page=users&id=2', reason: 'enough samples of /index.php?id&page=users' },
    ]);
  });
  it('leaves a family whose pages are alike, but not what leads to work in it', () => {
    const frontier = createFrontier({ maxPages: 20, maxDepth: 3, samplesPerTemplate: 2 });
    const add = (path: string) => frontier.add({ url: `http://app.test${path}`, depth: 1, from: '/', text: '' });
    ['/l/a', '/l/b', '/l/c', '/l/d', '/l/settings', '/other'].forEach(add);
    const order: string[] = [];
    for (let [each] = frontier.take(1); each; [each] = frontier.take(1)) {
      order.push(new URL(each.url).pathname);
      frontier.noteRead(each, { url: each.url, structureHash: 'same' });
    }
    expect(order).toEqual(['/l/settings', '/other', '/l/a', '/l/b']);
    expect(frontier.leftOver('time').skipped.map(({ reason }) => reason)).toEqual(
      Array(2).fill('enough samples of /l/*'),
    );
  });
  it('takes a list in another order for the same page', () => {
    const frontier = createFrontier({ maxPages: 20, maxDepth: 3, samplesPerTemplate: 2 });
    const add = (path: string) => frontier.add({ url: `http://app.test${path}`, depth: 1, from: '/', text: '' });
    ['/l', '/l?sort=name', '/l?order=desc&sort=name', '/l?sort=date', '/l?tag=1&sort=name'].forEach(add);
    expect(frontier.take(9).map((each) => each.url.slice('http://app.test'.length))).toEqual([
      '/l',
      '/l?tag=1&sort=name',
      '/l?sort=name',
    ]);
  });
  it('does not count against the limit what leads nowhere, and asks for three of a kind at most', () => {
    const frontier = createFrontier({ maxPages: 4, maxDepth: 3, samplesPerTemplate: 2 });
    const add = (path: string) => frontier.add({ url: `http://app.test${path}`, depth: 1, from: '/', text: '' });
    ['/users/a', '/users/b', '/users/c', '/users/d', '/one', '/two', '/three'].forEach(add);
    const order: string[] = [];
    for (let [each] = frontier.take(1); each; [each] = frontier.take(1)) {
      order.push(new URL(each.url).pathname);
      if (each.url.includes('/users/')) frontier.noteDead(each);
    }
    expect(order).toHaveLength(6);
    expect(order).toEqual(expect.arrayContaining(['/one', '/two', '/three']));
    expect(frontier.leftOver('time').skipped).toEqual([{ path: '/users/d', reason: 'addresses like it lead nowhere' }]);
  });
});
