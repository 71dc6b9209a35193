import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsShared, isVolatile, lastingParts, volatileKind } from './volatile-text.js';

describe('isVolatile', () => {
  it.each([
    '2026-11-21',
    '2026-11-21T10:00:00Z',
    '11/21/2026',
    '21.11.2026',
    '21.11.',
    '21 November 2026',
    'Nov 21',
    '21. März',
    'März 2026',
    '© 2026 Example',
    '12:30',
    '3 pm',
    '3 minutes ago',
    'in 2 days',
    'vor 3 Tagen',
    'il y a une heure',
    'hace 3 días',
    'Yesterday',
    'Sunday',
    'Good morning, Alex',
    'Bonsoir',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'deadbeef01',
    'aB3dE5fG7hI9',
    '123456789',
    'Order #4711',
    'HG-10428',
    'order number 12',
    '1 Imported from list in 0.00s, 0 Skipped.',
    'Rebuilt in 3 s',
    'Done (12 ms)',
    'The backup took 4 minutes',
    '1.4 MB written',
  ])('refuses “%s”', (text) => expect(isVolatile(text)).toBe(true));

  it.each([
    '€59.80',
    '$1,299.00',
    '59,80 €',
    'Total',
    '2 pieces',
    'Cart 2',
    'Added to your cart',
    'We opened in 1968',
    'Enter a postcode of 3 to 10 letters and digits, for example B3H 4R2.',
    'Use at least 8 characters.',
    'May we help?',
    'Free shipping over $100',
    'Files of up to 5 MB',
    'Wait at least 30 seconds between checks.',
  ])('lets “%s” be asserted', (text) => expect(volatileKind(text)).toBe(null));

  it('refuses every date in the usual notations', () => {
    const notations = fc.constantFrom<(date: Date) => string>(
      (date) => date.toISOString(),
      (date) => date.toISOString().slice(0, 10),
      (date) => date.toUTCString(),
      (date) => date.toLocaleDateString('en-US', { timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('de-DE', { timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }),
      (date) => date.toLocaleTimeString('en-US', { timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'short' }),
      (date) => date.toLocaleDateString('es-ES', { timeZone: 'UTC', dateStyle: 'long' }),
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2089-12-31'), noInvalidDate: true }),
        notations,
        (date, notation) => isVolatile(`On ${notation(date)}`),
      ),
    );
  });

  it('lets every amount of money be asserted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_99 }),
        fc.constantFrom('USD', 'EUR', 'GBP'),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR'),
        (cents, currency, locale) =>
          !isVolatile(new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100)),
      ),
    );
  });
});

describe('lastingParts', () => {
  it('cuts out of a message what holds only now, with the words that belong to it', () => {
    expect(lastingParts('1 Imported from list in 0.00s, 0 Skipped.').map((part) => part.trim())).toEqual([
      '1 Imported from list in',
      ', 0 Skipped.',
    ]);
    expect(lastingParts('Page was updated 2 minutes ago')).toEqual(['Page was updated ']);
  });
});

describe('countsShared', () => {
  it.each(['41 products', '3 results', '1–12 of 36', 'Page 2 of 3'])(
    'knows “%s” as a count that others may change',
    (text) => expect(countsShared(text)).toBe(true),
  );
  it.each(['0 results', 'No products match', '€59.80', 'Cart 2'])('lets “%s” pass', (text) =>
    expect(countsShared(text)).toBe(false),
  );
});
