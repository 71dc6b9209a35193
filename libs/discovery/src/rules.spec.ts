import { describe, expect, it } from 'vitest';
import { reasonToAvoid } from './avoid-link.js';
import { consoleFinding, pageErrorFinding, requestFinding } from './findings.js';
import { createFrontier } from './frontier.js';
import { isAllowedByRobots, parseRobots } from './robots.js';
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
  ])('%s (%s)', (text, href) => {
    expect(reasonToAvoid({ text, href: `http://app.test${href}` })).not.toBeNull();
  });
  it.each([
    ['Log in', '/login'],
    ['Presets', '/presets'],
    ['Cancellation policy', '/policy'],
    ['Undeletable', '/x'],
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
});
