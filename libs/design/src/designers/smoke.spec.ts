import { describe, expect, it } from 'vitest';
import { formPage, heading, link, model, state } from '../../test/sample-model.js';
import { smoke } from './smoke.js';
import { widgets } from './widgets.js';

const start = state('/', '/', [heading('Welcome')]);
const opened = (...rest: ReturnType<typeof state>[]) => smoke(model([start, ...rest]));

describe('smoke', () => {
  it('opens pages by their address, and none whose address is data', () => {
    const drafts = opened(state('/about', '/about', [heading('About')]), state('/p/1', '/p/:id', [heading('One')]));
    expect(drafts.map(({ key, title }) => [key, title])).toEqual([
      ['smoke--start', 'The page “Welcome” opens'],
      ['smoke--about', 'The page “About” opens'],
    ]);
    expect(drafts[1]?.steps).toEqual([
      { kind: 'goto', key: 'open', phase: 'given', path: '/about', title: 'the page /about is open' },
    ]);
  });

  it('takes a page that a window covers for itself, whatever opens on it by one more click', () => {
    const under = state('/', '/', [{ tag: 'button', role: 'button', name: 'Skip' }]);
    const close = { kind: 'click' as const, locator: under.locators['0'] ?? { frame: [], links: [] } };
    const parts = [heading('Welcome'), { tag: 'button', role: 'button', name: 'Filters' }];
    const base = { ...state('/', '/', parts), covered: true, reach: [...under.reach, close] };
    const click = { kind: 'click' as const, locator: base.locators['1'] ?? { frame: [], links: [] } };
    const panel = { ...state('/', '/', [heading('Filters')]), covered: true, reach: [...base.reach, click], depth: 1 };
    const [draft] = smoke(model([panel, under, base]));
    expect(draft?.steps.map(({ title }) => title)).toEqual(['the start page is open', 'I click “Skip”']);
    expect(draft?.watch.opening).toBe(true);
    expect(widgets(model([panel, under, base])).map(({ steps }) => steps.map(({ title }) => title))).toEqual([
      ['the start page is open', 'I click “Skip”', 'I click “Filters”'],
    ]);
  });

  it('opens a page once, and not each way in which it can be shown', () => {
    const shown = (query: string) => state(`/items${query}`, `/items${query.replace(/=\w+/g, '')}`, [heading(query)]);
    const routed = state('/items?page=old', '/items?page=old', [heading('Old')]);
    const drafts = opened(shown(''), shown('?_popup=1'), shown('?_facets=1&kind=walk'), routed);
    expect(drafts.map(({ pages }) => pages[0])).toEqual(['/', '/items', '/items?page=old']);
  });

  it('opens no page whose address names a row of a list, nor what a machine calls a thing', () => {
    const row = { group: 'pool', repeated: true };
    const list = state('/pools', '/pools', [
      heading('Pools'),
      link('Autumn', '/pools/pool/autumn', row),
      link('Harbour', '/pools/pool/harbour', row),
      link('New', '/pools/create'),
    ]);
    const pages = ['/pools/pool/autumn/edit', '/pools/create', '/automations/create?flow=183bfa23-5a39-4574-bd08-9cb8'];
    const drafts = opened(list, ...pages.map((path) => state(path, path, [heading(path)])));
    expect(drafts.map(({ pages: [page] }) => page)).toEqual(['/', '/pools', '/pools/create']);
  });

  it('opens views of what the start page shows, which last as long as that', () => {
    const first = state('/Home', '/Home', [heading('Welcome')]);
    const views = ['/history/Home', '/history/Autumn'].map((path) => state(path, '/history/:slug', [heading(path)]));
    const of = (...others: typeof views) => smoke(model([first, ...others])).map(({ pages: [page] }) => page);
    expect(of(...views)).toEqual(['/Home', '/history/:slug']);
    expect(of(...views.slice(1))).toEqual(['/Home']);
  });

  it('opens one page of each structure', () => {
    const list = (path: string) => state(path, path, [heading(path)], { structureHash: 'list' });
    expect(opened(list('/hot'), list('/rated')).map(({ key }) => key)).toEqual(['smoke--start', 'smoke--hot']);
  });

  it('opens four views of one thing at most, and pages that only end like many', () => {
    const pages = (...paths: string[]) => paths.map((path) => state(path, path, [heading(path)]));
    const keys = opened(
      ...pages(
        '/rename/Home',
        '/meta/Home',
        '/move/Home',
        '/copy/Home',
        '/link/Home',
        '/a/index.html',
        '/b/index.html',
        '/c/index.html',
      ),
    );
    expect(keys.map(({ pages: [page] }) => page)).toEqual([
      '/',
      '/rename/Home',
      '/meta/Home',
      '/move/Home',
      '/copy/Home',
      '/a/index.html',
      '/b/index.html',
      '/c/index.html',
    ]);
  });

  it('takes the start page and the log-in for more urgent than the rest', () =>
    expect(
      opened(
        state('/about', '/about', [heading('About')]),
        formPage('/log-in', [{ label: 'Password', type: 'password' }], 'Log in'),
        formPage(
          '/change',
          [
            { label: 'Old', type: 'password' },
            { label: 'New', type: 'password' },
          ],
          'Change',
        ),
      ).map(({ key, priority }) => [key, priority]),
    ).toEqual([
      ['smoke--start', 'P0'],
      ['smoke--about', 'P2'],
      ['smoke--log-in', 'P0'],
      ['smoke--change', 'P2'],
    ]));

  it('writes no address down that lets its holder in', () =>
    expect(opened(state('/rss?token=695cfce8', '/rss', [])).map(({ key }) => key)).toEqual(['smoke--start']));

  it('leaves out pages that answered with an error', () =>
    expect(smoke(model([{ ...state('/x', '/x', []), status: 500 }]))).toEqual([]));
});
