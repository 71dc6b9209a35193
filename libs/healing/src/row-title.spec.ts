import type { PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { policy } from '../test/spec-page.js';
import { decide } from './decide.js';

const title = (name: string): PageElement => ({
  ...{ tag: 'h1', role: 'heading', name, text: name, interactive: false },
  xpath: '/html[1]/body[1]/h1[1]',
});
const button = (name: string, heading: string, testId: string): PageElement => ({
  ...{ tag: 'button', role: 'button', name, text: name, heading, testId, landmark: 'main', interactive: true },
  ...{ repeated: true, neighbourTexts: ['Tidewater Mug'], rolePath: 'main/list/listitem/button' },
  xpath: '/html[1]/body[1]/ul[1]/li[1]/button[1]',
});
const lost = button('Remove', 'Your cart', 'cart-remove');
const guardsOf = (now: PageElement[], before?: PageElement[]): string[] =>
  decide({
    action: 'click',
    lost,
    oldLocator: { links: [] },
    elements: now,
    view: { ownTextCounts: true },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
    ...(before ? { before } : {}),
  }).guards;

describe('a row under the title of its page', () => {
  const before = [title('Your cart'), lost];
  const now = [title('What goes with you'), button('Take out', 'What goes with you', 'basket-remove')];

  it('is no other row for the new words of that title, where it is known how the page was', () => {
    expect(guardsOf(now, before)).not.toContain('row.other');
    expect(guardsOf(now)).toContain('row.other');
  });

  it('is another one under a heading of its own, whatever the title says', () => {
    const card = button('Take out', 'Keeper Lantern', 'basket-remove');
    expect(guardsOf([title('What goes with you'), card], before)).toContain('row.other');
  });
});
