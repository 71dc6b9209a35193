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
