import type { Locator, PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { checkPrice, elements, failureInput, notFound } from '../test/spec-page.js';
import { readFacts } from './facts.js';
import { judgeFacts } from './verdict.js';

const withClass = (list: PageElement[], nameOf: (old: string) => string | null): PageElement[] =>
  list.map((one) => {
    const name = nameOf(`c-${one.name?.toLowerCase().replaceAll(/\W/g, '') ?? ''}`);
    const { classes: _classes, testId: _testId, ...rest } = one;
    return name === null ? rest : { ...rest, classes: [name] };
  });
const before = withClass(elements, (name) => name);

const lost = (links: Locator['links'] = [{ by: 'css', css: 'span.price' }]): Step =>
  ({
    ...checkPrice,
    target: { locator: { frame: [], links }, fingerprint: { tag: 'span' } },
  }) as Step;

const ruleOf = (now: PageElement[], step = lost(), more: Parameters<typeof failureInput>[3] = {}): string =>
  judgeFacts(
    readFacts(
      failureInput(step, notFound("locator('span.price')"), now, {
        pagesBefore: [{ path: '/product/1?from=list', elements: before }],
        ...more,
      }),
    ),
  ).rule;

describe('an element that was known by a class alone', () => {
  const hashed = withClass(elements, () => null);

  it('is asked about where the classes of the page have other names now, or none that stay', () => {
    expect(ruleOf(hashed)).toBe('drift.class_renamed');
    expect(ruleOf(withClass(elements, (name) => `x-${name}`))).toBe('drift.class_renamed');
  });

  it('is gone where the other classes are as they were, or nobody knows how they were', () => {
    expect(ruleOf(before)).toBe('regression.gone');
    expect(ruleOf(hashed, lost(), { pagesBefore: [] })).toBe('regression.gone');
    const [one = ''] = before.flatMap(({ classes = [] }) => classes);
    expect(ruleOf(withClass(elements, (name) => (name === one ? null : name)))).toBe('regression.gone');
  });

  it('is compared with the page on which its class was seen, else with the newest', () => {
    const path = '/product/1';
    const priced = before.map((one) => (one.name === '$49.00' ? { ...one, classes: ['price'] } : one));
    const after = (...pages: PageElement[][]): string =>
      ruleOf(hashed, lost(), { pagesBefore: pages.map((each) => ({ path, elements: each })) });
    expect([after(hashed, priced), after(hashed, before), after(before, hashed)]).toEqual([
      'drift.class_renamed',
      'regression.gone',
      'drift.class_renamed',
    ]);
  });

  it('is gone where others on the page still have its class', () => {
    const other: PageElement = { tag: 'p', text: '$12.00', classes: ['price'], interactive: false };
    expect(ruleOf([...hashed, other])).toBe('regression.gone');
  });

  it('is gone where the row or card around it is gone, or more than a class told it', () => {
    const inside = (name: string): Step =>
      lost([
        { by: 'role', role: 'heading', name },
        { by: 'css', css: '.price' },
      ]);
    expect(ruleOf(hashed, inside('Brass lantern'))).toBe('drift.class_renamed');
    expect(ruleOf(hashed, inside('Tin lantern'))).toBe('regression.gone');
    expect(ruleOf(hashed, lost([{ by: 'css', css: '#price' }]))).toBe('regression.gone');
    expect(ruleOf(hashed, lost([{ by: 'testId', testId: 'cost' }]))).toBe('regression.gone');
  });

  it('is gone where the page was refused', () => {
    const seen = { requests: [{ method: 'GET', url: 'http://shop.test/product/1', status: 404 }] };
    expect(ruleOf(hashed, lost(), { seen })).toBe('regression.gone');
  });
});
