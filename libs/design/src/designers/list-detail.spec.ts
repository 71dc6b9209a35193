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

  it('finds the item by its place and never by its own words, which are others after a restart', () => {
    const list = state('/items', '/items', [link('Rope', '/items/3'), link('Lamp', '/items/2')]);
    const locators = listDetail(model([list, detail])).flatMap(({ steps }) =>
      steps.flatMap((step) => ('target' in step && step.target ? [JSON.stringify(step.target.locator)] : [])),
    );
    expect(locators.length).toBeGreaterThan(0);
    expect(locators.filter((locator) => /Rope|Lamp|items\/\d/.test(locator))).toEqual([]);
  });

  it('takes a single link for no list', () =>
    expect(listDetail(model([state('/', '/', [link('Lamp', '/items/2')]), detail]))).toEqual([]));
});
