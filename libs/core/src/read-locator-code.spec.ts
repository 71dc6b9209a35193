import { describe, expect, it } from 'vitest';
import { locatorCode, type Locator } from './locator.js';
import { readLocatorCode } from './read-locator-code.js';

const locators: Locator[] = [
  { frame: [], links: [{ by: 'role', role: 'button', name: "Don't save", exact: true }] },
  { frame: [], links: [{ by: 'role', role: 'heading', level: 2 }] },
  { frame: [], links: [{ by: 'label', text: 'a \\ b', exact: true }] },
  { frame: [], links: [{ by: 'placeholder', text: 'Search' }] },
  { frame: [], links: [{ by: 'text', text: 'two\nlines' }] },
  { frame: [], links: [{ by: 'altText', text: 'Logo' }] },
  { frame: [], links: [{ by: 'title', text: 'Close' }] },
  { frame: [], links: [{ by: 'testId', testId: 'total' }] },
  {
    frame: ['#shop', 'iframe >> nth=1'],
    links: [
      { by: 'css', css: 'tr[data-x="1"]' },
      { by: 'hasText', text: '\u2028' },
      { by: 'nth', index: 3 },
    ],
  },
];

describe('a locator written as Playwright code', () => {
  it.each(locators.map((locator) => [locatorCode(locator), locator] as const))('is read back: %s', (code, locator) => {
    expect(readLocatorCode(code)).toEqual(locator);
  });

  it('is read as people write it', () => {
    expect(readLocatorCode(' getByRole("button", {name: "Save",}) ;')).toEqual({
      frame: [],
      links: [{ by: 'role', role: 'button', name: 'Save' }],
    });
    expect(readLocatorCode("page\n  .locator('li', { hasText: `A` })\n  .first()")).toEqual({
      frame: [],
      links: [
        { by: 'css', css: 'li' },
        { by: 'hasText', text: 'A' },
        { by: 'nth', index: 0 },
      ],
    });
  });

  it.each([
    '',
    'the save button',
    '#save',
    "getByRole('button'",
    'getByRole(button)',
    'getByText(/save/i)',
    'getByText(`${name}`)',
    "getByText('')",
    "getByText('a', { force: true })",
    "getByText('a', { exact: 'yes' })",
    "getByRole('button').click()",
    "getByRole('button'), getByRole('link')",
    "frameLocator('#shop')",
    'nth(1)',
    "locator('a').filter({ has: page.locator('b') })",
    "getByText('a').frameLocator('#shop')",
    'page',
    "toString('a')",
    "getByText('a', { constructor: 'b' })",
  ])('is refused where it cannot be read: %s', (code) => {
    expect(() => readLocatorCode(code)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'locator.unreadable' }),
    );
  });
});
