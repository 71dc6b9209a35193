import type { AppState, Locator } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, heading, link, model, state } from '../../test/sample-model.js';
import { widgets } from './widgets.js';

const look = { classes: ['tab'] };
const tabs = ['Control', 'Terminal'].map((name) => link(name, `/#${name.toLowerCase()}`, look));
const start = state('/', '/', [...tabs, heading('Printer')]);

/** What a click on a link of the start page shows at the same address but for the fragment. */
const shown = (name: string, index: number): AppState => {
  const path = `/#${name.toLowerCase()}`;
  const locator = start.locators[String(index)];
  if (locator === undefined) throw new Error('The sample has lost its locators.');
  return {
    ...state(path, '/', [...tabs, heading('Printer'), button(`Use ${name}`)]),
    key: path,
    depth: 1,
    reach: [
      { kind: 'goto', path: '/' },
      { kind: 'click', locator },
    ],
  };
};
const app = model([start, shown('Control', 0), shown('Terminal', 1)]);

describe('what opens on a page', () => {
  it('is reached by the click that showed it, also where that changes the fragment of the address', () => {
    expect(widgets(app).map(({ title, steps }) => [title, steps.map(({ kind }) => kind)])).toEqual([
      ['“Control” opens something on the page', ['goto', 'click']],
      ['“Terminal” opens something on the page', ['goto', 'click']],
    ]);
  });

  it('tells a tab by the panel that bears its name, else by what stands in that', () => {
    const named = (name: string, selected: string) => ({
      ...button(name),
      role: 'tab',
      attributes: { 'aria-selected': selected },
    });
    const page = state('/people/1', '/people/:id', [heading('Ada'), named('Notes', 'true'), named('Deals', 'false')]);
    const [by, instead, ...others] = widgets(model([page]));
    expect([by, instead].map((draft) => draft?.steps.map(({ kind }) => kind))).toEqual([
      ['goto', 'click', 'expect'],
      ['goto', 'click'],
    ]);
    expect([instead?.watch.insteadOf, others]).toEqual([by?.key, []]);
  });

  it('goes by no number in the name of what is clicked', () => {
    const cart = state('/', '/', [heading('Shop'), button('Cart with 0 items')]);
    const locator: Locator = { frame: [], links: [{ by: 'role', role: 'button', name: 'Cart with 0 items' }] };
    const shop = { ...cart, locators: { '1': locator } };
    const panel: AppState = {
      ...state('/', '/', [heading('Shop'), heading('Your cart')]),
      key: '/ cart',
      depth: 1,
      reach: [
        { kind: 'goto', path: '/' },
        { kind: 'click', locator },
      ],
    };
    const last = widgets(model([shop, panel]))[0]?.steps.at(-1);
    expect(last?.kind === 'click' && last.target.locator.links).toEqual([
      { by: 'role', role: 'button', name: 'Cart with' },
    ]);
  });

  it('is told once a look where the app has more pages than that', () => {
    const more = ['/a', '/b'].map((path) => state(path, path, [heading(path)]));
    expect(widgets(model([...app.states, ...more])).map(({ title }) => title)).toEqual([
      '“Control” opens something on the page',
    ]);
  });
});
