import { describe, expect, it } from 'vitest';
import { formPage, link, model, state } from '../../test/sample-model.js';
import { growsMeanwhile } from './grows-meanwhile.js';

const add = formPage('/items/new', [{ label: 'Name', type: 'text', required: true }], 'Add item');
const items = state('/items', '/items', [link('New', '/items/new')], { links: [{ href: '/items/new', text: 'New' }] });
const about = state('/about', '/about', [link('Items', '/items')]);

describe('a list that tests add to', () => {
  it('is above the form that makes what it lists, whatever is asked of it', () => {
    const app = model([items, add, about]);
    expect([items, { ...items, path: '/items?page=2' }, about].map((page) => growsMeanwhile(app, page))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is known after one look at the app, however many lists it has', () => {
    const app = model([items, add, about]);
    const reads = { count: 0 };
    const watched = new Proxy(app, {
      get: (of, name, self) => {
        if (name === 'states') reads.count += 1;
        return Reflect.get(of, name, self) as unknown;
      },
    });
    growsMeanwhile(watched, items);
    const once = reads.count;
    for (let at = 0; at < 20; at += 1) growsMeanwhile(watched, about);
    expect(reads.count).toBe(once);
  });
});
