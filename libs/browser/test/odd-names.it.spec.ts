import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseLocators, collectPage, newCleanContext, openBrowser } from '../src/index.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the collector', () => {
  it('reads no words that a font draws as signs, and follows the links of frames of the app itself', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    const body =
      '<style>.sign { font-family: "Some Icons" }</style><button title="Options"><i class="material-icons">more_vert</i></button>' +
      '<button><span class="sign">delete</span> Remove</button><a href="/start"><i class="sign">home</i></a><button>home</button>' +
      '<iframe srcdoc="<a href=\'/inner\'>Inner</a>"></iframe>';
    await page.route('http://app.test/', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto('http://app.test/');
    const snapshot = await collectPage(page);
    expect(snapshot.elements.map(({ name, text }) => [name, text]).slice(0, 4)).toEqual([
      ['Options', undefined],
      ['Remove', 'delete Remove'],
      [undefined, undefined],
      ['home', 'home'],
    ]);
    expect(snapshot.links.map(({ text }) => text)).toEqual(['', 'Inner']);
    const locators = await chooseLocators(page, snapshot, [{ index: 0 }, { index: 1 }]);
    expect([locators['0'], locators['1']].map((locator) => locator?.links[0])).toEqual([
      { by: 'title', text: 'Options' },
      { by: 'role', role: 'button', name: 'Remove' },
    ]);
  });
});
