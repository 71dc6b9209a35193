import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectPage, newCleanContext, openBrowser } from '../src/index.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const select = (attributes: string, first = 'Featured') =>
  `<select ${attributes}><option>${first}</option><option>Price, low to high</option></select>`;

describe('selects that no form holds', () => {
  it('ask where they put a list in order, by their label, their id or what they say first; others may write; none in a row', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    await page.setContent(
      `<main><label>Sort by ${select('name="by"')}</label>${select('id="product-sort"')}${select('', 'Order by')}
<label>State ${select('')}</label><ul><li>Mug <label>Sort ${select('')}</label></li></ul>
<div>${select('aria-label="Sort"')}<button>Apply</button></div></main>`,
    );
    const { forms } = await collectPage(page);
    expect(
      forms.map(({ method, submits, fields }) => [method, submits.length, fields.map(({ label }) => label)]),
    ).toEqual([
      ['get', 1, ['Sort']],
      ['get', 0, ['Sort by']],
      ['get', 0, ['product sort']],
      ['get', 0, ['Order by']],
      ['post', 0, ['State']],
    ]);
  });
});

describe('selects that stand at “All …”', () => {
  it('narrow a list, and may write where they stand at something else', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    const offers = '<option>Open</option><option>Done</option></select>';
    await page.setContent(
      `<main><label>State <select><option value="">All states</option>${offers}</label>
<label>Place <select><option value="">alle</option>${offers}</label><label>Owner <select><option>Kim</option>${offers}</label>
<label>Told to <select><option value="">All</option><option>Team</option></select></label></main>`,
    );
    const { forms } = await collectPage(page);
    expect(forms.map(({ method, fields }) => [method, fields.map(({ label }) => label)])).toEqual([
      ['get', ['State']],
      ['get', ['Place']],
      ['post', ['Owner']],
      ['post', ['Told to']],
    ]);
  });
});

describe('boxes of component libraries that stand at “All …”', () => {
  it('narrow a list and are called what stands beside them, without what they are set to', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    const box = (label: string, chosen: string) =>
      `<div><span id="${label}">${label}</span><button role="combobox" aria-haspopup="listbox" aria-expanded="false" id="${label}-b"
 aria-labelledby="${label} ${label}-b"><span>${chosen}</span></button></div>`;
    await page.setContent(
      `<main>${box('Estado', 'Todos')}${box('Equipo', 'Todo el equipo')}${box('Ciudad', 'Bilbao')}<ul><li>Mug ${box('Tono', 'Todos')}</li></ul></main>
<div role="dialog">${box('Sector', 'Todos')}</div>`,
    );
    const { forms } = await collectPage(page);
    expect(
      forms.map(({ method, fields, submits }) => [method, fields.map(({ label, type }) => [label, type]), submits]),
    ).toEqual([
      ['get', [['Estado', 'select-custom']], []],
      ['get', [['Equipo', 'select-custom']], []],
    ]);
  });
});

describe('search boxes that no form holds', () => {
  it('are forms that Enter sends, and no button elsewhere on the page is theirs', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    await page.setContent(
      `<div><div><a href="/flows">Flows</a><button>Join the community</button></div>
<nav>Flows</nav><input type="search" aria-label="Search flows"><div><input placeholder="Filter or search tags" role="combobox"></div>
<div><input aria-label="Search runs"><button>Join</button><button>Go</button></div><input aria-label="Note"></div>`,
    );
    const { forms, elements } = await collectPage(page);
    expect(
      forms.map(({ submits, fields }) => [
        fields.map(({ label }) => label),
        submits.map((index) => elements[index]?.name),
      ]),
    ).toEqual([
      [['Search runs'], ['Go']],
      [['Search flows'], []],
    ]);
  });
});

describe('fields of a dialog that no form holds', () => {
  it('are a form that links without an address send, where those say so and are there to be clicked', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    await page.setContent(
      `<style>a.press { cursor: pointer }</style><div class="my-dialog"><div class="my-dialog-body"><p>New bookmark</p><label>Address</label><input placeholder="Address">
<input type="checkbox" aria-label="Public"></div><div class="my-dialog-foot"><a class="press">Cancel</a><a class="press">OK</a></div></div>
<div><input aria-label="Note"><a>Save as a word of a text</a></div>`,
    );
    const { forms, elements } = await collectPage(page);
    expect(
      forms.map(({ submits, fields }) => [
        fields.map(({ label }) => label),
        submits.map((index) => elements[index]?.text),
      ]),
    ).toEqual([[['Address', 'Public'], ['OK']]]);
  });

  it('are sent by boxes that a script made buttons of, where those hold nothing else', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    await page.setContent(
      `<style>.press { cursor: pointer }</style><main><div><label>Name <input name="name"></label><div class="press">Speichern</div>
<div class="press">Abbrechen</div></div><div><input aria-label="Note"><div class="press">Save <a href="/x">the page</a></div><div>Save</div></div></main>`,
    );
    const { forms, elements } = await collectPage(page);
    expect(
      forms.map(({ submits, fields }) => [
        fields.map(({ label }) => label),
        submits.map((index) => elements[index]?.text),
      ]),
    ).toEqual([[['Name'], ['Speichern']]]);
  });

  it('are not sent by a button of a window over the page, of a row, or of a part that can be closed', async () => {
    const page = await (await newCleanContext(browser)).newPage();
    await page.setContent(
      `<div><input aria-label="Note"><ul><li>Mug <button>Add</button></li></ul><details open><summary>People</summary>
<button>Add new account</button></details><div style="position:fixed;top:0"><p>Tags</p><button>OK</button></div></div>`,
    );
    expect((await collectPage(page)).forms).toEqual([]);
  });
});
