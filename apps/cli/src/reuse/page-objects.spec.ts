import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findProjectTests } from './fixtures.js';
import { findPageObjects } from './page-objects.js';

const sources = (files: Record<string, string>): Map<string, ts.SourceFile> =>
  new Map(
    Object.entries(files).map(([path, text]) => [path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)]),
  );
const objectsIn = (...texts: string[]) =>
  findPageObjects(sources(Object.fromEntries(texts.map((text, at) => [`pages/${at}.ts`, text]))));
const membersOf = (...texts: string[]) =>
  Object.fromEntries((objectsIn(...texts).at(-1)?.members ?? []).map(({ name, locator }) => [name, locator]));

describe('page objects of a project', () => {
  it('give locators by fields, getters and methods, also by one another', () => {
    const text = `import type { Locator, Page } from '@playwright/test';
      export class Todo {
        readonly form: Locator;
        readonly items = this.page.getByRole('listitem', { exact: true, name: "Milk" });
        constructor(readonly page: Page) { this.form = page.locator('form'); }
        get title() { return this.form.getByLabel('Title'); }
        save() { return this.form.getByRole('button', { name: 'Save' }).first(); }
        last = () => this.items.nth(2);
      }`;
    expect(membersOf(text)).toEqual({
      form: "page.locator('form')",
      items: "page.getByRole('listitem', { name: 'Milk', exact: true })",
      title: "page.locator('form').getByLabel('Title')",
      save: "page.locator('form').getByRole('button', { name: 'Save' }).nth(0)",
      last: "page.getByRole('listitem', { name: 'Milk', exact: true }).nth(2)",
    });
    expect(objectsIn(text)).toMatchObject([{ className: 'Todo', exported: 'named', plain: true }]);
  });

  it('give those of the class that they extend', () => {
    const base = `class Base { constructor(protected page: Page) {} menu = this.page.getByRole('navigation'); }`;
    const own = `export default class Shop extends Base { get cart() { return this.menu.getByText('Cart'); } }`;
    expect(membersOf(base, own)).toEqual({
      menu: "page.getByRole('navigation')",
      cart: "page.getByRole('navigation').getByText('Cart')",
    });
    expect(objectsIn(base, own)[1]).toMatchObject({ exported: 'default', plain: true });
  });

  it.each([
    ['private', 'private x = this.page.getByText("a");'],
    ['made of what is handed over', 'x(name: string) { return this.page.getByText(name); }'],
    ['made of variables', 'x = this.page.getByText(words.save);'],
    ['set again later', 'x = this.page.getByText("a"); turn() { this.x = this.page.getByText("b"); }'],
    ['that do something besides', 'get x() { this.seen += 1; return this.page.getByText("a"); }'],
    ['that wait', 'async x() { return this.page.getByText("a"); }'],
    ['of another page', 'x = this.other.getByText("a");'],
    ['found by a pattern', 'x = this.page.getByText(/a/);'],
  ])('do not count for members %s', (_what, member) => {
    expect(membersOf(`export class A { constructor(public page: Page) {} ${member} }`)).toEqual({});
  });

  it.each([
    ['does something', 'constructor(private page: Page) { page.on("dialog", (it) => it.accept()); }'],
    ['takes more than a page', 'constructor(private page: Page, user: User) {}'],
  ])('are not made anew where their constructor %s', (_what, make) => {
    expect(objectsIn(`export class A { ${make} x = this.page.getByText("a"); }`)).toMatchObject([{ plain: false }]);
  });

  it('are nobody’s where two have the same name', () => {
    const one = 'export class A { constructor(public page: Page) {} x = this.page.getByText("a"); }';
    expect(objectsIn(one, one)).toEqual([]);
  });
});

describe('fixtures of a project', () => {
  const testIn = (fixtures: string, from = '@playwright/test') =>
    findProjectTests(
      sources({
        'fixtures.ts': `import { test as base } from '${from}'; export const test = base.extend<Mine>({ ${fixtures} });`,
      }),
    );

  it('hand out page objects', () => {
    const short = 'todo: async ({ page }, use) => { await use(new Todo(page)); }';
    const long = 'shop: async ({ page: tab }, use) => { const shop = new Shop(tab); await use(shop); }';
    const [test] = testIn(`${short}, ${long}`);
    expect([...(test?.objects ?? [])]).toEqual([
      ['Todo', 'todo'],
      ['Shop', 'shop'],
    ]);
    expect(test?.refused).toBeNull();
  });

  it.each([
    ['opens a page first', 'todo: async ({ page }, use) => { await page.goto("/"); await use(new Todo(page)); }'],
    ['needs another fixture', 'todo: async ({ page, user }, use) => { await use(new Todo(page)); }'],
    ['is made of more', 'todo: async ({ page }, use) => { await use(new Todo(page, 1)); }'],
  ])('are left alone where one %s', (_what, fixture) => {
    expect(testIn(fixture)[0]?.objects.size).toBe(0);
  });

  it.each([
    [
      'changes what every test has',
      'page: async ({ page }, use) => { await page.goto("/"); await use(page); }',
      'page',
    ],
    ['acts in every test', 'log: [async ({}, use) => { await use(); }, { auto: true }]', 'acts in every test'],
    ['cannot be read', '...others', 'cannot be told'],
  ])('are refused where one %s', (_what, fixture, why) => {
    expect(testIn(fixture)[0]?.refused).toContain(why);
  });

  it('are those of the tests that a test extends too, but where it has its own by that name', () => {
    const make = (name: string, of: string) => `${name}: async ({ page }, use) => { await use(new ${of}(page)); }`;
    const tests = findProjectTests(
      sources({
        'base/index.ts': `import { test as pw } from '@playwright/test';
          export const base = pw.extend({ ${make('todo', 'Todo')} }).extend({ ${make('shop', 'Shop')} });`,
        'tests/fixtures.ts': `import { base } from '../base'; export const test = base.extend({ ${make('cart', 'Cart')}, shop: 1 });`,
      }),
    );
    expect(tests.map(({ path, name, objects }) => [path, name, Object.fromEntries(objects)])).toEqual([
      ['base/index.ts', 'base', { Todo: 'todo', Shop: 'shop' }],
      ['tests/fixtures.ts', 'test', { Todo: 'todo', Cart: 'cart' }],
    ]);
  });

  it('count only where they extend Playwright’s own test', () => {
    expect(testIn('todo: async ({ page }, use) => { await use(new Todo(page)); }', './logged-in')).toEqual([]);
  });
});
