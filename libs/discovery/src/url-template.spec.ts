import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNamedSegments } from './named-segments.js';
import { findSlugs, foldSlug, isSlugPage, normaliseUrl, templateOf } from './url-template.js';

const at = (path: string) => `http://app.test${path}`;

describe('address templates', () => {
  it.each([
    ['/product/17', '/product/:id'],
    ['/p/3f2504e0-4f89-11d3-9a0c-0305e82c3301/edit', '/p/:uuid/edit'],
    ['/c/9f86d081884c7d65', '/c/:hash'],
    ['/facade/added', '/facade/added'],
    ['/search?q=x&page=2&utm_source=mail', '/search?page&q'],
    ['/app#/orders/12?tab=1', '/app#/orders/:id'],
    ['/about#team', '/about'],
    ['/day/2026-01-31', '/day/:date'],
    ['/?page=users&id=3', '/?id&page=users'],
    ['/index.php?route=product/category&page=2', '/index.php?page&route=product/category'],
    ['/?p=17&view=grid', '/?p&view'],
  ])('%s is %s', (path, template) => {
    expect(templateOf(at(path))).toBe(template);
  });

  const read = (structureHash: string, templates: string[], isListed = false) =>
    templates.map((template) => ({ template, structureHash, isListed }));

  it('fold slugs where siblings have one structure', () => {
    const slugs = findSlugs(read('a', ['/books/dune', '/books/emma']));
    expect(foldSlug('/books/walden', slugs)).toBe('/books/:slug');
    expect(foldSlug('/about', slugs)).toBe('/about');
    expect(findSlugs([...read('a', ['/books/dune']), ...read('b', ['/books/emma'])]).parents.size).toBe(0);
  });

  it('fold things at the root, but neither pages beside them nor what the navigation lists', () => {
    const slugs = findSlugs([
      ...read('a', ['/Harbour', '/Market']),
      ...read('a', ['/about', '/terms', '/contact']),
      ...read('a', ['/Start', '/Help'], true),
      ...read('b', ['/login']),
    ]);
    expect(foldSlug('/Harbour', slugs)).toBe('/:slug');
    expect(['/about', '/login', '/cart', '/Start'].map((template) => foldSlug(template, slugs))).toEqual([
      '/about',
      '/login',
      '/cart',
      '/Start',
    ]);
    expect(isSlugPage({ template: '/Walk', structureHash: 'a' }, slugs)).toBe(true);
    expect(isSlugPage({ template: '/Start', structureHash: 'a', isListed: true }, slugs)).toBe(false);
  });

  it('leave pages alone of which only a few are alike', () => {
    const slugs = findSlugs([
      ...read('a', ['/admin/one', '/admin/two']),
      ...read('b', ['/admin/users']),
      ...read('c', ['/admin/mail']),
    ]);
    expect(foldSlug('/admin/users', slugs)).toBe('/admin/users');
    expect(foldSlug('/admin/two', slugs)).toBe('/admin/:slug');
  });

  const table = (name: string, text = name) => ({
    url: at(`/${name}/`),
    structureHash: 'table',
    links: [
      { href: at(`/${name}/`), text },
      ...['add-column', 'insert', 'drop'].map((each) => ({ href: at(`/${name}/${each}/`), text: each })),
    ],
  });

  it('fold names in the middle of an address, told by their links and by what lies below them', () => {
    const segments = createNamedSegments();
    [table('evening'), table('guest'), table('query', 'Query')].forEach((page) => segments.note(page));
    const slugs = findSlugs([], segments.things());
    expect(
      ['/evening/add-column/', '/guest/update/:id/', '/evening/?page', '/query/drop/', '/'].map((template) =>
        foldSlug(template, slugs),
      ),
    ).toEqual(['/:slug/add-column/', '/:slug/update/:id/', '/:slug/?page', '/query/drop/', '/']);
  });

  it('leave the sections of an app alone, whatever they share', () => {
    const segments = createNamedSegments();
    for (const [path, text] of [
      ['users', 'Users'],
      ['groups', 'Groups'],
    ] as const)
      segments.note({ ...table(path, text), structureHash: path });
    expect(segments.things().size).toBe(0);
  });

  it('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(normaliseUrl(normaliseUrl(url))).toBe(normaliseUrl(url));
      }),
    );
  });
});
