import type { PageSnapshot } from '@testforge/core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chooseLocator,
  collectPage,
  newCleanContext,
  openBrowser,
  pageScript,
  proposeLocators,
  settle,
  toLocator,
} from '../src/index.js';
import { bigPage, formPage, framePage, oddPage, shopPage } from './fixture-pages.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newCleanContext(browser)).newPage();
  await page.route('http://app.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
});
afterAll(() => browser?.close());

async function show(html: string): Promise<PageSnapshot> {
  await page.goto('http://app.test/');
  await page.setContent(html);
  await settle(page, { timeoutMs: 3_000 });
  return collectPage(page);
}

const find = (snapshot: PageSnapshot, role: string, name: string) =>
  snapshot.elements.find((element) => element.role === role && element.name === name);

/** CPU time of the page's main thread, which other work on the machine does not lengthen; the best of four. */
async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async () =>
    (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
  const runs: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const before = await taken();
    await work();
    runs.push((await taken()) - before);
  }
  await session.detach();
  return Math.min(...runs) * 1_000;
}

describe('the collector', () => {
  it('calls a heading by what it says, not by the sign that leads to it, and a field by its name without a mark', async () => {
    const snapshot = await show(
      '<h1>Welcome<a class="headerlink" href="#welcome" title="Link to this heading">¶</a></h1><h2><a class="anchor" href="#all">All of it</a></h2>' +
        '<label>User <input required></label><label>Name*<input name="n"></label><label>City (required)<input name="c"></label>',
    );
    expect(snapshot.headings.map(({ text }) => text)).toEqual(['Welcome', 'All of it']);
    expect(['User', 'Name', 'City'].map((name) => find(snapshot, 'textbox', name) !== undefined)).toEqual([
      true,
      true,
      true,
    ]);
    const name = find(snapshot, 'textbox', 'Name');
    const locator = name && (await chooseLocator(page, name, snapshot));
    expect(locator?.links).toEqual([{ by: 'role', role: 'textbox', name: 'Name' }]);
  });

  it('takes a field for required where its markup, or the mark of its name, says so', async () => {
    const snapshot = await show(
      '<form><label>User <input required></label><label>Name *<input name="n"></label><label>* Town<input name="t"></label>' +
        '<label>City (required)<input name="c"></label><label>Phone (optional)<input name="p"></label><label>Note<input name="o"></label><button>Send</button></form>',
    );
    expect(snapshot.forms[0]?.fields.map(({ required }) => required)).toEqual([true, true, true, true, false, false]);
    expect(snapshot.forms[0]?.fields.map(({ marked = false }) => marked)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes what is closed or lies beside the page neither for its heading nor for its form', async () => {
    const snapshot = await show(
      '<dialog><h1>Try our extension</h1><form><input name="hidden"><button>Send</button></form></dialog>' +
        '<aside style="position:fixed;left:0;transform:translateX(-110%);width:200px"><h1>Menu</h1></aside>' +
        '<aside style="position:fixed;right:0;transform:translateX(110%);width:200px"><h2>Basket</h2></aside>' +
        '<div aria-hidden="true"><h1>Ghost</h1></div><h1>Watches</h1><form><input name="q"><button>Go</button></form>',
    );
    expect(snapshot.headings.map(({ text }) => text)).toEqual(['Watches']);
    expect(snapshot.forms.map((form) => form.fields.map(({ nameAttr }) => nameAttr))).toEqual([['q']]);
  });

  it('sees one form in a menu of languages, and each in rows of things', async () => {
    const form = (action: string, button: string) =>
      `<form method="post" action="${action}"><button>${button}</button></form>`;
    const languages = ['Čeština', 'Deutsch', 'English'].map((name, index) => form(`/language/${index}`, name)).join('');
    const rows = [1, 2, 3].map((id) => form(`/items/${id}`, 'Delete')).join('');
    expect((await show(`<h1>A</h1>${languages}<h2>B</h2>${rows}`)).forms).toHaveLength(4);
  });

  it('gives roles, accessible names and surroundings of a shop page', async () => {
    const snapshot = await show(shopPage);
    expect(snapshot).toMatchObject({ title: 'Shop', lang: 'en', leftOut: 0, messages: ['Only 2 left'] });
    expect(find(snapshot, 'searchbox', 'Search products')).toMatchObject({
      interactive: true,
      landmark: 'search',
      placeholder: 'Search…',
      cssPath: '#q',
    });
    expect(find(snapshot, 'link', 'Home')).toMatchObject({ href: '/', landmark: 'banner' });
    expect(find(snapshot, 'img', 'A dragon')).toBeDefined();
    const add = snapshot.elements.filter((element) => element.name === 'Add to cart');
    expect(add).toHaveLength(3);
    expect(add[1]).toMatchObject({
      heading: 'Emma',
      repeated: true,
      landmark: 'main',
      siblingIndex: 2,
      rolePath: 'main/button',
    });
    expect(add[1]?.neighbourTexts).toEqual(['Emma', '$10.00']);
    expect(snapshot.elements[Number(add[1]?.group)]?.classes).toEqual(['card']);
    expect(snapshot.headings).toContainEqual({ level: 1, text: 'Books' });
    expect(snapshot.landmarks.map((landmark) => landmark.role)).toEqual([
      'navigation',
      'search',
      'banner',
      'main',
      'contentinfo',
    ]);
    expect(snapshot.lists.find((list) => list.label === 'Stock')).toMatchObject({ items: 2 });
    expect(snapshot.links.find((link) => link.text === 'Elsewhere')?.href).toBe('https://example.org/x?y=1');
    expect(snapshot.elements.find((element) => element.text === 'Hidden words')?.visible).toBe(false);
  });

  it('reads forms with their constraints and never a password', async () => {
    const snapshot = await show(formPage);
    const form = snapshot.forms[0];
    expect(form).toMatchObject({
      label: 'signup',
      method: 'post',
      action: 'http://app.test/signup',
      heading: 'Sign up',
    });
    expect(form?.fields.map((field) => [field.label, field.type, field.required])).toEqual([
      ['E-mail', 'email', true],
      ['Password', 'password', true],
      ['Age', 'number', false],
      ['Country', 'select', false],
      ['Plan', 'radio', false],
      ['I agree', 'checkbox', false],
      ['Odd one', 'text', false],
      ['Odder one', 'text', false],
      ['About you', 'textarea', false],
    ]);
    expect(form?.fields[3]).toMatchObject({
      initial: 'fr',
      options: [
        { value: 'de', label: 'Germany' },
        { value: 'fr', label: 'France' },
      ],
    });
    expect(form?.fields[4]).toMatchObject({
      initial: 'free',
      options: [
        { value: 'free', label: 'Free' },
        { value: 'pro', label: 'Pro' },
      ],
    });
    expect(form?.submits.map((index) => snapshot.elements[index]?.name)).toEqual(['Create account']);
    expect(JSON.stringify(snapshot)).not.toContain('geheim99');
  });

  it('takes fields and the button that sends them for a form, where no form element holds them', async () => {
    const snapshot = await show(`<main><h1>People</h1><div><input placeholder="Filter"><button>Search</button></div>
<div role="dialog" aria-label="New person"><label>Name <input name="name" required></label><div><label>Secret <input type="password"></label><button>Show</button></div>
<label><input type="checkbox"> Active</label><div><button>Cancel</button><button>Create</button></div></div>
<ul><li><input type="checkbox" aria-label="Done"> One <button>Edit</button></li></ul><label>Alone <input></label></main>`);
    const told = snapshot.forms.map(({ label, fields, submits }) => ({
      label,
      fields: fields.map((field) => field.label),
      submits: submits.map((index) => snapshot.elements[index]?.name),
    }));
    expect(told).toEqual([
      { label: 'People', fields: ['Filter'], submits: ['Search'] },
      { label: 'New person', fields: ['Name', 'Secret', 'Active'], submits: ['Create'] },
    ]);
  });

  it('looks into frames and open shadow roots, and says where they are', async () => {
    const snapshot = await show(framePage);
    expect(find(snapshot, 'button', 'Pay')).toMatchObject({ frame: ['#pay'] });
    expect(find(snapshot, 'button', 'Open sesame')?.shadow).toHaveLength(1);
    expect(snapshot.forms[0]?.fields[0]?.label).toBe('Card');
    expect(find(snapshot, 'button', 'Never seen')).toBeUndefined();
  });

  it('survives an odd page and cuts long texts', async () => {
    const snapshot = await show(oddPage);
    expect(find(snapshot, 'button', 'Deep')).toBeDefined();
    expect(snapshot.elements.find((element) => element.tag === 'my-unknown')?.interactive).toBe(true);
    expect(Math.max(...snapshot.elements.map((element) => element.text?.length ?? 0))).toBeLessThanOrEqual(300);
  });

  it('takes no link of which a script makes a writing request for one that leads somewhere', async () => {
    const { links, elements } = await show(
      '<main><a href="/a">A</a><a href="/b" data-method="POST">B</a><a href="/c" hx-delete="/c">C</a><a href="/d" data-method="get">D</a><a href="/e" data-confirm="Sure?">E</a></main>',
    );
    expect(links.map(({ text }) => text)).toEqual(['A', 'D']);
    expect(elements.flatMap(({ href }) => href ?? [])).toEqual(['/a', '/d']);
  });

  it('takes for the button of a form without one what looks like it and says so', async () => {
    const { forms, elements } = await show(
      '<form><input name="a"><a href="/signup">Register</a><div style="cursor:pointer">Save</div></form>',
    );
    expect(forms[0]?.submits.map((index) => elements[index]?.text)).toEqual(['Save']);
  });

  it('folds repeated siblings in the structure hash and ignores texts', async () => {
    const small = await show(bigPage(3));
    const large = await show(bigPage(40).replaceAll('Item', 'Thing'));
    const other = await show(bigPage(3).replace('</main>', '<form><input></form></main>'));
    expect(large.structureHash).toBe(small.structureHash);
    expect(other.structureHash).not.toBe(small.structureHash);
  });

  it('keeps to its limit on 5,000 elements, and four times the page takes nothing like sixteen times the work', async () => {
    const snapshot = await show(bigPage(1_700));
    expect(snapshot.elements).toHaveLength(1_500);
    expect(snapshot.leftOut).toBeGreaterThan(3_000);
    const cpuMsFor = async (items: number): Promise<number> => {
      await show(bigPage(items));
      return cpuMsOf(() => page.evaluate(`void (${pageScript})({ maxElements: 10000 })`));
    };
    const [small, large] = [await cpuMsFor(333), await cpuMsFor(1_332)];
    console.info(`collector: ${Math.round(small)} ms of CPU for 1,000 elements, ${Math.round(large)} ms for 4,000`);
    expect(large / small).toBeLessThan(12);
  });
});

describe('locators', () => {
  it.each(Object.entries({ shopPage, formPage, framePage, oddPage }))(
    'chosen for %s point at exactly the element meant, by the first proposal nearly always',
    async (_name, html) => {
      const snapshot = await show(html);
      const missed: string[] = [];
      let firsts = 0;
      for (const element of snapshot.elements) {
        const chosen = await chooseLocator(page, element, snapshot);
        if (!chosen || (await toLocator(page, chosen).count()) !== 1)
          missed.push(`${element.tag} ${element.name ?? element.text ?? ''}`);
        if (chosen && JSON.stringify(chosen) === JSON.stringify(proposeLocators(element, snapshot)[0])) firsts += 1;
      }
      expect(missed).toEqual([]);
      console.info(`${_name}: first proposal right for ${firsts} of ${snapshot.elements.length}`);
      expect(firsts / snapshot.elements.length).toBeGreaterThan(0.8);
    },
  );

  it('for a value never use the value itself', async () => {
    const snapshot = await show(shopPage);
    const linksFor = async (text: string) => {
      const element = snapshot.elements.find((each) => each.text === text);
      return element && (await chooseLocator(page, element, snapshot, { avoidOwnText: true }))?.links;
    };
    expect(await linksFor('$23.80')).toEqual([
      { by: 'text', text: 'Total', exact: true },
      { by: 'css', css: 'xpath=following-sibling::*[1]' },
    ]);
    expect(await linksFor('$4.99')).toEqual([
      { by: 'text', text: 'Shipping:' },
      { by: 'css', css: 'strong' },
    ]);
    expect(await linksFor('5')).toEqual([
      { by: 'role', role: 'row' },
      { by: 'hasText', text: 'Emma' },
      { by: 'css', css: 'xpath=./td[2]' },
    ]);
    expect(await linksFor('7')).toEqual([{ by: 'label', text: 'Count' }]);
  });
});

describe('what belongs to a search box without a form', () => {
  it('is a button that searches, not one that leads to another search or clears it', async () => {
    const snapshot = await show(
      '<h1>Notes</h1><div><input type="search"><button>advanced search</button><button>Clear search</button></div>',
    );
    expect(snapshot.forms.map(({ fields, submits }) => [fields.length, submits])).toEqual([[1, []]]);
    const other = await show('<h1>Notes</h1><div><input type="search"><button>Search</button></div>');
    expect(other.forms.map(({ submits }) => submits.length)).toEqual([1]);
  });

  it('is found by its role where it has no name', async () => {
    const snapshot = await show('<h1>Notes</h1><div><input type="search" class="wide-handle"></div>');
    const box = snapshot.elements.find(({ role }) => role === 'searchbox');
    if (!box) throw new Error('no search box was seen');
    expect(proposeLocators(box, snapshot)[0]?.links).toEqual([{ by: 'role', role: 'searchbox' }]);
  });
});

describe('rows and columns', () => {
  const column = (content: string) => `<div class="flex wide">${content}</div>`;

  it('a column of the page is no row, though it looks like its siblings', async () => {
    const links = Array.from({ length: 30 }, (_, index) => `<p><a href="/${index}">Page ${index}</a></p>`).join('');
    const snapshot = await show(
      column('<h1>Notes</h1><button>New note</button>') + column(links) + column('<p>Made with care</p>'),
    );
    expect(find(snapshot, 'button', 'New note')?.repeated).toBeFalsy();
    expect(find(snapshot, 'link', 'Page 3')?.repeated).toBeFalsy();
  });

  it('siblings that are not shown make no row of the one that is, nor does a class that is empty', async () => {
    const snapshot = await show(
      '<div class=" app"><button>Open</button></div><div id="a" hidden>1</div><div id="b" hidden>2</div>' +
        '<div class="card" hidden><i>x</i></div><div class="card" hidden><i>y</i></div><div class="card"><button>Edit</button></div>',
    );
    expect(find(snapshot, 'button', 'Open')?.repeated).toBeFalsy();
    expect(find(snapshot, 'button', 'Edit')?.repeated).toBeFalsy();
  });

  it('cards of one class are rows', async () => {
    const card = (name: string) => `<div class="card"><h3>${name}</h3><button>Add ${name}</button></div>`;
    const snapshot = await show(`<h1>Shop</h1><div>${card('Tea')}${card('Milk')}${card('Bread')}</div>`);
    expect(find(snapshot, 'button', 'Add Milk')?.repeated).toBe(true);
  });
});
