import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, model, state } from '../../test/sample-model.js';
import { itemViews } from './item-views.js';

const rows = [link('Rope', '/items/3'), link('Lamp', '/items/2')];
const list = state('/items', '/items', rows);
const history = state('/items/2/history', '/items/:id/history', [heading('History: Lamp')]);
const detailWith = (...links: ReturnType<typeof link>[]) =>
  state('/items/2', '/items/:id', [heading('Lamp'), ...links]);

describe('what lies behind the page of an item', () => {
  it('is reached from the list by the item', () => {
    const found = itemViews(model([list, detailWith(link('History', '/items/2/history')), history]));
    expect(found.map(({ title }) => title)).toEqual(['“History” of an item of “Page” opens']);
    expect(found[0]?.steps.map(({ title }) => title)).toEqual([
      'the page /items is open',
      'I remember the title that is shown',
      'I click the item',
      'I click “History”',
    ]);
    expect(found[0]?.watch.template).toBe('/items/:id/history');
  });

  it('is no page of another thing, nothing that destroys, and no link that is called after the item', () => {
    const links = [
      link('History', '/items/3/history'),
      link('Delete', '/items/2/history'),
      link('History of Lamp', '/items/2/history'),
    ];
    expect(itemViews(model([list, detailWith(...links), history]))).toEqual([]);
  });

  it('is nothing that the page of another such item does not have', () => {
    const links = [link('History', '/items/2/history'), link('Notes', '/items/2/notes')];
    const notes = state('/items/2/notes', '/items/:id/notes', [heading('Notes: Lamp')]);
    const rope = state('/items/3', '/items/:id', [heading('Rope'), link('History', '/items/3/history')]);
    const titles = (...others: ReturnType<typeof state>[]) =>
      itemViews(model([list, detailWith(...links), history, notes, ...others])).map(({ title }) => title);
    expect(titles()).toEqual(['“History” of an item of “Page” opens', '“Notes” of an item of “Page” opens']);
    expect(titles(rope)).toEqual(['“History” of an item of “Page” opens']);
  });

  it('is told by what its page is made of only where that is known of several, once tests add to the list', () => {
    const add = form({
      fields: [{ label: 'Name', type: 'text', required: true, element: 2 }],
      submits: [3],
      heading: '',
    });
    const growing = state('/items', '/items', [...rows, input('Name', 'name'), button('Add item')], { forms: [add] });
    const effects = (...states: ReturnType<typeof state>[]) =>
      itemViews(model([...states, detailWith(link('History', '/items/2/history')), history]))[0]?.watch.effects;
    const another = state('/items/3/history', '/items/:id/history', [heading('History: Rope')]);
    expect(effects(list)).toContain('feature');
    expect(effects(growing)).not.toContain('feature');
    expect(effects(growing, another)).toContain('feature');
  });

  it('is told of two kinds of things, where it is called alike for all', () => {
    const kinds = ['items', 'rooms', 'people'].flatMap((kind) => [
      state(`/${kind}`, `/${kind}`, [link('One', `/${kind}/3`), link('Two', `/${kind}/2`)]),
      state(`/${kind}/2`, `/${kind}/:id`, [heading('Two'), link('History', `/${kind}/2/history`)]),
      state(`/${kind}/2/history`, `/${kind}/:id/history`, [heading(`History of ${kind}`)]),
    ]);
    expect(itemViews(model(kinds))).toHaveLength(2);
  });
});
