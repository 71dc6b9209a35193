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

  it.each([
    ['there is but one more entry', [list(7, 8), detail]],
    ['no heading tells what a page is about', [list(7, 8, 9), state('/items/2', '/items/:id', [price('$24.00')])]],
    ['two do', [list(7, 8, 9), state('/items/2', '/items/:id', [h1('Lamp'), h1('Shop')])]],
  ])('are left alone where %s', (_why, states) => expect(listAgrees(model(states))).toEqual([]));
});
