import { describe, expect, it } from 'vitest';
import { readFailure } from './read-failure.js';

describe('what Playwright says of a failed step', () => {
  it.each([
    [
      'an action that waited',
      "TimeoutError: locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for getByRole('button', { name: 'Buy (2)' })\n",
      { action: 'click', locator: "getByRole('button', { name: 'Buy (2)' })" },
    ],
    [
      'in colours, within a frame and a chain',
      "\u001b[31mError: locator.fill: Timeout 30000ms exceeded.\u001b[39m\nCall log:\n\u001b[2m  - waiting for locator('#pay').contentFrame().getByLabel('Card')\u001b[22m\n",
      { action: 'fill', locator: "locator('#pay').contentFrame().getByLabel('Card')" },
    ],
    [
      'several elements where one was meant',
      "Error: locator.selectOption: Error: strict mode violation: getByLabel('Size') resolved to 2 elements:\n    1) <select/>",
      { action: 'selectOption', locator: "getByLabel('Size')" },
    ],
    [
      'a check',
      'Error: expect(locator).toHaveText(expected) failed\n\nLocator: getByTestId(\'total\')\nExpected: "7"\nError: element(s) not found\n\nCall log:\n  - Expect "toHaveText" with timeout 5000ms\n  - waiting for getByTestId(\'total\')',
      { action: 'read', locator: "getByTestId('total')" },
    ],
    [
      'a wait for a state',
      "TimeoutError: locator.waitFor: Timeout 10ms exceeded.\nCall log:\n  - waiting for locator('.toast') to be visible",
      { action: 'waitFor', locator: "locator('.toast')" },
    ],
    [
      'an old call of the page',
      "TimeoutError: page.click: Timeout 10ms exceeded.\nCall log:\n  - waiting for locator('#save')\n",
      { action: 'click', locator: "locator('#save')" },
    ],
    ['words of another tool', 'NoSuchElementError: nothing here', { action: undefined, locator: undefined }],
  ])('%s', (_what, error, read) => {
    expect(readFailure(error)).toEqual(read);
  });
});
