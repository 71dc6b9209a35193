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
    expect(drafts.map(({ key, watch }) => [key, watch.mentions])).toEqual([['list-detail--items--items-id', ['Rope']]]);
  });

  it('takes a single link for no list', () =>
    expect(listDetail(model([state('/', '/', [link('Lamp', '/items/2')]), detail]))).toEqual([]));
});
