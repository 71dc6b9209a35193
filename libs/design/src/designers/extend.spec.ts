import type { AppModel } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, model, state } from '../../test/sample-model.js';
import { isBelowThing } from '../below-thing.js';
import { placedForms } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { extend, partsFor } from './extend.js';
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
      ['extend-deleted', 'part'],
      ['extend-twice', 'double'],
    ]);
  });

  it('is added to a thing of our own instead, by the same form', () => {
    const [draft, ...others] = extend(ofTwo);
    expect(others.map(({ watch }) => watch.record)).toEqual(['part', 'double']);
    expect(draft?.title).toBe('“Add column” on the page “Add column” works on what “Create table” made');
    expect(draft?.watch).toMatchObject({
      record: 'extend',
      below: { template: '/:slug/add-column/', action: '/:own/add-column', at: 0 },
    });
  });

  it('is added to what is listed beside the page that makes it, and nowhere else; what changes a thing adds nothing', () => {
    const boats = [1, 2].map((id) => ({
      href: `http://shop.test/boats/${id}`,
      text: `Boat ${id}`,
      landmark: undefined,
    }));
    const page = (path: string, template: string, label: string, action = path) =>
      state(path, template, [input(label, label), button('Save'), heading(label)], {
        forms: [form({ fields: [field(label)], submits: [1], action: `http://shop.test${action}` })],
      });
    const samples = ['/boats/1/trips/new', '/boats/2/trips/new'];
    const app = model([
      state('/boats', '/boats', [heading('Boats'), link('New boat', '/boats/new')], { links: boats }),
      page('/boats/new', '/boats/new', 'Name'),
      { ...page('/boats/2/trips/new', '/boats/:id/trips/new', 'Trip'), samples },
      { ...page('/boats/2/edit', '/boats/:id/edit', 'Port'), samples: ['/boats/1/edit', '/boats/2/edit'] },
    ]);
    const drafts = extend(app).filter(({ watch }) => watch.record === 'extend');
    expect(drafts.map(({ watch }) => [watch.below?.template, watch.follows])).toEqual([
      ['/boats/:id/trips/new', 'form-happy--boats-new--boats-new'],
    ]);
    const maker = placedForms(app).find(({ state: { path } }) => path === '/boats/new');
    expect(maker && partsFor(app)(maker).map(({ template }) => template)).toEqual(['/boats/:id/trips/new']);
  });

  describe('that is only chosen for it', () => {
    const books = [1, 2, 3].map((id) => ({
      href: `http://shop.test/books/${id}`,
      text: `Book ${id}`,
      landmark: undefined,
    }));
    const list = state('/books', '/books', [input('Title', 'title'), button('Add book'), heading('Books')], {
      forms: [form({ fields: [field('title')], submits: [1], action: 'http://shop.test/books' })],
      links: books,
    });
    const book = state('/books/2', '/books/:id', [heading('Book 2'), button('Lend')]);
    const reader = {
      element: 2,
      label: 'Reader',
      type: 'select',
      required: true,
      options: [{ value: '1', label: 'Ada' }],
    };
    const lending = (opener: string) => ({
      ...state(
        '/books/2',
        '/books/:id',
        [heading('Book 2'), button(opener), input('Reader', 'reader', { tag: 'select' }), button('Confirm')],
        { forms: [form({ fields: [reader], submits: [3], action: '', method: 'get' })] },
      ),
      key: 'lending',
      depth: 3,
      reach: [
        { kind: 'goto' as const, path: '/books/2' },
        { kind: 'click' as const, locator: book.locators['1'] ?? { frame: [], links: [] } },
      ],
    });

    it('is chosen for one of our own, by what opens there', () => {
      const app = model([list, book, lending('Lend')]);
      expect(placedForms(app).map((placed) => [placed.name, maySend(app, placed)])).toContainEqual(['Confirm', false]);
      expect(extend(app).map(({ watch }) => [watch.record, watch.below?.inside?.labels])).toEqual([
        ['extend', ['Reader']],
      ]);
    });

    it('is nothing of ours where a text is asked as well', () => {
      const page = lending('Lend');
      const forms = page.snapshot.forms.map((each) => ({
        ...each,
        fields: [...each.fields, { ...field('note'), type: 'number' }],
      }));
      expect(extend(model([list, book, { ...page, snapshot: { ...page.snapshot, forms } }]))).toEqual([]);
    });
  });
});
