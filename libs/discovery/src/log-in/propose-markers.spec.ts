import type { PageElement, PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { proposeMarkers } from './propose-markers.js';

const page = (...parts: Partial<PageElement>[]): PageSnapshot =>
  ({
    url: 'http://app.test/',
    elements: parts.map((part, at) => ({ tag: 'div', interactive: false, visible: true, xpath: `/${at}`, ...part })),
  }) as unknown as PageSnapshot;
const user = { tag: 'input', role: 'textbox', name: 'User name', interactive: true };

describe('what shows that one is inside', () => {
  it('is also a link without an address that a script made a button of, and before a box to type in', () => {
    const search = { tag: 'input', role: 'textbox', name: 'Search', interactive: true };
    const inside = page(search, { tag: 'a', name: 'Settings', title: 'Settings', interactive: true });
    expect(proposeMarkers([page(user)], inside, 'ada')).toEqual([1, 0]);
  });

  it('is nothing that was there before, and nothing that names the user', () => {
    const inside = page(user, { tag: 'a', name: 'Ada', interactive: true });
    expect(proposeMarkers([page(user)], inside, 'ada')).toEqual([]);
  });
});
