import type { PageElement, PageSnapshot } from '@testforge/core';
import { expect, it } from 'vitest';
import { offeredIn } from './read-choices.js';

const entry = (text: string, at: string, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'li',
  role: 'listitem',
  text,
  xpath: `${at}/li[${text.length}]`,
  interactive: true,
  visible: true,
  ...more,
});
const page = (...elements: PageElement[]): PageSnapshot => ({ elements }) as unknown as PageSnapshot;
const menu = [entry('Home', '/nav/ul'), entry('Help', '/nav/ul')];

it('offers the options of a list that came with the click', () => {
  const option = entry('Large', '/ul', { role: 'option' });
  expect(offeredIn(page(...menu, option), page(...menu))).toEqual([{ value: 'Large', label: 'Large' }]);
});

it('offers entries without a role, side by side, none of which was there before', () => {
  const moved = menu.map((each) => ({ ...each, xpath: `/div[2]${each.xpath ?? ''}` }));
  const list = [entry('Male', '/body/ul'), entry('Female', '/body/ul'), entry('', '/body/ul')];
  expect(offeredIn(page(...list, ...moved), page(...menu))).toEqual([
    { value: 'Male', label: 'Male', plain: true },
    { value: 'Female', label: 'Female', plain: true },
  ]);
  expect(offeredIn(page(...moved), page(...menu))).toEqual([]);
});
