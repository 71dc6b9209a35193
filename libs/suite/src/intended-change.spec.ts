import type { Expectation, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { intendChange, type Seen } from './intended-change.js';

type Check = Extract<Step, { kind: 'expect' }>;
const check = (expectation: Expectation, title = 'the total is “10”'): Check => ({
  key: '3',
  phase: 'then',
  title,
  kind: 'expect',
  expectation,
});
const seen = (actual?: string, url: string | null = null, reworded: Seen['reworded'] = null): Seen => ({
  actual,
  url,
  reworded,
});
const changeOf = (expectation: Expectation, one: Seen, two: Seen = one) => intendChange(check(expectation), [one, two]);

describe('an intended change', () => {
  it('expects the text that both observations saw, and shows the difference', () => {
    expect(changeOf({ matcher: 'toHaveText', expected: '10' }, seen('12'))).toMatchObject({
      step: { expectation: { matcher: 'toHaveText', expected: '12' }, title: 'the total is “12”' },
      change: { stepKey: '3', before: 'toHaveText 10', after: 'toHaveText 12' },
    });
  });
  it.each<[Expectation, Seen, Seen]>([
    [{ matcher: 'toHaveText', expected: '10' }, seen('12'), seen('13')],
    [{ matcher: 'toHaveCount', expected: 2 }, seen('3'), seen('4')],
    [{ matcher: 'toHaveURL', expected: '/a' }, seen(undefined, 'http://a/b'), seen(undefined, 'http://a/c')],
  ])('expects nothing where two observations differ: %j', (expectation, one, two) => {
    expect(changeOf(expectation, one, two)).toMatchObject({ refused: expect.stringContaining('differ') });
  });
  it('never expects an id in an address, nor a query that was not expected before', () => {
    const at = (url: string) => changeOf({ matcher: 'toHaveURL', expected: '/done' }, seen(undefined, url));
    expect(at('http://a/orders/17?t=5')).toMatchObject({ step: { expectation: { expected: '/orders/:id' } } });
  });
  it('turns what is gone into what must not be there', () => {
    expect(changeOf({ matcher: 'toBeVisible', expected: true }, seen('no such element'))).toMatchObject({
      step: { expectation: { matcher: 'toBeHidden' } },
    });
  });
  it('expects a link to lead where it leads now', () => {
    const link = (href: string) => ({
      target: { locator: [], fingerprint: { tag: 'a', href } } as never,
      wording: 'Cart',
    });
    const leads: Expectation = { matcher: 'toLeadTo', expected: '/cart', foundBy: 'Cart' };
    const at = (href: string) => seen(undefined, null, link(href));
    expect(changeOf(leads, at('/basket?from=menu'))).toMatchObject({
      step: { expectation: { matcher: 'toLeadTo', expected: '/basket', foundBy: 'Cart' } },
    });
    expect(changeOf(leads, at('/basket'), at('/bag'))).toMatchObject({ refused: expect.stringContaining('differ') });
  });
  it('expects a new wording where the old one stood', () => {
    const target = { locator: [], fingerprint: { tag: 'p' } } as never;
    const found = seen(undefined, null, { target, wording: 'Many thanks' });
    const step = check({ matcher: 'toBeVisible', expected: true, foundBy: 'Thank you' }, 'the page says “Thank you”');
    expect(intendChange(step, [found, found])).toMatchObject({
      step: { target, title: 'the page says “Many thanks”', expectation: { foundBy: 'Many thanks', expected: true } },
    });
  });
  it.each<[string, Expectation, Seen]>([
    [
      'what only the running test knows',
      { matcher: 'toHaveText', expected: null, value: { kind: 'remembered', name: 'x' } } as never,
      seen('a'),
    ],
    ['an element that is gone', { matcher: 'toHaveText', expected: '1' }, seen('no such element')],
    ['a wording that nothing replaced', { matcher: 'toBeVisible', expected: true, foundBy: 'Thank you' }, seen()],
    ['what was not seen', { matcher: 'toHaveText', expected: '1' }, seen()],
    ['what is expected already', { matcher: 'toHaveText', expected: '1' }, seen('1')],
  ])('is refused for %s', (_name, expectation, one) => {
    expect(changeOf(expectation, one)).toHaveProperty('refused');
  });
});
