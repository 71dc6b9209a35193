import { openBrowser } from '@testforge/browser';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holds } from '../src/holds-live.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('what a page says', () => {
  it('is the text of an element alone, and not where a button in it says more', async () => {
    const page = await browser.newPage();
    await page.setContent('<p id="a">1 place</p><p id="b">1 place <input type="submit" value="Save"></p>');
    const isSaid = (css: string): Promise<boolean> =>
      holds(
        page,
        {
          kind: 'expect',
          key: 'expect',
          phase: 'then',
          title: 'it says so',
          target: { locator: { frame: [], links: [{ by: 'css', css }] }, fingerprint: { tag: 'p' } },
          expectation: { matcher: 'toHaveText', expected: '1 place' },
        },
        () => '',
      );
    expect([await isSaid('#a'), await isSaid('#b')]).toEqual([true, false]);
  });
});
