import type { Fingerprint, PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkPrice,
  clickCart,
  elements,
  fillQuantity,
  fingerprintOf,
  named,
  pageWith,
  policy,
} from '../test/spec-page.js';
import { actionOf } from './compatible.js';
import { decide } from './decide.js';
import type { HealingCase } from './guards.js';
import { hasTarget, showsCheckedText } from './subject.js';

const caseOf = (step: Step, list: PageElement[], more: Partial<HealingCase> = {}): HealingCase => {
  if (!hasTarget(step)) throw new Error('the step has no target');
  const { locator, fingerprint } = step.target;
  return {
    action: actionOf(step),
    lost: fingerprint,
    oldLocator: locator,
    elements: list,
    view: { ownTextCounts: !showsCheckedText(step) },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
    ...more,
  };
};

const wrapped = { xpath: '/html[1]/body[1]/div[6]/div[1]/div[1]/button[1]', rolePath: 'main/group/button' };
const iconOnly = { text: '', name: 'Add to cart' };

/** Drifts of one button; `heal` where two independent things still speak for it, one of them more than words and place. */
const drifts: [string, Partial<Fingerprint>, 'heal' | 'ask' | 'abstain'][] = [
  ['its test id renamed', { testId: 'shop.addToCart' }, 'heal'],
  ['its test id taken away', { testId: undefined }, 'abstain'],
  ['its classes hashed', { classes: ['x1', 'x2'] }, 'heal'],
  ['its label reworded', { name: 'Add to basket', text: 'Add to basket' }, 'heal'],
  ['its label translated', { name: 'In den Warenkorb', text: 'In den Warenkorb' }, 'heal'],
  ['its label reworded beyond our vocabulary', { name: 'Grab it', text: 'Grab it' }, 'heal'],
  ['a link instead of a button', { tag: 'a', role: 'link', type: undefined, href: '/cart/add' }, 'heal'],
  ['wrapped in other elements', wrapped, 'heal'],
  ['an icon with a label', iconOnly, 'heal'],
  ['an input instead of a button', { tag: 'input', text: 'Add to cart' }, 'heal'],
  [
    'moved and renamed at once',
    { ...wrapped, testId: 'shop.addToCart', classes: ['x1'], box: { x: 700, y: 900, width: 90, height: 30 } },
    'heal',
  ],
];

describe('a decision on a drifted target', () => {
  it.each(drifts)('finds the button with %s', (_, change, decision) => {
    const decided = decide(caseOf(clickCart, pageWith({ 'Add to cart': change })));
    expect(
      [decided.ranking[0]?.index, decided.decision],
      `${decided.why} ${decided.confidence} ${decided.margin}`,
    ).toEqual([5, decision]);
  });

  it('finds a field whose label, id and name changed', () => {
    const list = pageWith({
      Quantity: {
        name: 'Qty',
        label: 'Qty',
        id: 'field-quantity',
        nameAttr: 'qty',
        neighbourTexts: ['In stock', 'Qty', 'Add to basket'],
      },
    });
    const decided = decide(caseOf(fillQuantity, list));
    expect([decided.decision, decided.ranking[0]?.index]).toEqual(['heal', 4]);
  });

  it('finds a shown value by its marks and never by what it shows', () => {
    const renamed = decide(
      caseOf(checkPrice, pageWith({ '$49.00': { testId: 'shop.price', name: '$11.00', text: '$11.00' } })),
    );
    expect(renamed.ranking[0]?.index).toBe(3);
    expect(renamed.evidence).not.toContain('text');
    const elsewhere: PageElement = {
      tag: 'b',
      name: '$49.00',
      text: '$49.00',
      interactive: false,
      visible: true,
      landmark: 'contentinfo',
      neighbourTexts: ['Was'],
    };
    expect(decide(caseOf(checkPrice, pageWith({ '$49.00': null }, [elsewhere]))).decision).toBe('abstain');
  });

  it('tells why and shows every strategy’s part, which add up to the score', () => {
    const { ranking, why } = decide(caseOf(clickCart, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } })));
    expect(why).toBe('text, testId, context agree');
    expect(Object.keys(ranking[0]?.strategies ?? {})).toEqual(['text', 'attribute', 'relative', 'visual']);
    expect(Object.values(ranking[0]?.strategies ?? {}).reduce((sum, share) => sum + share, 0)).toBeCloseTo(
      ranking[0]?.score ?? 0,
    );
  });
});

const drifted = pageWith({ 'Add to cart': { testId: 'shop.addToCart' } });
const limited = (more: Partial<HealingCase>, list = drifted) => decide(caseOf(clickCart, list, more));

