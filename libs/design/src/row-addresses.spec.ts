import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../test/sample-model.js';
import { menuPaths, namesRow } from './row-addresses.js';

const entry = (name: string, href: string, row: number) => [
  { tag: 'li', role: 'listitem', text: name, xpath: `/html[1]/body[1]/ul[1]/li[${row + 1}]` },
  link(name, href, { group: String(row * 2), repeated: true }),
];
const list = [
  ...entry('Register', '/admin/register', 0),
  ...entry('Groups', '/admin/groups', 1),
  ...entry('Trash', '/admin/trash', 2),
];
const page = (path: string, structureHash: string) => state(path, path, [heading(path)], { structureHash });
const app = (first: string, second: string) =>
  model([state('/admin', '/admin', list), page('/admin/register', first), page('/admin/groups', second)]);

describe('namesRow', () => {
  const row = (name: string, at: number) => [
    { tag: 'tr', role: 'row', text: `${name} 3 revisions`, xpath: `/html[1]/body[1]/table[1]/tr[${at + 1}]` },
    link(name, `/${name}`, { group: String(at * 2), repeated: true }),
  ];
  const index = (path: string) => state(path, path, [...row('Autumn', 0), ...row('Harbour', 1)]);

  it('knows things right below the root by rows that say more than a link, and views of them by their names', () => {
    const pages = ['/Autumn', '/rename/Harbour', '/about'].map((path) => state(path, path, [heading(path)]));
    const wiki = model([index('/index'), index('/recent'), ...pages]);
    expect(wiki.states.map(namesRow(wiki))).toEqual([false, false, true, true, false]);
  });
});

describe('menuPaths', () => {
  it('are where lists of bare links lead to pages no two of which are alike', () => {
    const admin = app('form', 'table');
    expect([...menuPaths(admin)]).toEqual(['/admin/register', '/admin/groups', '/admin/trash']);
    expect(admin.states.map(namesRow(admin))).toEqual([false, false, false]);
  });

  it('are none where the pages are alike, or only one of them was read', () => {
    const users = app('user', 'user');
    expect([...menuPaths(users)]).toEqual([]);
    expect(users.states.map(namesRow(users))).toEqual([false, true, true]);
    expect([...menuPaths(model([state('/admin', '/admin', list), page('/admin/groups', 'table')]))]).toEqual([]);
  });
});
