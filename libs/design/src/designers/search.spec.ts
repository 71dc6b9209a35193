import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, model, state } from '../../test/sample-model.js';
import { search, searchLeftOut } from './search.js';

const searchForm = form({
  method: 'get',
  action: 'http://shop.test/items',
  fields: [{ element: 0, label: 'Search', nameAttr: 'q', type: 'search', required: false }],
  submits: [1],
});
const start = state(
  '/',
  '/',
  [
    input('Search', 'q', { type: 'search' }),
    button('Go'),
    link('A Tidewater Mug', '/items/1'),
    link('Lamp', '/items/2'),
  ],
  { forms: [searchForm] },
);
const detail = state('/items/1', '/items/:id', [heading('A Tidewater Mug')]);

describe('search', () => {
  it('asks for what a list says at that time, and for a word that nothing has', () => {
    const drafts = search(model([start, detail], 'read'));
    expect(drafts.map(({ key }) => key)).toEqual([
      'search--start--items--hit',
      'search--start--items--nothing',
      'search--start--items--none',
      'search--start--items--markup',
    ]);
    expect(drafts[0]?.steps.map(({ title }) => title)).toEqual([
      'the start page is open',
      'I remember the title that is shown',
      'the start page is open',
      'I fill “Search” with the remembered title',
      'I click “Go”',
    ]);
  });

  it('wants nothing of the list to be left where nothing is found, and else only that this is said', () => {
    const [strict, plain] = search(model([start, detail], 'read')).filter(({ key }) => /--no(?:thing|ne)$/.test(key));
    expect(strict?.steps.map(({ title }) => title)).toEqual([
      'the start page is open',
      'I remember the title that is shown',
      'the start page is open',
      'I fill “Search” with “zxqvkwyj”',
      'I click “Go”',
      'what the list showed before is not shown',
    ]);
    expect([strict?.watch.insteadOf, plain?.watch.insteadOf]).toEqual([undefined, strict?.key]);
  });

  it('asks for something else of whom the list calls by the family name first', () => {
    const first = 2;
    const rows = ['Ashford, Alice', 'Mercer, Brian'].flatMap((name, at) => {
      const xpath = `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]`;
      const group = String(first + at * 3);
      return [
        { tag: 'tr', role: 'row', text: name, repeated: true, xpath },
        link(name, `/items/${at}`, { group, xpath: `${xpath}/td[1]/a[1]` }),
        { tag: 'td', role: 'cell', text: `mail${at}@shop.test`, group, xpath: `${xpath}/td[2]` },
      ];
    });
    const people = state('/', '/', [input('Search', 'q', { type: 'search' }), button('Go'), ...rows], {
      forms: [searchForm],
    });
    const [hit, none] = search(model([people, detail], 'read'));
    expect(hit?.steps.slice(1, -1).map(({ title }) => title)).toEqual([
      'I remember the title that is shown',
      'I remember the detail1 that is shown',
      'the start page is open',
      'I fill “Search” with the remembered detail1',
    ]);
    expect(none?.steps.filter(({ kind }) => kind === 'remember')).toHaveLength(1);
  });

  it('asks what narrows a menu after all others', () => {
    const narrowing = form({
      ...searchForm,
      fields: searchForm.fields.map((field) => ({ ...field, nameAttr: 'menu-search' })),
      submits: [],
      action: 'http://shop.test/menu',
      landmark: 'navigation',
    });
    const home = { ...start, snapshot: { ...start.snapshot, forms: [narrowing, searchForm] } };
    expect(search(model([home, detail], 'read'))[0]?.steps.at(-1)?.title).toBe('I click “Go”');
  });

  it('asks only for the nonsense where no item is known', () =>
    expect(search(model([start])).map(({ key }) => key)).toEqual([
      'search--start--items--none',
      'search--start--items--markup',
    ]));

  it('says why it looks for nothing that is there', () => {
    expect(searchLeftOut(model([start])).map(({ title }) => title)).toEqual(['A search finds what is there']);
    expect(searchLeftOut(model([start, detail]))).toEqual([]);
  });

  it('demands that mark-up is shown as it was typed', () => {
    const last = search(model([start]))
      .at(-1)
      ?.steps.at(-1);
    expect(last?.kind === 'expect' && last.expectation).toEqual({
      matcher: 'toContainText',
      expected: '<i>zxqvkwyj</i>',
    });
  });

  it('asks each box for what its own list shows, and the first for what other lists show as well', () => {
    const box = (path: string, things: string) =>
      state(
        path,
        path,
        [
          heading(things),
          input('Find', 'q'),
          button('Go'),
          link('Some thing', `${path}/1`),
          link('Other', `${path}/2`),
        ],
        {
          forms: [
            form({
              method: 'get',
              action: `http://shop.test${path}`,
              fields: [{ element: 1, label: 'Find', nameAttr: 'q', type: 'text', required: false }],
              submits: [2],
            }),
          ],
        },
      );
    const app = model([
      start,
      detail,
      box('/people', 'People'),
      state('/people/1', '/people/:id', [heading('Some thing')]),
    ]);
    expect(search(app).map(({ title }) => title)).toEqual([
      'A search finds what is there',
      'A search finds an item of “People”',
      'A search for what is not there says so',
      'A search for what is not there says so',
      'A search for mark-up shows it as it was typed',
      'The search on “People” finds what is there',
      'The search on “People” for what is not there says so',
      'The search on “People” for what is not there says so',
    ]);
  });

  it('sends the box by Enter where the button beside it leads elsewhere', () => {
    const beside = {
      ...start,
      snapshot: {
        ...start.snapshot,
        elements: start.snapshot.elements.map((each) =>
          each.tag === 'button' ? { ...each, name: 'advanced search', text: 'advanced search' } : each,
        ),
      },
    };
    const last = search(model([beside]))[0]?.steps.at(-1);
    expect(last?.title).toBe('I press “Enter” in “Search”');
  });
});
