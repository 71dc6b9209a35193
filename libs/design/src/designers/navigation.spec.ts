import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../../test/sample-model.js';
import { navigation } from './navigation.js';

const inNavigation = { landmark: 'navigation: Main' };

describe('navigation', () => {
  it('clicks each link of the navigation once, and no link elsewhere', () => {
    const start = state('/', '/', [
      heading('Welcome'),
      link('Home', '/', inNavigation),
      link('About', '/about', inNavigation),
      link('About us', '/about', inNavigation),
      link('News', '/news', { landmark: 'main' }),
    ]);
    const drafts = navigation(model([start, state('/about', '/about', [])]));
    expect(drafts.map(({ key }) => key)).toEqual(['navigation--start--about']);
    expect(drafts[0]?.steps.map(({ title }) => title)).toEqual(['the start page is open', 'I click “About”']);
  });

  it('takes single links beside a small navigation too, to pages that were read, but no things of the content', () => {
    const start = state('/', '/', [
      link('About', '/about', inNavigation),
      link('Settings', '/settings'),
      link('Harbour walk', '/walks/1'),
      link('News', '/news', { landmark: 'main' }),
      link('Row', '/row', { repeated: true }),
      link('Unread', '/unread'),
    ]);
    const read = ['/about', '/settings#general', '/news', '/row'].map((path) =>
      state(path, path.split('#')[0] ?? '', []),
    );
    const walk = state('/walks/1', '/walks/:id', []);
    expect(navigation(model([start, ...read, walk])).map(({ pages }) => pages.at(-1))).toEqual(['/about', '/settings']);
  });

  it('knows pages by the route in the fragment, where all are one document', () => {
    const start = state('/app/#/home', '/app/#/home', [
      link('Home', '/app/#/home', inNavigation),
      link('Classes', '/app/#/classes', inNavigation),
      link('Users', '/app/#/users?page=1', inNavigation),
      link('Top', '/app/#top', inNavigation),
    ]);
    const pages = [state('/app/#/classes', '/app/#/classes', []), state('/app/#/users?page=1', '/app/#/users', [])];
    expect(navigation(model([start, ...pages])).map(({ pages: [, to] }) => to)).toEqual([
      '/app/#/classes',
      '/app/#/users',
      '/app/',
    ]);
  });

  it('never logs out and never leaves the app', () => {
    const start = state('/', '/', [
      link('Log out', '/bye', inNavigation),
      link('Elsewhere', 'https://example.org/', inNavigation),
    ]);
    expect(navigation(model([start]))).toEqual([]);
  });

  it('follows no link that exploring found to lead nowhere, or was not to follow', () => {
    const start = state('/', '/', [
      link('Me', '/users/me', inNavigation),
      link('Clear', '/clear?all=1', inNavigation),
      link('News', '/news', inNavigation),
    ]);
    const notVisited = [
      { path: '/users/me', reason: 'answers with 404' },
      { path: '/clear?all=1', reason: 'may destroy something' },
      { path: '/news', reason: 'time budget of 90 s reached' },
    ];
    expect(navigation({ ...model([start]), notVisited }).map(({ key }) => key)).toEqual(['navigation--start--news']);
  });

  it('takes a counter for no name, and the main navigation before the rest of the head', () => {
    const start = state('/', '/', [
      link('Profile', '/me', { landmark: 'banner' }),
      link('12', '/queue', inNavigation),
      link('News', '/news', inNavigation),
    ]);
    expect(navigation(model([start])).map(({ key }) => key)).toEqual([
      'navigation--start--news',
      'navigation--start--me',
    ]);
  });

  it('follows links that bear the role of a button', () => {
    const start = state('/', '/', [link('News', '/news', { role: 'button' })]);
    expect(navigation(model([start])).map(({ key }) => key)).toEqual(['navigation--start--news']);
  });

  it('closes the window that covers the start page before it clicks', () => {
    const under = state('/', '/', [{ tag: 'button', role: 'button', name: 'Accept' }]);
    const start: typeof under = {
      ...state('/', '/', [link('News', '/news', inNavigation)]),
      covered: true,
      reach: [...under.reach, { kind: 'click', locator: under.locators['0'] ?? { frame: [], links: [] } }],
    };
    expect(navigation(model([under, start]))[0]?.steps.map(({ title }) => title)).toEqual([
      'the start page is open',
      'I click “Accept”',
      'I click “News”',
    ]);
  });
});
