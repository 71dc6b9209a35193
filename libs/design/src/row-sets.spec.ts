import { describe, expect, it } from 'vitest';
import { heading, link, snapshot } from '../test/sample-model.js';
import type { CheckpointPair } from './checkpoint-pair.js';
import type { Draft } from './draft.js';
import { countChecks } from './effects/count.js';
import { eachChecks } from './effects/each.js';
import { orderChecks } from './effects/order.js';
import { nothingShared } from './page-names.js';
import { columnsOf, rowSets } from './row-sets.js';

/** A page that lists cards, each with a title, a kind and a price. */
function listed(cards: [string, string, string][], said = ''): ReturnType<typeof snapshot> {
  const parts = cards.flatMap(([title, kind, price], at) => {
    const xpath = `/html/body/main/ul/li[${at + 1}]`;
    const place = { landmark: 'main', rolePath: 'main/list' };
    return [
      { tag: 'article', role: 'article', text: `${kind} ${title} ${price}`, repeated: true, xpath, ...place },
      { tag: 'h3', role: 'heading', name: title, text: title, xpath: `${xpath}/h3`, ...place },
    ];
  });
  return snapshot('/products', [...parts, { tag: 'p', text: said, testId: 'count' }], {
    landmarks: [{ role: 'main' }],
  });
}

