import { describe, expect, it } from 'vitest';
import { element, formPage, link, model } from '../../test/sample-model.js';
import { filter } from './filter.js';
import { sortedBy, sorting } from './sorting.js';

const category = {
  label: 'Category',
  type: 'select',
  initial: '',
  options: [
    { value: '', label: 'All' },
    { value: 'wear', label: 'Wear (7)' },
    { value: 'deck', label: 'Deck' },
  ],
};
const order = {
  label: 'Sort by',
  type: 'select',
  initial: 'featured',
  options: ['Featured', 'Price, low to high', 'Name, A to Z'].map((label) => ({ value: label.toLowerCase(), label })),
};
const page = formPage('/products', [category, order], 'Apply', { method: 'get' });

describe('narrowing and sorting a list', () => {
  it('chooses what is not chosen yet, one choice at a time, and wants it in every row without its count', () => {
    const [draft, ...others] = filter(model([page]));
    expect(others).toEqual([]);
    expect(draft?.steps.map(({ title }) => title)).toEqual([
      'the page /products is open',
      'I choose “Wear (7)” in “Category”',
      'I click “Apply”',
    ]);
    expect(draft?.watch.chosen).toBe('Wear');
  });

  it('counts no rows where what tests make may fill more than one page of them', () => {
    const adding = formPage('/products/new', [{ label: 'Name', type: 'text' }], 'Add product');
    const links = [{ href: 'http://shop.test/products/new', text: 'New product', landmark: undefined }];
    const next = link('Next', '/products?page=2', { attributes: { rel: 'next' } });
    const long = {
      ...page,
      snapshot: { ...page.snapshot, links, elements: [...page.snapshot.elements, element(next, 9)] },
    };
    const effects = (list: typeof page, ...others: (typeof page)[]) =>
      filter(model([list, ...others]))[0]?.watch.effects;
    expect(effects(long)).toContain('count');
    expect(effects(page, adding)).toContain('count');
    expect(effects(long, adding)).not.toContain('count');
  });

  it('narrows by a choice that stands beside a search box, which is left empty', () => {
    const beside = formPage('/products', [{ label: 'Search', type: 'search' }, category], 'Find', { method: 'get' });
    expect(filter(model([beside])).map(({ steps }) => steps.map(({ title }) => title))).toEqual([
      ['the page /products is open', 'I choose “Wear (7)” in “Category”', 'I click “Find”'],
    ]);
  });

  it('leaves choices alone whose values are rows of the data', () => {
    const rows = { ...category, options: [{ value: '17', label: 'Harbour walk' }] };
    expect(filter(model([formPage('/products', [rows], 'Apply', { method: 'get' })]))).toEqual([]);
  });

  it('lets a choice send itself where no button is to be seen', () => {
    const hidden = page.snapshot.elements.map((each) => (each.tag === 'button' ? { ...each, visible: false } : each));
    const unseen = { ...page, snapshot: { ...page.snapshot, elements: hidden } };
    expect(filter(model([unseen]))[0]?.steps.at(-1)?.title).toBe('I choose “Wear (7)” in “Category”');
  });

  it('lets a select that no form holds put the list in order, and no other', () => {
    const alone = (field: Parameters<typeof formPage>[1][number]) => {
      const { snapshot, ...rest } = formPage('/products', [field], 'Go', { method: 'get', action: '' });
      const forms = snapshot.forms.map((form) => ({ ...form, submits: [] }));
      return model([{ ...rest, snapshot: { ...snapshot, forms } }]);
    };
    expect(sorting(alone(order)).map(({ steps }) => steps.at(-1)?.title)).toEqual([
      'I choose “Price, low to high” in “Sort by”',
      'I choose “Name, A to Z” in “Sort by”',
    ]);
    expect(sorting(alone({ ...order, label: 'State', nameAttr: 'state' }))).toEqual([]);
    expect(filter(alone({ ...order, label: 'State', nameAttr: 'state' }))).toEqual([]);
  });

  it('lets a select that no form holds narrow the list where rows say what it offers', () => {
    const state = { label: 'State', type: 'select', initial: '', options: category.options };
    const alone = (said: string) => {
      const { snapshot, ...rest } = formPage('/products', [state], 'Go', { method: 'get', action: '' });
      const rows = [1, 2, 3].flatMap((at) => {
        const xpath = `/html/body/main/table[1]/tbody[1]/tr[${at}]`;
        const place = { landmark: 'main', rolePath: 'main/table', interactive: false };
        return [
          { tag: 'tr', role: 'row', text: `Mug ${at}${said}`, repeated: true, xpath, ...place },
          { tag: 'td', role: 'cell', text: said, xpath: `${xpath}/td[2]`, ...place },
        ];
      });
      const forms = snapshot.forms.map((form) => ({ ...form, submits: [] }));
      return filter(model([{ ...rest, snapshot: { ...snapshot, elements: [...snapshot.elements, ...rows], forms } }]));
    };
    expect(alone('Deck').map(({ steps, key }) => [key.split('--')[0], steps.at(-1)?.title])).toEqual([
      ['filter', 'I choose “Wear (7)” in “State”'],
    ]);
    expect(alone('Galley')).toEqual([]);
  });

  it('tries the orders that a page can show, with the way that their words tell', () =>
    expect(sorting(model([page])).map(({ watch }) => watch.sorted)).toEqual([
      { kinds: ['amounts'], direction: 'rising' },
      { kinds: ['letters'], direction: 'rising' },
    ]));

  it.each([
    ['Price, high to low', { kinds: ['amounts'], direction: 'falling' }],
    ['Newest first', { kinds: ['days'], direction: 'falling' }],
    ['Title', { kinds: ['letters'] }],
    ['Featured', null],
    ['Valeur', { kinds: ['amounts'] }],
  ])('reads from “%s” by what it sorts', (words, sorted) => expect(sortedBy(words)).toEqual(sorted));
});
