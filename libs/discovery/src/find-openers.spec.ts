import type { PageElement, PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { findOpeners } from './find-openers.js';

const button = (name: string, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  interactive: true,
  visible: true,
  enabled: true,
  ...more,
});
const openersOf = (...elements: PageElement[]) =>
  findOpeners({ url: 'http://app.test/a', elements, forms: [] } as unknown as PageSnapshot).map(
    ({ index }) => elements[index]?.name,
  );

describe('what is worth a click', () => {
  it('are the icons of a head: search, account, cart, and one without a name where there is a landmark', () => {
    const icons = ['Search', 'Toggle navigation', 'My account', 'Cart (2)', 'Shopping cart with 0 items'];
    expect(openersOf(...icons.map((name) => button(name)))).toEqual(icons);
    expect(openersOf(button('', { landmark: 'banner' }), button(''))).toEqual(['']);
  });
  it.each(['New member', 'Neuer Eintrag', 'Nouvel ouvrage', 'Nouvelle fiche', 'Nuevo socio', 'Lend', 'Prêter'])(
    'is what begins something new by its words: “%s”',
    (name) => expect(openersOf(button(name), button('Ping'))).toEqual([name]),
  );
  it('is a button of any words where a closed dialog lies on the page, one of each look', () => {
    const closed = button('News', { tag: 'dialog', role: 'dialog', interactive: false, visible: false });
    const plain = (name: string) => button(name, { type: 'button', landmark: 'contentinfo' });
    expect(openersOf(plain('Newsletter'))).toEqual([]);
    expect(openersOf(plain('Newsletter'), plain('Again'), closed)).toEqual(['Newsletter']);
  });
  it('are the first two buttons of the page itself that say in several words what they are for, behind all that is known to open', () => {
    const plain = (name: string, rest = {}) => button(name, { type: 'button', landmark: 'main', ...rest });
    const named = [plain('Cerrar el mes'), plain('Ping'), plain('Stunden auswerten'), plain('Third of these')];
    expect(openersOf(...named, plain('Apuntar horas'))).toEqual([
      'Apuntar horas',
      'Cerrar el mes',
      'Stunden auswerten',
    ]);
    const rest = [
      plain('Pay this one', { group: '3' }),
      plain('Only those', { attributes: { 'aria-pressed': 'false' } }),
    ];
    expect(openersOf(...rest)).toEqual([]);
  });
  it('are the entries of a menu of buttons where a page leads to no other, each once', () => {
    const entry = (name: string) => button(name, { repeated: true, landmark: 'main' });
    const menu = ['Orders', 'Customers', 'Delete all', 'Invoices', 'Orders'].map(entry);
    expect(openersOf(...menu)).toEqual(['Orders', 'Customers', 'Invoices']);
    const links = ['/b', '/c', '/d'].map((path) => ({ href: `http://app.test${path}`, text: path }));
    const many = { url: 'http://app.test/a', elements: menu, forms: [], links } as unknown as PageSnapshot;
    expect(findOpeners(many)).toEqual([]);
  });
  it('is the head of a part that is closed, and not of one that is open', () => {
    const head = (open: boolean) =>
      button('Details', { tag: 'summary', role: '', attributes: { 'aria-expanded': String(open) } });
    expect([openersOf(head(false)), openersOf(head(true))]).toEqual([['Details'], []]);
  });
  it('is the menu of one row, of many alike the first', () => {
    const inRow = (name: string, more: Partial<PageElement> = {}) =>
      button(name, { landmark: 'main', repeated: true, group: '0', ...more });
    const menu = { 'aria-haspopup': 'menu', 'aria-expanded': 'false' };
    expect(openersOf(inRow('Options'), inRow('Options'), inRow('Remove'))).toEqual(['Options']);
    expect(openersOf(inRow('', { attributes: menu }), inRow('', { attributes: menu }))).toEqual(['']);
    expect(openersOf(inRow('More', { role: 'link', href: '/a/more' }))).toEqual([]);
  });
  it('is one of each drawn sign, unless its markup says that it destroys', () => {
    const sign = (look: string) => button('', { landmark: 'main', classes: ['icon', look] });
    const elements = [sign('icon-delete'), sign('icon-dots'), sign('icon-dots')];
    const snapshot = { url: 'http://app.test/a', elements, forms: [], links: [] } as unknown as PageSnapshot;
    expect(findOpeners(snapshot).map(({ index }) => index)).toEqual([1]);
  });
  it('is no field of a form', () => {
    const box = button('Kind', { role: 'combobox', attributes: { 'aria-expanded': 'false' } });
    const forms = [{ fields: [{ element: 0 }], submits: [] }];
    const snapshot = { url: 'http://app.test/a', elements: [box], forms, links: [] } as unknown as PageSnapshot;
    expect(findOpeners(snapshot)).toEqual([]);
  });
  it.each(['Check for update', 'Restart server', 'Send test mail', 'Add to cart', 'Shut down', 'Delete', 'Log out'])(
    'is not what does something at once: %s',
    (name) => expect(openersOf(button(name, { landmark: 'navigation' }))).toEqual([]),
  );
  it('are links to parts of the page that a script shows, but not jumps to what is there already', () => {
    const link = (name: string, href: string, more: Partial<PageElement> = {}) =>
      button(name, { tag: 'a', role: 'link', href, landmark: 'navigation', ...more });
    expect(
      openersOf(
        link('Printers', '/a#printers'),
        link('Chapter 2', '/a#chapter'),
        link('Elsewhere', '/b#part'),
        link('Route', '/a#/orders'),
        link('A note', '/a#note', { landmark: 'main', rolePath: 'main/link' }),
        link('Another note', '/a#other', { landmark: 'main', rolePath: 'main/link' }),
        link('In a list', '/a#list', { landmark: 'main', repeated: true, attributes: { 'data-toggle': 'tab' } }),
        { ...button('Chapter'), id: 'chapter', interactive: false },
      ),
    ).toEqual(['In a list', 'Printers', 'A note']);
  });
});