const mixed = listed([
  ['Mug', 'Kitchen', '$24.00'],
  ['Cap', 'Wear', '$36.00'],
  ['Anchor', 'Deck', '$12.00'],
]);
const pairOf = (page: typeof mixed, watch: Partial<Draft['watch']>): CheckpointPair => {
  const checkpoint = { name: 'after' as const, stepKey: 'click', before: mixed, page };
  return {
    a: checkpoint,
    b: checkpoint,
    draft: { watch: { effects: [], ...watch } } as unknown as Draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
};
const demands = (checks: ReturnType<typeof eachChecks>) => checks.map(({ step }) => step.expectation);

describe('lists of a page', () => {
  it('are found by what a row is, and have the parts that each row has once', () => {
    const [set] = rowSets(mixed);
    expect(set?.locator.links).toEqual([
      { by: 'role', role: 'main' },
      { by: 'role', role: 'article' },
    ]);
    expect(set && columnsOf(mixed, set).map(({ texts }) => texts)).toEqual([['Mug', 'Cap', 'Anchor']]);
  });

  it('are those of each table where a page has several, told by a heading that no other says', () => {
    const table = (at: number, heads: string[], rows: string[][]) => {
      const start = `/html/body/table[${at}]`;
      return [
        ...heads.map((text, place) => ({ tag: 'th', text, xpath: `${start}/thead[1]/tr[1]/th[${place + 1}]` })),
        ...rows.flatMap((texts, row) => [
          { tag: 'tr', role: 'row', text: texts.join(''), xpath: `${start}/tbody[1]/tr[${row + 1}]` },
          ...texts.map((text, place) => ({
            tag: 'td',
            text,
            xpath: `${start}/tbody[1]/tr[${row + 1}]/td[${place + 1}]`,
          })),
        ]),
      ];
    };
    const dates = table(
      1,
      ['Day', 'Room'],
      [
        ['Monday', 'Blue'],
        ['Tuesday', 'Red'],
      ],
    );
    const people = table(
      2,
      ['Name', 'Since', 'Day'],
      [
        ['Ann', '1 May', 'all'],
        ['Ben', '2 May', 'all'],
        ['Cy', '3 May', 'one'],
      ],
    );
    const told = (parts: typeof dates) =>
      rowSets(snapshot('/course', parts)).map(
        ({
          locator: {
            links: [first, which],
          },
          rows,
        }) => [first?.by, which?.by === 'hasText' ? which.text : '', rows.length],
      );
    expect(told([...dates, ...people])).toEqual([
      ['css', 'Room', 2],
      ['css', 'Since', 3],
      ['css', '', 5],
    ]);
    expect(told(people)).toEqual([['css', '', 3]]);
    const alike = table(
      2,
      ['Day', 'Room'],
      [
        ['Friday', 'Blue'],
        ['Sunday', 'Red'],
      ],
    );
    expect(told([...dates, ...alike])).toEqual([['css', '', 4]]);
  });

  it('leave out the headings that a table without a head has in its first row', () => {
    const cells = (at: number, tag: string, texts: string[]) => {
      const xpath = `/html/body/table[1]/tbody[1]/tr[${at}]`;
      const row = { tag: 'tr', role: 'row', text: texts.join(''), repeated: true, xpath };
      return [row, ...texts.map((text, place) => ({ tag, text, xpath: `${xpath}/${tag}[${place + 1}]` }))];
    };
    const body = [...cells(2, 'td', ['A-1', 'open']), ...cells(3, 'td', ['A-2', 'open'])];
    const withHead = rowSets(snapshot('/orders', [...cells(1, 'th', ['Number', 'State']), ...body]));
    expect(withHead.map(({ locator, rows }) => [locator.links, rows.length])).toEqual([
      [[{ by: 'css', css: 'tbody tr:has(td)' }], 2],
    ]);
    expect(rowSets(snapshot('/orders', body))[0]?.locator.links).toEqual([{ by: 'css', css: 'tbody tr' }]);
  });

  it('are none where the way to the rows finds parts of the navigation as well', () => {
    const menu = snapshot('/', [
      heading('Home'),
      ...['Shop', 'About'].map((name) => ({ ...link(name, '/'), role: 'listitem', landmark: 'navigation' })),
    ]);
    expect(rowSets(menu)).toEqual([]);
  });

  it('show what was chosen in each row, where they did not before', () => {
    const wear = listed([
      ['Cap', 'Wear', '$36.00'],
      ['Socks', 'Wear', '$19.00'],
    ]);
    expect(demands(eachChecks(pairOf(wear, { chosen: 'Wear' })))[0]).toEqual({
      matcher: 'toEachContain',
      expected: 'Wear',
    });
    expect(eachChecks(pairOf(mixed, { chosen: 'Wear' }))).toEqual([]);
  });

  it('show a price in each row where every row has one, whatever it is', () => {
    const priced = (...prices: string[]) =>
      demands(eachChecks(pairOf(listed(prices.map((price, at) => [`Thing ${at}`, 'Deck', price])), {})));
    expect(priced('$24.00', '$36.00', '$12.00', '$7.00')).toEqual([{ matcher: 'toEachContain', expected: '$' }]);
    expect(priced('24,00 €', '36 €', '1 €', '9,50 €')).toEqual([{ matcher: 'toEachContain', expected: '€' }]);
    expect(priced('$24.00', '$36.00', '$12.00')).toEqual([]);
    expect(priced('$24.00', 'on request', '$12.00', '$7.00')).toEqual([]);
    expect(priced('$24.00', '€36.00', '$12.00', '$7.00')).toEqual([]);
  });

  const rising = listed([
    ['Anchor', 'Deck', '$12.00'],
    ['Mug', 'Kitchen', '$24.00'],
    ['Cap', 'Wear', '$36.00'],
  ]);

  it('stand in the order that was asked for, told without a word of the rows', () => {
    const sorted = { kinds: ['amounts' as const], direction: 'rising' as const };
    const [check] = orderChecks(pairOf(rising, { sorted }));
    expect(check?.step.expectation).toEqual({ matcher: 'toBeInOrder', expected: 'amounts rising' });
    expect(JSON.stringify(check)).not.toMatch(/Anchor|12\.00/);
  });

  it('are not said to be sorted where they were before, or stand the other way', () => {
    expect(orderChecks(pairOf(mixed, { sorted: { kinds: ['amounts'] } }))).toEqual([]);
    expect(orderChecks(pairOf(rising, { sorted: { kinds: ['amounts'], direction: 'falling' } }))).toEqual([]);
  });

  it('stand in an order where before all were alike, and by days as people write them', () => {
    const cells = (...texts: string[]) => listed(texts.map((text, at) => [`Thing ${at}`, 'Deck', text]));
    const orders = (page: typeof mixed, before: typeof mixed) => {
      const pair = pairOf(page, { sorted: { kinds: ['amounts', 'days'] } });
      return orderChecks({ ...pair, a: { ...pair.a, before } }).map(({ step }) => step.expectation.expected);
    };
    const falling = cells('36,00 €', '24,00 €', '0,00 €');
    expect(orders(falling, cells('0,00 €', '0,00 €', '0,00 €'))).toContain('amounts falling');
    expect(orders(falling, falling)).toEqual([]);
    const days = ['24.11.2026', '02.12.2026', '01.01.2027'];
    expect(orders(cells(...days), cells(...days.toReversed()))).toContain('days rising');
  });

  it('are as long as the page says, whatever number that is', () => {
    const told = listed([['Cap', 'Wear', '$36.00']], '1 product');
    const [check] = countChecks(pairOf(told, { chosen: 'Wear' }));
    expect(check?.before?.map(({ name }) => name)).toEqual(['count']);
    expect(check?.step.expectation).toEqual({
      matcher: 'toHaveCount',
      expected: null,
      value: { kind: 'remembered', name: 'count' },
    });
    expect(countChecks(pairOf(listed([['Cap', 'Wear', '$36.00']], '41 products'), { chosen: 'Wear' }))).toEqual([]);
  });

  it('are as long as the page says where nothing was asked of them, if that is said to be their count', () => {
    const cards: [string, string, string][] = ['Cap', 'Socks', 'Scarf'].map((name) => [name, 'Wear', '$36.00']);
    const named = (said: string, watch = {}) => countChecks(pairOf(listed(cards, said), watch)).length;
    const said = ['3 products', 'Wear (3)', 'Total: 3', 'Open until 3', 'Wear'];
    expect(said.map((words) => named(words))).toEqual([1, 1, 1, 0, 0]);
    expect([named('3 products', { writes: true }), named('2 products')]).toEqual([0, 0]);
  });

  it('go on in their next part as they began, or nothing is said of it', () => {
    const sorted = { kinds: ['amounts' as const], direction: 'rising' as const };
    const next = (page: typeof rising, before: typeof rising): boolean => {
      const pair = pairOf(page, { sorted });
      const at = { ...pair.a, name: 'next' as const, before };
      return orderChecks({ ...pair, a: at, b: at }).length > 0;
    };
    expect([next(rising, rising), next(rising, mixed), next(mixed, rising)]).toEqual([true, false, false]);
  });

  it('have cells counted as the headers above them are, what names the row among them, beside a menu that is a table too', () => {
    const cell = (row: number, step: string, text: string, tag = 'td') => ({
      tag,
      text,
      xpath: `/html[1]/body[1]/main[1]/table[1]/tbody[1]/tr[${row}]/${step}`,
      landmark: 'main',
    });
    const tableRow = (at: number, title: string) => [
      {
        tag: 'tr',
        role: 'row',
        text: title,
        xpath: `/html[1]/body[1]/main[1]/table[1]/tbody[1]/tr[${at}]`,
        landmark: 'main',
      },
      { ...cell(at, 'td[1]/input[1]', '', 'input') },
      { ...cell(at, 'th[1]/a[1]', title, 'a') },
      cell(at, 'td[2]', `kind of ${title}`),
    ];
    const menu = { tag: 'tr', role: 'row', text: 'Events', xpath: '/html[1]/body[1]/nav[1]/table[1]/tbody[1]/tr[1]' };
    const page = snapshot('/events', [
      { ...menu, landmark: 'navigation' },
      ...tableRow(1, 'Walk'),
      ...tableRow(2, 'Talk'),
    ]);
    const set = rowSets(page).find(({ locator }) => JSON.stringify(locator).includes('tbody tr'));
    expect(set?.rows).toHaveLength(2);
    expect(set && columnsOf(page, set).map(({ position, texts }) => [position, texts])).toEqual([
      [2, ['Walk', 'Talk']],
      [3, ['kind of Walk', 'kind of Talk']],
    ]);
  });
});
