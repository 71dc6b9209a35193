import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectPage, newCleanContext, openBrowser } from '../src/index.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await (await newCleanContext(browser)).newPage();
});
afterAll(() => browser?.close());

const fieldsOf = async (html: string) => {
  await page.setContent(html);
  const { forms } = await collectPage(page);
  return forms.map(({ fields }) => fields.map(({ type, label, initial }) => [type, label, initial]));
};

describe('a box that is chosen from like a select and is none', () => {
  it('is a field of its form, by its label or by the one beside it, with what it shows', async () => {
    expect(
      await fieldsOf(`<form><label>Name <input name="n"></label>
        <label for="kind">Kind</label><button type="button" id="kind" role="combobox" aria-expanded="false">Letter</button>
        <div><label>Size</label><div tabindex="0" aria-haspopup="listbox">Select…</div></div>
        <label>Tone <input role="combobox" readonly value="Soft"></label><button>Save</button></form>`),
    ).toEqual([
      [
        ['text', 'Name', ''],
        ['select-custom', 'Kind', 'Letter'],
        ['select-custom', 'Size', 'Select…'],
        ['select-custom', 'Tone', 'Soft'],
      ],
    ]);
  });

  it('may have no role at all, where it keeps a closed list or is marked as a box to choose from', async () => {
    const list = '<ul style="display:none"><li>Male</li><li>Female</li></ul>';
    expect(
      await fieldsOf(`<form><label>Name <input name="n"></label>
        <div class="field"><div tabindex="0"><div>Gender</div><div>Select gender</div>${list}</div></div>
        <div class="ui-select"><label>Year</label><div tabindex="0"><span>1990</span><svg></svg></div></div>
        <div tabindex="0">Drop files here</div><div tabindex="0" class="card">${list.replace('none', 'block')}</div>
        <button>Save</button></form><div class="ui-select" tabindex="0">Theme<svg></svg></div>`),
    ).toEqual([
      [
        ['text', 'Name', ''],
        ['select-custom', 'Gender', 'Select gender'],
        ['select-custom', 'Year', '1990'],
      ],
    ]);
  });

  it('sends no form, and is found where no form element holds it', async () => {
    await page.setContent(
      '<form><input name="a"><button role="combobox">One</button><button>Save</button></form>' +
        '<div role="dialog"><label>Title <input></label><div role="combobox" aria-label="Kind" tabindex="0">One</div><button>Create</button></div>',
    );
    const { forms, elements } = await collectPage(page);
    expect(forms.map(({ submits }) => submits.map((index) => elements[index]?.name))).toEqual([['Save'], ['Create']]);
    expect(forms[1]?.fields.map(({ type, label }) => [type, label])).toEqual([
      ['text', 'Title'],
      ['select-custom', 'Kind'],
    ]);
  });

  it('is none where something can be typed, and what a library keeps beside it is no field', async () => {
    expect(
      await fieldsOf(`<form><label>Town <input role="combobox" aria-autocomplete="list"></label>
        <div role="combobox"><label>Street <input></label></div>
        <select aria-hidden="true" tabindex="-1"><option>x</option></select><button>Save</button></form>`),
    ).toEqual([
      [
        ['text', 'Town', ''],
        ['text', 'Street', ''],
      ],
    ]);
  });
});

it('sees the count in a control as a value of its own, but not those of rows or of pages', async () => {
  await page.setContent(
    '<header><ul><li><a href="/cart">Cart <span id="count">2</span></a></li></ul></header><main><button>Inbox <b>(7)</b></button>' +
      '<nav><a href="/2"><span>2</span></a></nav><ul><li><a href="/a">Books <i>12</i></a></li></ul></main>',
  );
  const { elements } = await collectPage(page);
  expect(elements.filter(({ text }) => /^\W?\d+\W?$/.test(text ?? '')).map(({ tag, text }) => [tag, text])).toEqual([
    ['span', '2'],
    ['b', '(7)'],
    ['a', '2'],
  ]);
});
