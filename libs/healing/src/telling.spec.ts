import { HealingPolicy, type PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.js';
import { rarityOn, tellingSimilarity } from './rarity.js';
import { wayKept } from './second-look.js';

const policy = HealingPolicy.parse({});
const link = (name: string, line: number, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'a',
  role: 'link',
  name,
  text: name,
  xpath: `/html[1]/body[1]/main[1]/ul[1]/li[${line}]/a[1]`,
  box: { x: 20, y: 100 + 60 * line, width: 80, height: 20 },
  interactive: true,
  ...more,
});
const decideOn = (lost: PageElement, elements: PageElement[], before?: PageElement[]) =>
  decide({
    action: 'click',
    lost,
    oldLocator: { links: [] },
    elements,
    view: { ownTextCounts: true },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
    ...(before ? { before } : {}),
  });
const chosen = (...given: Parameters<typeof decideOn>) => decideOn(...given).ranking[0]?.fingerprint.name;

describe('a word that many things of the page say', () => {
  const words =
    'Apple Bridge Canyon Desert Engine Forest Garden Harbour Island Jungle Kettle Lagoon Meadow Needle Orchard'.split(
      ' ',
    );
  const page = words.map((word, at) => link(`${word} tour`, at < 5 ? at + 1 : at + 2));

  it('does not make one of them the new form of the one whose words were lost', () => {
    expect(chosen(link('Volcano tour', 6), [...page, link('Vulkanausflug', 6)])).toBe('Vulkanausflug');
  });

  it('counts for less than a word that one says', () => {
    const rarity = rarityOn([...page, link('Volcano trip', 6)]);
    const like = (text: string) => tellingSimilarity('Volcano tour', text, rarity);
    expect(like('Volcano trip')).toBeGreaterThan(2 * like('Canyon tour'));
    expect([like('Volcano tour'), like('Imprint')]).toEqual([1, 0]);
  });

  it('is counted where the page is small too, and where nothing is known of it', () => {
    const rarity = rarityOn([link('Save', 1)]);
    expect(tellingSimilarity('Save', 'Save all', rarity)).toBeGreaterThan(0.5);
    expect(tellingSimilarity('Save', 'Save all', undefined)).toBeGreaterThan(0.5);
    expect(tellingSimilarity('→', '…', rarity)).toBe(0);
  });
});

describe('what stood beside the lost element', () => {
  const lost = link('Accounts', 2, { neighbourTexts: ['Profile', 'Ledger'] });
  const ledger = link('Ledger', 2, { neighbourTexts: ['Profile', 'Konten'] });

  it('is not taken for it, though it stands where that stood', () => {
    const konten = link('Konten', 3, { neighbourTexts: ['Ledger'] });
    const { ranking, decision, margin } = decideOn(lost, [ledger, konten]);
    expect(ranking[0]?.fingerprint.name).toBe('Konten');
    expect(decision).not.toBe('heal');
    expect(margin).toBeLessThan(policy.margin);
    expect(chosen({ ...lost, neighbourTexts: ['Profile'] }, [ledger, konten])).toBe('Ledger');
  });
});

describe('the way to an element', () => {
  it('is as it was where something was put around the page or around the element', () => {
    expect(
      wayKept('/html[1]/body[1]/main[1]/ul[1]/li[3]/a[1]', '/html[1]/body[1]/div[2]/main[1]/ul[1]/li[3]/a[1]'),
    ).toBe(1);
    expect(wayKept('/html[1]/body[1]/ul[1]/li[3]/a[1]', '/html[1]/body[1]/ul[1]/li[3]/div[1]/a[1]')).toBe(1);
  });

  it('leads to another line of a list by another step', () => {
    expect(wayKept('/html[1]/body[1]/ul[1]/li[3]/a[1]', '/html[1]/body[1]/ul[1]/li[2]/a[1]')).toBeCloseTo(0.8);
    expect(wayKept('', '/html[1]')).toBe(0);
    expect(wayKept('/a[1]', '')).toBe(0);
  });
});

describe('the like of it in another part of the page', () => {
  const save = (heading: string, more: Partial<PageElement> = {}) =>
    link('Save', 1, { role: 'button', tag: 'button', testId: 'save', heading, ...more });
  const heading = (name: string): PageElement => ({ tag: 'h2', role: 'heading', name, text: name, interactive: false });

  it('is asked about where the part that it stood in is still there', () => {
    const lost = save('Profile', { neighbourTexts: ['Name'] });
    const { decision, guards } = decideOn(lost, [
      heading('Profile'),
      heading('Newsletter'),
      save('Newsletter', { neighbourTexts: ['Name'] }),
    ]);
    expect(decision).not.toBe('heal');
    expect(guards).toContain('heading.other');
  });

  it('is no other part where its heading says something else now', () => {
    const lost = save('Profile', { neighbourTexts: ['Name'] });
    expect(
      decideOn(lost, [heading('About you'), save('About you', { neighbourTexts: ['Name'] })]).guards,
    ).not.toContain('heading.other');
  });
});

describe('a label that another thing of the page had', () => {
  it('is asked about, since the two may have changed places', () => {
    const lost = link('Fade', 1, { testId: 'effect', heading: 'Effects' });
    const slide = link('Slide', 2, { testId: 'slide' });
    const now = [link('Slide', 1, { testId: 'effect', heading: 'Effects' })];
    expect(decideOn(lost, now, [lost, slide]).guards).toContain('label.swapped');
    expect(decideOn(lost, now, [lost]).guards).not.toContain('label.swapped');
  });
});
