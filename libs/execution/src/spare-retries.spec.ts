import { describe, expect, it } from 'vitest';
import { createMisses, missedElement } from './runner/spare-retries.mjs';

const lost = `Error: locator.click: Timeout 5000ms exceeded.
Call log:
\u001b[2m  - waiting for getByRole('button', { name: 'Store' })\u001b[22m
`;
const unseen = `Error: \u001b[2mexpect(\u001b[22mlocator).toBeVisible() failed

Locator: getByRole('button', { name: 'Store' })
Expected: visible
Timeout: 5000ms
Error: element(s) not found
`;
const element = `getByRole('button', { name: 'Store' })`;

describe('the element that was waited for in vain', () => {
  it('is named by an action and by a check', () => {
    expect(missedElement(lost)).toBe(element);
    expect(missedElement(unseen)).toBe(element);
  });
  it('is none where one was found, several were, or something else failed', () => {
    for (const message of [
      lost.replace(element, `${element}\n    - locator resolved to <button disabled>Store</button>`),
      `Error: locator.click: Error: strict mode violation: ${element} resolved to 2 elements`,
      `Error: expect(locator).toHaveText(expected) failed\n\nLocator: ${element}\nExpected: "a"\nReceived: "b"`,
      'Error: page.goto: net::ERR_CONNECTION_REFUSED',
      'Test timeout of 120000ms exceeded.',
      undefined,
    ])
      expect(missedElement(message)).toBeNull();
  });
});

describe('a retry', () => {
  const at = (test: string, retry: number, more: object = {}) => ({
    test,
    retry,
    message: lost,
    page: `http://shop.test/orders/${retry + 17}`,
    ...more,
  });

  it('is spared where another test missed the element twice on that page', () => {
    const misses = createMisses();
    expect([at('a', 0), at('a', 1), at('b', 0), at('c', 0)].map((miss) => misses.isSpared(miss))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('is not spared for what the test itself missed, nor for what others missed once', () => {
    const misses = createMisses();
    const all = [at('a', 0), at('b', 0), at('a', 1), at('a', 2)];
    expect(all.map((miss) => misses.isSpared(miss))).toEqual([false, false, false, false]);
  });

  it('is not spared for another element, another page, or a test that failed elsewhere the second time', () => {
    const misses = createMisses();
    misses.isSpared(at('a', 0));
    misses.isSpared(at('a', 1));
    const other = lost.replace('Store', 'Send');
    expect(misses.isSpared(at('b', 0, { message: other }))).toBe(false);
    expect(misses.isSpared(at('b', 0, { page: 'http://shop.test/cart' }))).toBe(false);
    expect(misses.isSpared(at('b', 0, { page: undefined }))).toBe(false);
    misses.isSpared(at('c', 0, { message: other }));
    misses.isSpared(at('c', 1));
    expect(misses.isSpared(at('d', 0, { message: other }))).toBe(false);
  });
});
