import { expect, it } from 'vitest';
import { heading, link, model, state } from '../test/sample-model.js';
import { firstLooks } from './first-looks.js';
import { planDrafts } from './plan-drafts.js';

it('the first look at a page that is only opened keeps what tells it, what it is made of and its rows, and no data', () => {
  const app = model([
    state('/', '/', [
      heading('Orphans'),
      { tag: 'li', role: 'listitem', text: 'Autumn' },
      link('Autumn', '/pages/autumn', { group: '1', repeated: true }),
      link('Search', '/find'),
      { tag: 'p', role: 'paragraph', text: 'Nothing links to these.' },
    ]),
  ]);
  const [look] = Object.values(firstLooks(app, planDrafts(app, { maxTests: 9 }).drafts));
  expect(look?.elements.map(({ text }) => text)).toEqual(['Orphans', 'Autumn', 'Search']);
});
