import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectPage, newCleanContext, openBrowser } from '../src/index.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

it('takes no button that nobody can see or press for the one that sends, where there is another', async () => {
  const page = await (await newCleanContext(browser)).newPage();
  const idle = '<div hidden><input type="submit" disabled></div><input type="submit" disabled aria-hidden="true">';
  await page.setContent(
    `<main><form>${idle}<input name="q"><button>Search</button></form><form><input name="b"><button disabled>Save</button></form></main>`,
  );
  const { forms, elements } = await collectPage(page);
  expect(forms.map(({ submits }) => submits.map((index) => elements[index]?.name))).toEqual([['Search'], ['Save']]);
});

it('finds the button in the foot of a dialog that sends the form in its middle, and none beside a form of the page', async () => {
  const page = await (await newCleanContext(browser)).newPage();
  await page.setContent(
    '<main><form><input name="q"></form><button>Add person</button></main><div class="modal"><div class="modal-body"><form><input name="name"></form></div>' +
      '<footer><button>Cancel</button><button>Create</button></footer></div>',
  );
  const { forms, elements } = await collectPage(page);
  expect(forms.map(({ submits }) => submits.map((index) => elements[index]?.name))).toEqual([[], ['Create']]);
});