describe('caution', () => {
  it('never heals where the policy says so, and asks where it says so', () => {
    expect(limited({ policy: { ...policy, mode: 'never' } }).decision).toBe('abstain');
    expect(limited({ policy: { ...policy, mode: 'ask' } }).decision).toBe('ask');
    expect(limited({ policy: { ...policy, automaticFrom: 1 } }).decision).toBe('ask');
  });

  it('asks when no expectation would prove the heal', () =>
    expect(limited({ provable: false })).toMatchObject({ decision: 'ask', guards: ['proof.empty'] }));

  it('only tries what one name in the markup is all that is left of, and no link of the same address', () => {
    const elsewhere = { ...wrapped, heading: 'Order', neighbourTexts: ['Delivery'], classes: [] };
    const button = {
      name: 'Grab it',
      text: 'Grab it',
      testId: 'shop.addToCart',
      box: { x: 900, y: 2000, width: 20, height: 9 },
    };
    const asked = decide(caseOf(clickCart, pageWith({ 'Add to cart': { ...elsewhere, ...button } })));
    expect([asked.ranking[0]?.index, asked.decision, asked.byEffect]).toEqual([5, 'abstain', true]);
  });

  it('asks when the page was not recorded whole', () => expect(limited({ leftOut: 3 }).decision).toBe('ask'));

  it('leaves alone what is hidden or disabled', () => {
    expect(limited({}, pageWith({ 'Add to cart': { testId: 'shop.addToCart', enabled: false } })).decision).toBe(
      'abstain',
    );
    expect(limited({}, pageWith({ 'Add to cart': { testId: 'shop.addToCart', visible: false } })).decision).toBe(
      'abstain',
    );
  });

  it('asks when the element now deletes something', () => {
    expect(
      limited({}, pageWith({ 'Add to cart': { name: 'Remove from cart', text: 'Remove from cart' } })).guards,
    ).toContain('meaning.weighty');
  });

  it('never takes an element that another step uses', () => {
    const withoutCart = pageWith({ 'Add to cart': null, 'Buy now': { testId: 'add-to-cart' } });
    const others = [{ ...fingerprintOf('Buy now'), testId: 'add-to-cart' }];
    expect(limited({}, withoutCart).ranking.some(({ index }) => withoutCart[index]?.name === 'Buy now')).toBe(true);
    expect(limited({ others }, withoutCart).ranking.some(({ index }) => withoutCart[index]?.name === 'Buy now')).toBe(
      false,
    );
  });

  it('does not go to the same button of another row', () => {
    const card = (title: string, group: string): PageElement => ({
      ...named('Add to cart'),
      testId: 'add',
      heading: title,
      neighbourTexts: [title, '$10.00'],
      repeated: true,
      group,
    });
    const lost = { ...card('Rope', '1') };
    const locator = {
      frame: [],
      links: [
        { by: 'testId' as const, testId: 'add' },
        { by: 'hasText' as const, text: 'Rope' },
      ],
    };
    for (const left of [[card('Mug', '2')], [card('Mug', '2'), card('Anchor', '3')]]) {
      expect(
        decide(caseOf(clickCart, [...pageWith({ 'Add to cart': null }), ...left], { lost, oldLocator: locator }))
          .decision,
      ).toBe('abstain');
    }
  });

  it('does not fill the field of the same name in another form', () => {
    const lost = {
      ...named('E-mail'),
      id: 'checkout-email',
      landmark: 'main',
      heading: 'Check-out',
      neighbourTexts: ['Name', 'E-mail', 'Address'],
    };
    expect(
      decide(
        caseOf({ ...fillQuantity }, elements, {
          lost,
          oldLocator: { frame: [], links: [{ by: 'css', css: '#checkout-email' }] },
        }),
      ).decision,
    ).not.toBe('heal');
  });

  it('asks when labels have changed places', () => {
    const swapped = pageWith({
      'Add to cart': { name: 'Buy now', text: 'Buy now' },
      'Buy now': { name: 'Add to cart', text: 'Add to cart' },
    });
    const decided = limited({}, swapped);
    expect(decided.decision).not.toBe('heal');
    expect(decided.guards).toEqual(expect.arrayContaining(['evidence.divided', 'label.swapped']));
  });

  it('never heals without a stored fingerprint', () => {
    const hints = { words: ['add to cart'], around: [], args: [], action: 'click' as const };
    expect(limited({ hints, lost: { tag: '', name: 'Add to cart' } }).decision).toBe('ask');
  });

  it('types into nothing but fields, and clicks no plain text', () => {
    const text: PageElement = { tag: 'p', name: 'Add to cart', text: 'Add to cart', interactive: false, visible: true };
    expect(limited({}, [...pageWith({ 'Add to cart': null }), text]).decision).toBe('abstain');
    expect(limited({ action: 'fill' }).ranking.every(({ fingerprint: { tag } }) => tag === 'input')).toBe(true);
  });

  it('asks when two elements carry the same marks', () => {
    const twin = { ...named('Add to cart'), testId: 'shop.addToCart', box: { x: 900, y: 30, width: 160, height: 40 } };
    expect(limited({}, [...drifted, twin]).decision).not.toBe('heal');
  });

  it('finds it among a thousand of its kind', () => {
    const many = Array.from({ length: 1000 }, (_, at): PageElement => ({
      ...named('Buy now'),
      name: `Offer ${at}`,
      text: `Offer ${at}`,
      testId: `offer-${at}`,
    }));
    expect(limited({}, [...drifted, ...many]).ranking[0]?.fingerprint.testId).toBe('shop.addToCart');
  });

  it('knows the page it is tried on', () => expect(elements).toHaveLength(9));
});
