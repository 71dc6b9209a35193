import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../../test/sample-model.js';
import { sorting } from './sorting.js';

const table = '/html[1]/body[1]/main[1]/table[1]';
const header = link('Name', '/users?order=name', { xpath: `${table}/thead[1]/tr[1]/th[1]/a[1]` });
const row = (at: number, part = 'tbody[1]') => ({ tag: 'tr', role: 'row', xpath: `${table}/${part}/tr[${at}]` });
const titles = (rows: number): string[] => {
  const parts = [
    heading('Users'),
    row(1, 'thead[1]'),
    header,
    ...Array.from({ length: rows }, (_row, at) => row(at + 1)),
  ];
  return sorting(model([state('/users', '/users', parts)])).map(({ title }) => title);
};

describe('a header that sorts its table', () => {
  it('is tried where there are rows enough to tell an order', () =>
    expect(titles(3)).toEqual(['“Name” sorts the list on “Users”']));

  it('is left alone where there are fewer: two looks at them would tell nothing', () => expect(titles(2)).toEqual([]));

  it('is told by its place in the view of an item, which is reached by the item and need not be the first that was seen', () => {
    const list = state('/tables', '/tables', [link('Boats', '/tables/3'), link('Crews', '/tables/2')]);
    const detail = state('/tables/2', '/tables/:id', [heading('Crews'), link('Content', '/tables/2/content')]);
    const empty = state('/tables/1/content', '/tables/:id/content', [heading('Content of others')]);
    const ofRows = [row(1, 'thead[1]'), { ...header, href: '/tables/2/content?order=1' }, row(1), row(2), row(3)];
    const content = state('/tables/2/content', '/tables/:id/content', [heading('Content of Crews'), ...ofRows]);
    const drafts = sorting(model([list, detail, empty, content]));
    const draft = drafts.find(({ pages }) => pages.includes('/tables/:id/content'));
    expect(draft?.title).toBe('Column 1 sorts the rows in “Content” of an item of “Page”');
    expect(draft?.steps.slice(1).map(({ title }) => title)).toEqual([
      'I remember the title that is shown',
      'I click the item',
      'I click “Content”',
      'I click the header of column 1',
    ]);
  });

  it('is found by all of its words, since rows may begin with them', () => {
    const parts = [heading('Users'), header, ...[1, 2, 3].map((at) => row(at))];
    const page = state('/users', '/users', parts);
    const byName = { frame: [], links: [{ by: 'role' as const, role: 'link', name: 'Name' }] };
    const [draft] = sorting(model([{ ...page, locators: { ...page.locators, '1': byName } }]));
    const last = draft?.steps.at(-1);
    expect(last?.kind === 'click' && last.target.locator.links).toEqual([{ ...byName.links[0], exact: true }]);
  });

  it('is called what it says without the arrow that tells how the list stands', () => {
    const turned = { ...header, name: 'Name ↓', text: 'Name ↓' };
    const page = state('/users', '/users', [heading('Users'), turned, ...[1, 2, 3].map((at) => row(at))]);
    const byName = { frame: [], links: [{ by: 'role' as const, role: 'link', name: 'Name ↓' }] };
    const [draft] = sorting(model([{ ...page, locators: { ...page.locators, '1': byName } }]));
    const last = draft?.steps.at(-1);
    expect(draft?.key).toBe('sorting--users--name');
    expect(last?.kind === 'click' && last.target.locator.links).toEqual([{ ...byName.links[0], name: 'Name' }]);
  });
});
