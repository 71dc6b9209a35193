import type { Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { uniqueValues } from './own-value.js';

const fill = (prefix: string, fingerprint: object): Step =>
  ({
    kind: 'fill',
    target: { locator: { frame: [], links: [] }, fingerprint: { tag: 'input', ...fingerprint } },
    value: { kind: 'unique', shape: 'text', prefix },
  }) as unknown as Step;
const first = (...steps: Step[]): string | undefined => uniqueValues({ steps })[0]?.prefix;

describe('by what a thing is known', () => {
  it('is the field that names it, by its label or by what stands in the empty box', () => {
    expect(first(fill('address', { label: 'Address' }), fill('title', { label: 'Title' }))).toBe('title');
    expect(first(fill('address', { name: 'Address' }), fill('title', { name: 'Custom title' }))).toBe('title');
  });

  it('is what was entered first, where no field says so', () =>
    expect(first(fill('address', { label: 'Address' }), fill('note', { label: 'Note' }))).toBe('address'));
});
