import type { Fingerprint, PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { compareAttributes } from './strategies/attribute.js';
import { compareSurroundings } from './strategies/relative.js';
import { compareText } from './strategies/text.js';

const field: PageElement = { tag: 'input', role: 'textbox', type: 'text', interactive: true };
const nearness = (lost: Fingerprint, found: Fingerprint): number =>
  compareSurroundings(lost, found)['neighbourTexts'] ?? 0;
const likeness = (lost: Fingerprint, found: Fingerprint): number =>
  compareText(lost, found, { ownTextCounts: true })['ownText'] ?? 0;

describe('a field without a label', () => {
  const lost = { ...field, neighbourTexts: ['Weight'] };
  it('is found by the text that stood beside it where that is its label by now', () => {
    expect(nearness(lost, { ...field, name: 'Weight', label: 'Weight' })).toBe(1);
    expect(nearness(lost, { ...field, name: 'Height', label: 'Height' })).toBe(0);
  });
  it('had one where its own words tell what it is: what another is called then says nothing', () => {
    expect(nearness({ ...lost, name: 'Kilograms' }, { ...field, name: 'Weight' })).toBe(0);
  });
});

describe('an icon with a label for those who do not see', () => {
  const star: Fingerprint = { tag: 'button', role: 'button', name: 'Star this repository (123)', text: 'Star' };
  it('is found by what is seen of it as well', () => {
    const now = { tag: 'button', role: 'button', name: 'Star (1.2k)', text: 'Star' };
    expect(likeness(star, now)).toBeGreaterThan(likeness(star, { ...now, name: 'Fork this repository', text: 'Fork' }));
  });
  it('is more like what bears its name than like all that looks the same', () => {
    const edit = (whom: string): Fingerprint => ({ tag: 'button', role: 'button', name: `Edit ${whom}`, text: 'Edit' });
    expect(likeness(edit('Grace Hopper'), edit('Grace Hopper'))).toBe(1);
    expect(likeness(edit('Grace Hopper'), edit('Ada Lovelace'))).toBeLessThan(1);
  });
});

describe('an id', () => {
  const id = (lost: Fingerprint, found: Fingerprint): number | undefined => compareAttributes(lost, found)['id'];
  it('is not compared where it was only counted out', () => {
    expect(id({ tag: 'button', id: 'mui-12' }, { tag: 'button', id: 'mui-12' })).toBeUndefined();
    expect(id({ tag: 'button', id: 'mui-12' }, { tag: 'button', id: 'mui-14' })).toBeUndefined();
  });
});

describe('a link whose address many lead to, or that leads nowhere', () => {
  const href = (lost: Fingerprint, found: Fingerprint, leadTo = lost.href): number | undefined =>
    compareAttributes(lost, found, leadTo)['href'];
  const link = (to?: string): Fingerprint => ({ tag: 'a', role: 'link', ...(to ? { href: to } : {}) });
  it('is not found by its address, and not mistaken for one that leads to another place', () => {
    expect(href(link(), link('/blank'), '/blank')).toBeUndefined();
    expect(href(link('#'), link('#'))).toBeUndefined();
    expect([href(link(), link('/other'), '/blank'), href(link('#'), link('/other'))]).toEqual([0, 0]);
  });
  it('may have become a button, or lead to the same place with a detail more', () => {
    expect(href(link(), { tag: 'button', role: 'button' }, '/blank')).toBeUndefined();
    expect(href(link(), link('/blank?tab=2'), '/blank')).toBeUndefined();
  });
});
