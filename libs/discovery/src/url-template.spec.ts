import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSlugParents, foldSlug, normaliseUrl, templateOf } from './url-template.js';

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
  ])('%s is %s', (path, template) => {
    expect(templateOf(at(path))).toBe(template);
  });

  it('fold slugs only where several siblings have one structure, and never at the root', () => {
    const pages = ['dune', 'emma', 'ulysses'].map((slug) => ({ template: `/books/${slug}`, structureHash: 'a' }));
    const parents = findSlugParents([
      ...pages,
      ...['/about', '/terms', '/contact'].map((template) => ({ template, structureHash: 'b' })),
    ]);
    expect([...parents]).toEqual(['/books']);
    expect(foldSlug('/books/walden', parents)).toBe('/books/:slug');
    expect(foldSlug('/about', parents)).toBe('/about');
    expect(findSlugParents(pages.map((page, index) => ({ ...page, structureHash: String(index) }))).size).toBe(0);
  });

  it('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(normaliseUrl(normaliseUrl(url))).toBe(normaliseUrl(url));
      }),
    );
  });
});
