import type { Fingerprint, PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { policy } from '../test/spec-page.js';
import { decide, type Decision } from './decide.js';

/** A list to sort by, of which everything but its names changes: words, place, looks, what stands around. */
const before: Fingerprint = {
  tag: 'select',
  role: 'combobox',
  name: 'Sort by',
  label: 'Sort by',
  testId: 'sort-filter',
  nameAttr: 'sort',
  id: 'sort',
  heading: 'All products',
  landmark: 'main',
  neighbourTexts: ['Category', 'Apply'],
  rolePath: 'main/form/combobox',
  xpath: '/html[1]/body[1]/main[1]/form[1]/select[2]',
  box: { x: 20, y: 200, width: 120, height: 30 },
};
const after = (change: Partial<Fingerprint> = {}): PageElement => ({
  tag: 'select',
  role: 'combobox',
  name: 'Show first',
  label: 'Show first',
  testId: 'shop.sortFilter',
  nameAttr: 'sort',
  id: 'f-9',
  heading: 'Goods',
  landmark: 'main',
  neighbourTexts: ['Department', 'Go'],
  rolePath: 'main/region/form/combobox',
  xpath: '/html[1]/body[1]/main[1]/section[1]/form[1]/div[2]/select[1]',
  box: { x: 900, y: 700, width: 300, height: 44 },
  visible: true,
  enabled: true,
  interactive: true,
  ...change,
});

const choose = (elements: PageElement[], lost: Partial<Fingerprint> = {}): Decision =>
  decide({
    action: 'select',
    lost: { ...before, ...lost },
    oldLocator: { links: [] },
    elements,
    view: { ownTextCounts: true },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
  });

describe('what is named twice in the markup', () => {
  it('is healed to without a person, however else it looks', () => {
    expect(choose([after()])).toMatchObject({ decision: 'heal', confidence: 0.99, guards: [] });
  });

  it('is not, when it has one of the names only', () => {
    expect(choose([after({ nameAttr: 'arrange' })]).decision).not.toBe('heal');
  });

  it('is not, when another element has one of the names too', () => {
    const rival = after({ testId: 'other', name: 'Size', label: 'Size', xpath: '/html[1]/select[1]' });
    expect(choose([after(), rival]).decision).not.toBe('heal');
  });

  it('is not, when something of any other kind has its names too', () => {
    const label = after({ tag: 'p', role: 'paragraph', name: 'Sorted', label: undefined });
    const decided = choose([after(), { ...label, interactive: false }]);
    expect([decided.decision === 'heal', decided.guards]).toEqual([false, ['name.shared']]);
  });

  it('is not by names that any form has', () => {
    const names = { testId: 'submit-button', nameAttr: 'submit' };
    expect(choose([after(names)], names).decision).not.toBe('heal');
  });

  it('is not by names with figures, which may be places in a row', () => {
    const names = { testId: 'input-3', nameAttr: 'input-3' };
    expect(choose([after(names)], names).decision).not.toBe('heal');
  });
});
