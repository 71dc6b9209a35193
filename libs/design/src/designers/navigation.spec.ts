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

  it('never logs out and never leaves the app', () => {
    const start = state('/', '/', [
      link('Log out', '/bye', inNavigation),
      link('Elsewhere', 'https://example.org/', inNavigation),
    ]);
    expect(navigation(model([start]))).toEqual([]);
  });
});
