import { describe, expect, it } from 'vitest';
import { formPage, heading, link, model, state } from '../../test/sample-model.js';
import { listAgrees } from './list-agrees.js';

const h1 = (text: string) => ({ ...heading(text), tag: 'h1' });
const price = (text: string, more = {}) => ({ tag: 'p', text, classes: ['price'], ...more });
const detail = state('/items/2', '/items/:id', [h1('Lamp'), price('$24.00')]);
const row = (id: number, at: number) => {
  const xpath = `/html[1]/body[1]/ul[1]/li[${at + 1}]`;
  return [
    { tag: 'li', role: 'listitem', repeated: true, xpath },
    link(`Thing ${id}`, `/items/${id}`, { group: String(at * 3), xpath: `${xpath}/a[1]` }),
    price(`$${id}.00`, { group: String(at * 3), xpath: `${xpath}/p[1]` }),
  ];
};
const list = (...ids: number[]) => state('/items', '/items', ids.flatMap(row));

describe('a list and the pages of its things', () => {
  it('say the same of title and price, for the first entries but the one that is opened by itself', () => {
    const [draft, ...others] = listAgrees(model([list(7, 8, 9), detail]));
    expect(others).toEqual([]);
    expect(draft?.steps.map(({ title }) => title)).toEqual(
      [1, 2].flatMap((number) => [
        'the page /items is open',
        `I remember the title${number} that is shown`,
        `I remember the price${number} that is shown`,
        'I click the item',
        `the heading contains the remembered title${number}`,
        `the page contains the remembered price${number}`,
      ]),
    );
    expect(JSON.stringify(draft?.steps.map((step) => ('target' in step ? step.target?.locator : null)))).not.toMatch(
      /Thing|\d\.00|items\/\d/,
    );
    expect(new Set(draft?.steps.map(({ key }) => key)).size).toBe(draft?.steps.length);
  });

  it('are only compared by title where the pages of things bear no price', () => {
    const plain = state('/items/2', '/items/:id', [h1('Lamp')]);
    const [draft] = listAgrees(model([list(7, 8, 9), plain]));
    expect(draft?.steps.filter(({ kind }) => kind === 'remember' || kind === 'expect')).toHaveLength(4);
  });

  it('are compared at the end of a list to which tests add, and not at all where it is short', () => {
    const making = formPage('/items/new', [{ label: 'Name', type: 'text', required: true }], 'Add item', {
      action: 'http://shop.test/items/new',
    });
    const drafts = (...ids: number[]) => listAgrees(model([list(...ids), detail, making]));
    const places = drafts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)[0]?.steps.flatMap((step) =>
      step.kind === 'click' ? step.target.locator.links.flatMap((each) => (each.by === 'nth' ? each.index : [])) : [],
    );
    expect(places).toEqual([9, 7, 6, 5]);
    expect(drafts(1, 2, 3, 4, 5)).toEqual([]);
  });

  it('are only compared by title where a table is about something else that refers to them further on in its rows', () => {
    const hours = (cell: number) =>
      [1, 2, 3].flatMap((id, at) => {
        const xpath = `/html[1]/body[1]/main[1]/table[1]/tbody[1]/tr[${at + 1}]`;
        const group = String(at * 4);
        const cells = [{ tag: 'td', text: 'Monday', group, xpath: `${xpath}/td[1]` }].slice(0, cell - 1);
        return [
          { tag: 'tr', role: 'row', repeated: true, xpath, interactive: false },
          ...cells,
          link(`Thing ${id}`, `/items/${id}`, { group, xpath: `${xpath}/td[${cell}]/a[1]` }),
          price('1.50', { group, xpath: `${xpath}/td[3]` }),
          ...(cells.length === 0 ? [{ tag: 'td', text: '', group, xpath: `${xpath}/td[2]` }] : []),
        ];
      });
    const prices = (cell: number) =>
      listAgrees(model([state('/hours', '/hours', hours(cell)), detail])).flatMap(({ steps }) =>
        steps.filter(({ title }) => title.includes('the page contains')),
      ).length;
    expect([prices(1), prices(2)]).toEqual([2, 0]);
  });

  it('lead from behind a tab of a page to what they say, and not from where they also stand without it', () => {
    const inside = [h1('Kim'), { tag: 'button', role: 'tab', name: 'Things', text: 'Things' }];
    const reach = (path: string) => [
      { kind: 'goto' as const, path },
      { kind: 'click' as const, locator: { frame: [], links: [{ by: 'role' as const, role: 'tab', name: 'Things' }] } },
    ];
    const titles = (...outside: Parameters<typeof state>[2]) => {
      const plain = state('/people/1', '/people/:id', [...inside, ...outside]);
      const open = state('/people/1', '/people/:id', [...inside, link('Thing 7', '/items/7')]);
      const locators = {
        ...plain.locators,
        '1': { frame: [], links: [{ by: 'role' as const, role: 'tab', name: 'Things' }] },
      };
      const states = [{ ...plain, locators }, { ...open, reach: reach('/people/1'), locators }, detail];
      return listAgrees(model(states.map((each, at) => (at === 1 ? { ...each, locators: open.locators } : each)))).map(
        ({ steps }) => steps.map(({ title }) => title),
      );
    };
    expect(titles()).toEqual([
      [
        'the page /people/1 is open',
        'I click “Things”',
        'I remember the title1 that is shown',
        'I click the item',
        'the heading contains the remembered title1',
      ],
    ]);
    expect(titles(link('Thing 7', '/items/7'))).toEqual([]);
  });

  it.each([
    ['there is but one more entry', [list(7, 8), detail]],
    ['no heading tells what a page is about', [list(7, 8, 9), state('/items/2', '/items/:id', [price('$24.00')])]],
    ['two do', [list(7, 8, 9), state('/items/2', '/items/:id', [h1('Lamp'), h1('Shop')])]],
  ])('are left alone where %s', (_why, states) => expect(listAgrees(model(states))).toEqual([]));
});
