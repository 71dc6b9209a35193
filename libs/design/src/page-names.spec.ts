import { describe, expect, it } from 'vitest';
import { button, form, heading, link, model, state } from '../test/sample-model.js';
import { deriveExpectations } from './derive-expectations.js';
import { planDrafts } from './plan-drafts.js';
import { pageName, sharedTexts } from './page-names.js';

const panel = heading('Try our extension');
const list = state('/books', '/books', [panel, heading('Books'), button('Add a book')], { title: 'Books | Library' });
const queue = state('/queue', '/queue', [panel, button('Recheck all')], { title: 'Queue | Library' });
const start = state('/', '/', [panel, link('Queue', '/queue', { landmark: 'navigation: Main' })], {
  title: 'Library',
});
const app = model([start, list, queue]);

describe('what a page is known by', () => {
  it('names a page by what no page of another kind shows', () =>
    expect([list, queue].map((state) => pageName(app, state))).toEqual(['Books', 'Queue']));

  it('does not hold two views of one page for two pages', () => {
    const plain = state('/books/add', '/books/add', [panel, heading('Add book')]);
    const small = state('/books/add?_popup=1', '/books/add?_popup', [heading('Add book')]);
    expect(pageName(model([list, plain, small]), plain)).toBe('Add book');
  });

  it('names a page by its address where nothing else tells it', () => {
    const bare = [state('/a', '/a', [panel]), state('/b', '/b', [panel])];
    expect(bare.map((state) => pageName(model(bare), state))).toEqual(['/a', '/b']);
  });

  it('names a page by the link that leads there where the page itself says nothing of its own', () => {
    const links = [
      { href: '/tags', text: 'Watch groups' },
      { href: '/tags', text: 'More' },
      { href: '/import', text: 'Import' },
    ];
    const add = { label: 'Name', type: 'text', required: true, element: 0 };
    const tags = state('/tags', '/tags', [panel], {
      forms: [form({ fields: [add], submits: [], heading: 'Try our extension' })],
    });
    const shop = model([state('/', '/', [panel], { links }), tags, state('/import', '/import', [panel])]);
    expect(shop.states.slice(1).map((each) => pageName(shop, each))).toEqual(['Watch groups', 'Import']);
  });

  it('names no page after the link that puts it in another order', () => {
    const links = [{ href: '/content?ordering=id', text: 'Identifier' }];
    const list = state('/content', '/content', [panel], { links });
    expect(pageName(model([state('/', '/', [panel]), list]), list)).toBe('/content');
  });

  it('names no page after the heading of a form that stands on every page', () => {
    const forms = [form({ fields: [], submits: [], heading: 'Logo' })];
    const pages = ['/a', '/b'].map((path) => state(path, path, [panel], { forms }));
    expect(pages.map((each) => pageName(model(pages), each))).toEqual(['/a', '/b']);
  });

  it('keeps headings, titles and controls apart that several kinds of page share', () =>
    expect(sharedTexts(app)).toMatchObject({ headings: ['Try our extension'], titles: [], features: [], frame: [] }));

  it('tells what most kinds of page show from what only some do', () => {
    const named = (...names: string[]) => names.map((name) => ({ tag: 'button', role: 'button', name, text: name }));
    const pages = [named('Theme', 'Log scale'), named('Theme', 'Log scale'), named('Theme'), named('Theme')].map(
      (parts, at) => state(`/${at}`, `/${at}`, parts, { structureHash: `${at}` }),
    );
    const { features, frame } = sharedTexts(model(pages));
    expect([features, frame]).toEqual([['button Theme', 'button Log scale'], ['button Theme']]);
  });

  it('takes no row’s heading for the name of a page', () => {
    const row = { ...heading('Repair evening'), tag: 'h5', repeated: true };
    const list = state('/list', '/list', [row], { headings: [{ level: 5, text: 'Repair evening' }], title: 'Board' });
    expect(pageName(model([list, state('/', '/', [heading('Start')])]), list)).toBe('Board');
  });

  it('knows no page by what a row of a list is called, which may be gone tomorrow', () => {
    const row = { repeated: true, landmark: 'main' };
    const shelf = state('/series', '/series', [link('Harbour walk', '/series/1', row)]);
    const one = state('/series/1', '/series/:id', [heading('Harbour walk')]);
    expect(sharedTexts(model([shelf, one])).headings).toEqual(['Harbour walk']);
    expect(sharedTexts(model([shelf, one])).features).toContain('img Harbour walk');
  });

  it('asserts of an opened page nothing that holds on another kind of page too', () => {
    const draft = planDrafts(app, { maxTests: 60 }).drafts.find(({ key }) => key === 'smoke--queue');
    const seen = {
      checkpoints: [{ name: 'after' as const, stepKey: 'open', before: null, page: queue.snapshot }],
      uniqueValues: [],
    };
    expect(
      draft &&
        deriveExpectations(seen, seen, draft, {}, sharedTexts(app)).map(
          ({ step }) => step.expectation.foundBy ?? step.expectation.expected,
        ),
    ).toEqual(['/queue', 'Recheck all', 'Queue | Library']);
  });
});

describe('what pages of one kind have in common', () => {
  const page = (id: string, ...parts: ReturnType<typeof button>[]) => state(`/items/${id}`, '/items/:id', parts);

  it('is what each of them shows, whatever others lack', () => {
    const app = model([page('2', button('Order'), button('Delete many')), page('3', button('Order'))]);
    expect(sharedTexts(app).ofKind).toEqual({ '/items/:id': ['button Order'] });
    expect(sharedTexts(model([page('2', button('Order'))])).ofKind).toEqual({ '/items/:id': ['button Order'] });
  });
});
