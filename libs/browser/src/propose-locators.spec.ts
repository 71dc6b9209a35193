import type { PageElement, PageSnapshot } from '@testforge/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countInSnapshot } from './count-in-snapshot.js';
import { looksGenerated } from './page/paths.js';
import { proposeLocators } from './propose-locators.js';

const element = (more: Partial<PageElement>, index = 1): PageElement => ({
  tag: 'button',
  interactive: true,
  visible: true,
  xpath: `/html[1]/body[1]/button[${index}]`,
  cssPath: `body > button:nth-of-type(${index})`,
  siblingIndex: index - 1,
  ...more,
});
const snapshotOf = (...elements: PageElement[]): PageSnapshot => ({
  url: 'http://app.test/',
  title: '',
  elements,
  headings: [],
  landmarks: [],
  forms: [],
  links: [],
  lists: [],
  messages: [],
  structureHash: '',
  leftOut: 0,
});
const first = (wanted: PageElement, snapshot: PageSnapshot, options = {}) =>
  proposeLocators(wanted, snapshot, options)[0]?.links;

describe('proposed locators', () => {
  it('prefer role with name, and are exact only where a looser name is ambiguous', () => {
    const save = element({ role: 'button', name: 'Save' });
    const draft = element({ role: 'button', name: 'Save as draft' }, 2);
    expect(first(draft, snapshotOf(save, draft))).toEqual([{ by: 'role', role: 'button', name: 'Save as draft' }]);
    expect(first(save, snapshotOf(save, draft))).toEqual([{ by: 'role', role: 'button', name: 'Save', exact: true }]);
  });

  it('take a name without a word last: a count is another tomorrow', () => {
    const queue = element({ role: 'link', name: '0', id: 'queue' });
    expect(first(queue, snapshotOf(queue))).toEqual([{ by: 'css', css: '#queue' }]);
    const bare = element({ role: 'button', name: '×' });
    expect(first(bare, snapshotOf(bare))).toEqual([{ by: 'role', role: 'button', name: '×' }]);
  });

  it('write other test attributes than data-testid as CSS', () => {
    const own = element({ testId: 'save', attributes: { 'data-cy': 'save' } });
    expect(first(own, snapshotOf(own))).toEqual([{ by: 'css', css: '[data-cy="save"]' }]);
    expect(first(element({ testId: 'save' }), snapshotOf(element({ testId: 'save' })))).toEqual([
      { by: 'testId', testId: 'save' },
    ]);
  });

  it('go through the row where the same control stands in several', () => {
    const row = (name: string, index: number): PageElement[] => [
      element({
        tag: 'li',
        role: 'listitem',
        interactive: false,
        repeated: true,
        text: `${name} Delete`,
        xpath: `/ul[1]/li[${index}]`,
        cssPath: `li:nth-of-type(${index})`,
      }),
      element({
        tag: 'span',
        interactive: false,
        text: name,
        xpath: `/ul[1]/li[${index}]/span[1]`,
        cssPath: `li:nth-of-type(${index}) > span`,
        group: String((index - 1) * 3),
      }),
      element({
        role: 'button',
        name: 'Delete',
        text: 'Delete',
        xpath: `/ul[1]/li[${index}]/button[1]`,
        cssPath: `li:nth-of-type(${index}) > button`,
        group: String((index - 1) * 3),
      }),
    ];
    const snapshot = snapshotOf(...row('Dune', 1), ...row('Emma', 2));
    expect(first(snapshot.elements[5] as PageElement, snapshot)).toEqual([
      { by: 'role', role: 'listitem' },
      { by: 'hasText', text: 'Emma' },
      { by: 'role', role: 'button', name: 'Delete' },
    ]);
    expect(first(snapshot.elements[3] as PageElement, snapshot)).toEqual([
      { by: 'role', role: 'listitem' },
      { by: 'hasText', text: 'Emma' },
    ]);
  });

  it('never find a value by the value, and always offer a way', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
        (text) => {
          const value = element({
            tag: 'strong',
            role: 'strong',
            interactive: false,
            text: text.trim(),
            name: undefined,
          });
          const proposals = proposeLocators(value, snapshotOf(value), { avoidOwnText: true });
          expect(proposals.length).toBeGreaterThan(0);
          for (const { links } of proposals)
            for (const link of links) expect('text' in link && link.text === text.trim()).toBe(false);
        },
      ),
    );
  });

  it('that are unique in the snapshot come before the CSS path, and the rest after', () => {
    const twins = [element({ role: 'link', name: 'More' }), element({ role: 'link', name: 'More' }, 2)];
    const snapshot = snapshotOf(...twins);
    expect(first(twins[1] as PageElement, snapshot)).toEqual([{ by: 'css', css: 'body > button:nth-of-type(2)' }]);
    expect(countInSnapshot({ frame: [], links: [{ by: 'role', role: 'link', name: 'more' }] }, snapshot)).toEqual([
      0, 1,
    ]);
  });
});

describe('generated identifiers', () => {
  it.each([
    'css-1a2b3c',
    'sc-bdVaJa',
    'radix-:r1:',
    ':r3:',
    'Button_button__x7Yz1',
    'input-48213',
    'mui-4821',
    '3f2504e0-4f89-11d3',
    'r1d8f3a9',
    'svelte-1xyz',
    'hg-jozFpz',
  ])('%s is known as one', (token) => {
    expect(looksGenerated(token)).toBe(true);
  });
  it.each([
    'cart',
    'main-navigation',
    'email',
    'qty-3',
    'product1',
    'checkout_form',
    'btn-primary',
    'h2',
    'line2',
    'mainBtn',
    'isOpen',
    'cardTitle',
  ])('%s is not', (token) => {
    expect(looksGenerated(token)).toBe(false);
  });
});
