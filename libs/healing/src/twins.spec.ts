import { HealingPolicy, type PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.js';

const policy = HealingPolicy.parse({});
const button = (name: string, around: string[], more: Partial<PageElement> = {}): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  neighbourTexts: around,
  interactive: true,
  ...more,
});
const at = (y: number) => ({ box: { x: 0, y, width: 80, height: 30 } });

const decideOn = (lost: PageElement, elements: PageElement[], ownTextCounts = true) =>
  decide({
    action: ownTextCounts ? 'click' : 'read',
    lost,
    oldLocator: { links: [] },
    elements,
    view: { ownTextCounts },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
  });
const chosen = (...given: Parameters<typeof decideOn>) => decideOn(...given).ranking[0]?.index;

describe('things that differ by where they stand alone', () => {
  it('are told apart by the texts around them, not by their place on the page, and a person is asked', () => {
    const lost = button('Edit', ['Grace Hopper', 'Delete'], at(100));
    const { ranking, decision, byEffect, margin } = decideOn(lost, [
      button('Modify', ['Ada Lovelace', 'Delete'], at(50)),
      button('Modify', ['Linus Torvalds', 'Delete'], at(100)),
      button('Modify', ['Grace Hopper', 'Delete'], at(400)),
    ]);
    expect(ranking[0]?.index).toBe(2);
    expect(margin).toBeLessThan(policy.margin);
    expect([decision === 'heal', byEffect]).toEqual([false, false]);
  });

  it('are told apart by a label that says the row by now, which does not make another button of that row the one', () => {
    const lost = button('Edit', ['Grace Hopper', 'Delete'], at(100));
    const elements = [
      button('Edit Ada Lovelace', ['Delete Ada Lovelace'], at(100)),
      button('Delete Grace Hopper', ['Edit Grace Hopper'], at(120)),
      button('Edit Grace Hopper', ['Delete Grace Hopper'], at(120)),
    ];
    expect(chosen(lost, elements)).toBe(2);
    expect(chosen(lost, elements.slice(0, 2))).toBe(0);
  });

  it('are told apart by the heading they stand under', () => {
    const lost = button('Save', [], { heading: 'Billing', ...at(500) });
    const elements = [
      button('Save changes', [], { heading: 'Billing details', ...at(100) }),
      button('Save changes', [], { heading: 'Shipping details', ...at(500) }),
    ];
    expect(chosen(lost, elements)).toBe(0);
  });

  it('are no twins where another says the very words, or stands in another part of the page', () => {
    const lost = button('Contact', ['Imprint', 'Jobs'], { landmark: 'contentinfo', ...at(900) });
    const elements = [
      button('Contact sales', ['Imprint', 'Jobs'], { landmark: 'contentinfo', ...at(10) }),
      button('Contact us', [], { landmark: 'contentinfo', ...at(900) }),
      button('Contact us', ['Imprint', 'Jobs'], { landmark: 'navigation', ...at(900) }),
    ];
    expect(chosen(lost, elements)).not.toBe(0);
  });

  it('are no twins where one bears a mark of the lost one', () => {
    const lost = button('Edit', ['Grace Hopper'], { testId: 'edit-author', ...at(100) });
    const elements = [
      button('Edit', ['Nobody knows'], { testId: 'edit-author', ...at(100) }),
      button('Edit', ['Grace Hopper'], at(120)),
    ];
    expect(chosen(lost, elements)).toBe(0);
  });

  it('are told apart by what one says more, which the lost one never said: the plainer is the one', () => {
    const lost = button('Frobnicate', [], at(100));
    const elements = [button('Grumble and leave', [], at(100)), button('Grumble', [], at(150))];
    expect(chosen(lost, elements)).toBe(1);
    // What it said itself is no addition.
    expect(chosen(button('Frobnicate and leave', [], at(100)), elements)).toBe(0);
  });

  it('are not told apart by the value that is checked of them', () => {
    const price = (text: string, around: string[], y: number): PageElement => ({
      tag: 'span',
      text,
      neighbourTexts: around,
      interactive: false,
      ...at(y),
    });
    const lost = price('$12.00', ['Lantern'], 100);
    const elements = [price('$9.00', ['Candle', 'Lantern oil'], 100), price('$12.00', ['Lantern'], 450)];
    const { ranking } = decideOn(lost, elements, false);
    expect(ranking.map(({ score }) => score)).toEqual([...ranking.map(({ score }) => score)].sort((a, b) => b - a));
  });
});
