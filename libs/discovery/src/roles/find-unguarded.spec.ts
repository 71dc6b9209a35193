import type { PageSnapshot, RolePage } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { findUnguarded } from './find-unguarded.js';
import { guardWorth } from './guard-worth.js';
import type { KnownPage } from './known-pages.js';
import type { Look } from './look-at.js';
import type { Sight } from './sight.js';

const origin = 'http://app.test';
const known = (path: string): KnownPage => ({ url: origin + path, path, template: path, by: 'main', mark: null });
const told = (path: string, outcome: RolePage['outcome']): RolePage => ({
  path,
  template: path,
  outcome,
  reason: '',
  status: 200,
  address: path,
  heading: 'Audit',
});
const look = (status: number): Look => ({ asked: `${origin}/`, status, snapshot: {} as PageSnapshot });

/** What is found where the role was shown `looks` and answered `pages`, and the user comes from `from`. */
function found(role: string, pages: RolePage[], { looks = ['/'], from = '/' } = {}): string[] {
  const sight = { role, looks: new Map(looks.map((path) => [path, look(200)])) } as unknown as Sight;
  const sources = () => [{ path: from, template: from }];
  return findUnguarded(
    sight,
    { role, pages },
    pages.map(({ path }) => known(path)),
    sources,
  ).map(({ key }) => key);
}

describe('a page that is given although nothing leads there', () => {
  it('is found where the role saw the page from which others come', () => {
    const pages = [told('/admin/audit', 'served'), told('/admin/users', 'refused'), told('/orders', 'linked')];
    expect(found('clerk', pages)).toEqual(['security served clerk /admin/audit']);
  });
  it('is found where the role is refused the page from which others come', () => {
    const pages = [told('/admin/audit', 'served'), told('/admin', 'refused')];
    expect(found('clerk', pages, { looks: [], from: '/admin' })).toHaveLength(1);
  });
  it('is none where the role did not get to see from where others come', () =>
    expect(found('clerk', [told('/admin/audit', 'served')], { looks: ['/orders'] })).toEqual([]));
  it('is none where the page is meant for everybody, nor where its address says nothing of whose it is to nobody', () => {
    expect(found('clerk', [told('/help/admin', 'served')])).toEqual([]);
    expect(found('clerk', [told('/gallery', 'served')])).toHaveLength(1);
    expect(found('nobody', [told('/gallery', 'served')])).toEqual([]);
    expect(found('nobody', [told('/admin/audit', 'served')])).toHaveLength(1);
  });
  it('is worth as much as the words of its address say', () =>
    expect(
      ['/admin/audit', '/?page=users', '/notes/new', '/gallery', '/privacy'].map((path) => guardWorth(origin + path)),
    ).toEqual([2, 2, 1, 0, -1]));
});
