import type { Fingerprint } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { agreeingEvidence, showsTheSame } from './evidence.js';

const price: Fingerprint = { tag: 'p', role: 'paragraph', rolePath: 'main/list/listitem/paragraph', text: '$24.00' };

describe('a figure whose class went', () => {
  it('is not called gone while one written the same way stands in its place', () => {
    expect(showsTheSame(price, { ...price, classes: ['amount'], text: '$126.50' })).toBe(true);
  });
  it.each([
    ['another text', { ...price, text: 'A lantern that keeps its word.' }],
    ['a figure of another kind', { ...price, text: '24 left' }],
    ['a figure elsewhere', { ...price, rolePath: 'contentinfo/paragraph' }],
    ['one of another role', { ...price, role: 'heading' }],
    ['nothing to read', { ...price, text: undefined }],
  ])('is gone where only %s is there', (_what, found) => {
    expect(showsTheSame(price, found)).toBe(false);
  });
});

describe('a button in a row, of which only its word was known', () => {
  const remove: Fingerprint = { tag: 'button', role: 'button', rolePath: 'main/table/row/button', text: 'Remove' };
  const found = (text: string, more: Partial<Fingerprint> = {}): boolean =>
    showsTheSame(remove, { ...remove, text, name: `${text} Tidewater Mug`, ...more });
  it('is not called gone while one with a word of the same sense stands in its place', () => {
    expect([found('Delete'), found('Löschen')]).toEqual([true, true]);
    expect([found('Save'), found('Delete', { rolePath: 'main/button' })]).toEqual([false, false]);
  });
  it('is what is pressed: a value of the same sense is another value', () => {
    const value = { ...remove, role: 'cell' };
    expect(showsTheSame(value, { ...value, text: 'Delete' })).toBe(false);
  });
});

describe('an id', () => {
  const evidence = (id: string) =>
    agreeingEvidence({ tag: 'input', id }, { tag: 'input', id }, { ownTextCounts: true });
  it('is evidence where somebody gave it, and none where a library counted it out', () => {
    expect(evidence('delivery-date')).toEqual(['id']);
    expect(evidence(':r7:')).toEqual([]);
  });
});
