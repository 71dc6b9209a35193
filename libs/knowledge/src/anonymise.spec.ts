import type { Fingerprint } from '@testforge/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymise } from './anonymise.js';
import { generaliseText, shapeOfIdentifier } from './generalise.js';

const button: Fingerprint = {
  tag: 'button',
  role: 'button',
  name: 'Add to cart',
  text: 'Add to cart',
  testId: 'add-to-cart',
  heading: 'Brass lantern',
  href: '/secret/path',
};

describe('an anonymous pattern', () => {
  it('tells how a label changed when it is interface vocabulary', () => {
    const pattern = anonymise(button, {
      ...button,
      name: 'Add to basket',
      text: 'Add to basket',
      testId: 'shop.addToCart',
    });
    expect(pattern).toMatchObject({
      before: { name: 'add to cart', testId: 'kebab:3' },
      after: { name: 'add to basket', testId: 'camel:4' },
      same: ['tag', 'role', 'heading', 'href'],
    });
  });

  it('is the same for two tenants whose elements changed alike', () => {
    const other = { ...button, testId: 'put-it-in', heading: 'Blue bicycle', href: '/elsewhere' };
    const rename = (element: Fingerprint) => anonymise(element, { ...element, name: 'Add to basket' })?.hash;
    expect(rename(button)).toBe(rename(other));
  });

  it('is none when nothing that may be told has changed', () => {
    expect(
      anonymise(button, { ...button, xpath: '/html/body/x', value: 'new', box: { x: 1, y: 2, width: 3, height: 4 } }),
    ).toBeNull();
  });

  it.each([
    ['Sign in', 'sign in'],
    ['In den Warenkorb', 'in den warenkorb'],
    ['Mot de passe', 'mot de passe'],
    ['jane@corp.example', '<email>'],
    ['Write to jane@corp.example', '<email>'],
    ['€ 1.299,00', '<number>'],
    ['2026-11-21', '<number>'],
    ['Jane Doe', '<name>'],
    ['Quarterly synergy dashboard', '<custom-text>'],
    ['Save to acme now', '<custom-text>'],
  ])('tells “%s” as “%s”', (text, told) => expect(generaliseText(text)).toBe(told));

  it('tells identifiers by shape only', () => {
    expect(['acme-secret-12', 'acmeSecret', 'acme_secret', 'acme'].map(shapeOfIdentifier)).toEqual([
      'kebab:3+digits',
      'camel:2',
      'snake:2',
      'plain:1',
    ]);
  });

  it('never holds a word of the inputs that is not vocabulary', () => {
    // Words of this alphabet occur in no vocabulary, field name or kind.
    const word = fc.string({ unit: fc.constantFrom(...'qxzjvkQXZJ97'), minLength: 4, maxLength: 12 });
    const text = fc.array(word, { minLength: 1, maxLength: 4 });
    const joined = (by: string) => text.map((words) => words.join(by));
    const fingerprint = fc.record({
      tag: joined('-'),
      role: word,
      type: word,
      name: joined(' '),
      text: joined(' Save '),
      label: joined(': '),
      placeholder: joined('@x.y '),
      alt: word,
      title: joined(' '),
      heading: joined(' '),
      landmark: joined(': '),
      testId: joined('-'),
      id: joined('_'),
      nameAttr: joined('.'),
      href: text.map((words) => `/${words.join('/')}?${words.join('=')}`),
      classes: text,
      value: word,
      neighbourTexts: text,
      attributes: fc.dictionary(word, word),
      xpath: joined('/'),
      rolePath: joined('/'),
      frame: text,
      pictureHash: word,
    });
    fc.assert(
      fc.property(fingerprint, fingerprint, (before, after) => {
        const pattern = anonymise(before, after);
        const { hash: _hash, ...told } = pattern ?? { hash: '' };
        const written = JSON.stringify(told);
        const words = JSON.stringify([before, after]).match(/[qxzjvkQXZJ97]{4,}/g) ?? [];
        expect(words.filter((one) => written.includes(one))).toEqual([]);
      }),
    );
  });
});
