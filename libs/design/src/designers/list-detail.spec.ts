import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../../test/sample-model.js';
import { listDetail } from './list-detail.js';

const detail = state('/items/2', '/items/:id', [heading('Lamp')]);

describe('list-detail', () => {
  it('opens the first item of the list with the most items', () => {
    const few = state('/', '/', [link('Mug', '/items/1'), link('Lamp', '/items/2')]);
    const many = state('/items', '/items', [
      link('Rope', '/items/3'),
      link('Mug', '/items/1'),
      link('Lamp', '/items/2'),
    ]);
    const drafts = listDetail(model([few, many, detail]));
    expect(drafts.map(({ key }) => key)).toEqual(['list-detail--items--items-id', 'back--items--items-id']);
    expect(drafts[0]?.steps.map(({ title }) => title)).toEqual([
      'the page /items is open',
      'I remember the title that is shown',
      'I click the item',
    ]);
  });

  it('opens it from the list right above its page, however many of them another page names', () => {
    const above = state('/items', '/items', [link('Mug', '/items/1'), link('Lamp', '/items/2')]);
    const other = state(
      '/orders',
      '/orders',
      ['Mug', 'Lamp', 'Rope'].map((name, at) => link(name, `/items/${at}`)),
    );
    expect(listDetail(model([other, above, detail])).map(({ key }) => key)[0]).toBe('list-detail--items--items-id');
  });

  it('finds the item by its place and never by its own words, which are others after a restart', () => {
    const list = state('/items', '/items', [link('Rope', '/items/3'), link('Lamp', '/items/2')]);
    const locators = listDetail(model([list, detail])).flatMap(({ steps }) =>
      steps.flatMap((step) => ('target' in step && step.target ? [JSON.stringify(step.target.locator)] : [])),
    );
    expect(locators.length).toBeGreaterThan(0);
    expect(locators.filter((locator) => /Rope|Lamp|items\/\d/.test(locator))).toEqual([]);
  });

  it('takes for the item what its row is about, and not what the row names first', () => {
    const row = (id: number) => [
      { tag: 'li', role: 'listitem', repeated: true },
      link(`Author ${id}`, `/authors/${id}`, { group: String(id * 4) }),
      link('', `/items/${id}`, { group: String(id * 4), text: '', name: `Cover of ${id}` }),
      link(`Lamp of ${id}`, `/items/${id}`, { group: String(id * 4) }),
    ];
    const list = state('/', '/', [row(0), row(1), row(2)].flat());
    const author = state('/authors/1', '/authors/:id', [heading('Author 1')]);
    const drafts = listDetail(model([list, author, detail]));
    expect(drafts.map(({ key }) => key)[0]).toBe('list-detail--start--items-id');
    const remembered = drafts[0]?.steps.flatMap((step) =>
      step.kind === 'remember' ? [step.target.fingerprint.text] : [],
    );
    expect(remembered).toEqual(['Lamp of 1']);
    expect(drafts.map(({ title }) => title).at(-2)).toMatch(/^What an item of .* names beside itself opens/);
  });

  it('finds the item by its row where links that sort the list or add to it bear the same address', () => {
    const rows = [0, 1, 2].flatMap((at) => [
      { tag: 'tr', role: 'row', xpath: `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]` },
      link(`Lamp ${at}`, `/items/${at}`, {
        group: String(at * 2),
        xpath: `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]/td[1]/a[1]`,
      }),
    ]);
    const sorts = link('Newest', '/items/?sort=new');
    const list = state('/items/', '/items/', [...rows, sorts]);
    const steps = listDetail(model([list, detail]))[0]?.steps ?? [];
    expect(steps.flatMap((step) => (step.kind === 'click' ? step.target.locator.links : []))).toEqual([
      { by: 'role', role: 'row' },
      { by: 'nth', index: 1 },
      { by: 'role', role: 'link' },
    ]);
  });

  it('finds the item by its row where its address has nothing in common with the others', () => {
    const rows = [0, 1, 2].flatMap((at) => [
      { tag: 'li', role: 'listitem', repeated: true },
      link(`Page ${at}`, `/Page-${at}`, { group: String(at * 2), xpath: `/html[1]/body[1]/li[${at * 2 + 1}]/a[1]` }),
    ]);
    const one = state('/Page-1', '/:slug', [heading('Page 1')]);
    const steps = listDetail(model([state('/index', '/index', rows), one]))[0]?.steps ?? [];
    expect(steps.flatMap((step) => (step.kind === 'click' ? step.target.locator.links : []))).toEqual([
      { by: 'role', role: 'listitem' },
      { by: 'nth', index: 1 },
      { by: 'role', role: 'link' },
    ]);
  });

  it('remembers what the cells of its row say, which its own page may say too, and no passing word', () => {
    const rows = [0, 1, 2].flatMap((at) => {
      const tr = `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]`;
      const cell = (number: number, text: string) => ({
        tag: 'td',
        role: 'cell',
        text,
        group: String(at * 5),
        xpath: `${tr}/td[${number}]`,
      });
      return [
        { tag: 'tr', role: 'row', text: `Lamp ${at}`, repeated: true, xpath: tr },
        link(`Lamp ${at}`, `/items/${at}`, { group: String(at * 5), xpath: `${tr}/td[1]/a[1]` }),
        cell(2, `Harbour office ${at}`),
        cell(3, 'Yes'),
        cell(4, '3 minutes ago'),
      ];
    });
    const steps = listDetail(model([state('/items', '/items', rows), detail]))[0]?.steps ?? [];
    const remembered = steps.flatMap((step) =>
      step.kind === 'remember' ? [[step.name, step.target.locator.links]] : [],
    );
    expect(remembered.map(([name]) => name)).toEqual(['title', 'detail1']);
    expect(remembered[1]?.[1]).toEqual([
      { by: 'role', role: 'row' },
      { by: 'nth', index: 1 },
      { by: 'css', css: 'xpath=./td[2]' },
    ]);
  });

  it('takes what can be done for no items', () => {
    const page = state('/admin', '/admin', [link('Add a user', '/admin/user'), link('Edit mail', '/admin/mail')]);
    expect(listDetail(model([page, state('/admin/user', '/admin/:slug', [heading('User')])]))).toEqual([]);
  });

  it('takes a single link for no list', () =>
    expect(listDetail(model([state('/', '/', [link('Lamp', '/items/2')]), detail]))).toEqual([]));
});
