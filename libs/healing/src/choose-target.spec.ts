import { readLocatorCode, type Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { elements, named, snapshotOf } from '../test/spec-page.js';
import { chooseTarget } from './choose-target.js';

const lost = { locator: readLocatorCode("getByTestId('old')"), fingerprint: { tag: 'button', name: 'Old' } };
const click: Step = { key: 'add', phase: 'when', kind: 'click', title: 'I add it', target: lost };
const price: Step = {
  key: 'price',
  phase: 'then',
  kind: 'expect',
  title: 'the price is right',
  target: lost,
  expectation: { matcher: 'toHaveText', expected: '$49.00' },
};
const open: Step = { key: 'open', phase: 'given', kind: 'goto', path: '/', title: 'it is open' };

const choose = (stepKey: string, code: string) =>
  chooseTarget({ steps: [open, click, price] }, { stepKey, locator: readLocatorCode(code) }, snapshotOf(elements));

describe('an element that a person chooses', () => {
  it('is the one that the locator finds on the page of the failure', () => {
    const { locator, fingerprint } = choose('add', "getByRole('button', { name: 'Buy now' })");
    expect(locator).toEqual(readLocatorCode("getByRole('button', { name: 'Buy now' })"));
    expect(fingerprint).toMatchObject({ tag: 'button', testId: named('Buy now').testId });
    expect(fingerprint).not.toHaveProperty('interactive');
  });

  it.each([
    ['finds nothing', 'add', "getByRole('button', { name: 'Pay' })", 'locator.finds_nothing'],
    ['finds several', 'add', "locator('.btn')", 'locator.finds_several'],
    ['looks for the text that is expected', 'price', "getByText('$49.00')", 'locator.is_the_answer'],
    ['is for a step without an element', 'open', "getByTestId('price')", 'healing.no_target'],
    ['is for no step at all', 'gone', "getByTestId('price')", 'healing.no_target'],
  ])('is refused where its locator %s', (_why, stepKey, code, refusal) => {
    expect(() => choose(stepKey, code)).toThrow(expect.objectContaining({ code: refusal }));
  });

  it('may be found for a check by anything but what is expected', () => {
    expect(choose('price', "getByTestId('price')").fingerprint).toMatchObject({ testId: 'price' });
  });
});
