import type { AppModel } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, model, state } from '../../test/sample-model.js';
import { isBelowThing } from '../below-thing.js';
import { maySend, placedForms } from '../form-kind.js';
import { extend } from './extend.js';
import { formHappy } from './form-happy.js';

const field = (label: string) => ({ element: 0, label, nameAttr: label, type: 'text', required: true });
const tables = ['evening', 'guest'];
const links = tables.map((name) => ({ href: `http://shop.test/${name}/`, text: name, landmark: undefined }));
const making = state(
  '/new-table/',
  '/new-table/',
  [input('Table name', 'table'), button('Create table'), heading('New table')],
  {
    forms: [form({ fields: [field('table')], submits: [1], action: 'http://shop.test/new-table/' })],
    links,
  },
);
const adding = state(
  '/evening/add-column/',
  '/:slug/add-column/',
  [
    input('Column name', 'column'),
    button('Add column'),
    heading('Add column'),
    ...tables.map((name) => link(name, `/${name}/`)),
  ],
  { forms: [form({ fields: [field('column')], submits: [1], action: 'http://shop.test/evening/add-column/' })], links },
);
const loosely = {
  ...adding,
  snapshot: {
    ...adding.snapshot,
    forms: adding.snapshot.forms.map((each) => ({
      ...each,
      fields: each.fields.map((one) => ({ ...one, required: false })),
    })),
  },
};
const app = (samples: string[]): AppModel => model([making, { ...adding, samples }]);
const ofTwo = app(['/evening/add-column/', '/guest/add-column/']);

describe('what is added to a thing', () => {
  it('is nothing of ours where the thing is one of several that were there', () => {
    expect(isBelowThing(ofTwo, '/:slug/add-column/')).toBe(true);
    expect(placedForms(ofTwo).map((placed) => [placed.name, maySend(ofTwo, placed)])).toEqual([
      ['Create table', true],
      ['Add column', false],
    ]);
    expect(formHappy(ofTwo).map(({ pages }) => pages)).toEqual([['/new-table/']]);
  });

  it('is ours to add where all pages belong to one and the same', () => {
    const organisation = model([{ ...adding, template: '/:slug/add-column/', samples: ['/evening/add-column/'] }]);
    const alone = {
      ...organisation,
      states: organisation.states.map((each) => ({ ...each, snapshot: { ...each.snapshot, links: [] } })),
    };
    expect(isBelowThing(alone, '/:slug/add-column/')).toBe(false);
  });

  it('is also left out, where only the app can ask for it', () => {
    const drafts = extend(model([making, { ...loosely, samples: ['/evening/add-column/', '/guest/add-column/'] }]));
    expect(drafts.map(({ designer, watch }) => [designer, watch.record])).toEqual([
      ['extend', 'extend'],
      ['extend-required', 'lack'],
    ]);
  });

  it('is added to a thing of our own instead, by the same form', () => {
    const [draft, ...others] = extend(ofTwo);
    expect(others).toEqual([]);
    expect(draft?.title).toBe('“Add column” on the page “Add column” works on what “Create table” made');
    expect(draft?.watch).toMatchObject({
      record: 'extend',
      below: { template: '/:slug/add-column/', action: '/:own/add-column', at: 0 },
    });
  });
});
