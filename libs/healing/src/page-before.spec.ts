import type { PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { clickCart, elements, named, pageWith, policy } from '../test/spec-page.js';
import { decide } from './decide.js';
import { comparePages, findPageBefore } from './page-before.js';
import { hasTarget } from './subject.js';

const target = hasTarget(clickCart) ? clickCart.target : null;
const decideOn = (now: PageElement[], before?: PageElement[]) => {
  if (!target) throw new Error('the step has no target');
  return decide({
    action: 'click',
    lost: target.fingerprint,
    oldLocator: target.locator,
    elements: now,
    view: { ownTextCounts: true },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
    ...(before ? { before } : {}),
  });
};
const names = ({ ranking }: ReturnType<typeof decide>) => ranking.map(({ fingerprint }) => fingerprint.name);

describe('a page that is known as it was', () => {
  it('leaves out of question what is there as it was', () => {
    const now = pageWith({ 'Add to cart': { name: 'Get it', text: 'Get it', testId: undefined } });
    expect(names(decideOn(now))).toContain('Buy now');
    expect(names(decideOn(now, elements))).toEqual(['Get it']);
  });

  it('asks where it finds another than the element itself would have told', () => {
    const now = pageWith({ 'Add to cart': { testId: 'shop.addToCart' } });
    expect([decideOn(now).decision, decideOn(now, elements).decision]).toEqual(['heal', 'heal']);
    // As if what is there now had been there before, beside the lost one.
    const known = decideOn(now, [...elements, ...now.filter(({ testId }) => testId === 'shop.addToCart')]);
    expect(known.decision).not.toBe('heal');
  });

  it('has nothing to offer when the target is gone and the rest is as it was', () => {
    const decided = decideOn(pageWith({ 'Add to cart': null }), elements);
    expect([decided.decision, decided.ranking]).toEqual(['abstain', []]);
  });

  it('does not hold what stood in a wrapper for the wrapper that was taken away', () => {
    const box = { x: 100, y: 100, width: 300, height: 40 };
    const of = (tag: string, xpath: string, more: Partial<PageElement> = {}): PageElement => ({
      tag,
      text: 'Summary of the year',
      heading: 'Reports',
      landmark: 'main',
      interactive: false,
      xpath: `/html[1]/body[1]/main[1]${xpath}`,
      box,
      ...more,
    });
    const wrapper = of('div', '/div[3]');
    const title = of('h5', '/div[3]/h5[1]', {
      role: 'heading',
      name: 'Summary of the year',
      box: { ...box, x: 340, width: 60 },
    });
    const now = [
      of('h5', '/h5[1]', { role: 'heading', name: 'Summary of the year' }),
      of('h5', '/div[3]/h5[1]', { role: 'heading', name: 'Summary', text: 'Summary', box: { ...box, y: 140 } }),
    ];
    const { ranking } = decide({
      action: 'read',
      lost: title,
      oldLocator: { links: [] },
      elements: now,
      view: { ownTextCounts: false, ownTextHints: true },
      others: [],
      policy,
      provable: true,
      leftOut: 0,
      before: [wrapper, title],
    });
    expect(ranking[0]?.index).toBe(0);
  });

  it('gives each old element at most one new one', () => {
    const now = pageWith({
      'Add to cart': null,
      'Buy now': { name: 'Buy', text: 'Buy', testId: 'shop.buyNow', heading: 'Lantern of brass' },
    });
    const added: PageElement = {
      ...named('Add to cart'),
      name: 'Put it in',
      text: 'Put it in',
      testId: undefined,
      box: { x: 900, y: 900, width: 20, height: 20 },
      neighbourTexts: [],
    };
    const decided = decideOn([...now, added], elements);
    expect(names(decided)).toEqual(['Put it in', 'Buy']);
    expect(decided.ranking[0]?.score).toBeLessThan(decided.ranking[1]?.score ?? 0);
  });

  it('takes all for new where there are more of a kind than before, and twins of the lost one for candidates', () => {
    const twin = { ...named('Buy now') };
    const { kept, missing } = comparePages(named('Add to cart'), elements, [named('Buy now'), twin]);
    expect([[...kept], missing.map(({ name }) => name)]).toEqual([[], expect.not.arrayContaining(['Buy now'])]);
    const double = comparePages(named('Buy now'), [...elements, twin], [named('Buy now')]);
    expect([...double.kept]).toEqual([]);
  });

  it('is the page of the same address on which the lost element stood', () => {
    const lost = named('Add to cart');
    const pages = [
      { path: '/', elements: [named('Home')] },
      { path: '/product/1?from=start', elements },
      { path: '/product/2', elements },
    ];
    expect(findPageBefore(lost, 'http://shop.test/product/1', pages)).toBe(elements);
    expect(findPageBefore(lost, 'http://shop.test/', pages)).toBeUndefined();
    expect(findPageBefore({ ...lost, name: 'Other' }, 'http://shop.test/product/1', pages)).toBeUndefined();
  });
});
