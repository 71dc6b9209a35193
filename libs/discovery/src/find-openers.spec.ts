import type { PageElement, PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { findOpeners } from './find-openers.js';

const button = (name: string, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  interactive: true,
  visible: true,
  enabled: true,
  ...more,
});
const openersOf = (...elements: PageElement[]) =>
  findOpeners({ elements, forms: [] } as unknown as PageSnapshot).map(({ index }) => elements[index]?.name);

describe('what is worth a click', () => {
  it('are the icons of a head: search, account, cart, and one without a name where there is a landmark', () => {
    expect(openersOf(button('Search'), button('Toggle navigation'), button('My account'), button('Cart (2)'))).toEqual([
      'Search',
      'Toggle navigation',
      'My account',
      'Cart (2)',
    ]);
    expect(openersOf(button('', { landmark: 'banner' }), button(''))).toEqual(['']);
  });
  it.each(['Check for update', 'Restart server', 'Send test mail', 'Add to cart', 'Shut down', 'Delete', 'Log out'])(
    'is not what does something at once: %s',
    (name) => expect(openersOf(button(name, { landmark: 'navigation' }))).toEqual([]),
  );
});
