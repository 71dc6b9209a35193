import { describe, expect, it } from 'vitest';
import { heading, model, state } from '../../test/sample-model.js';
import { totals } from './totals.js';

const cell = (at: number, column: number, text: string) => ({
  tag: 'td',
  role: 'cell',
  text,
  xpath: `/html/body/table/tbody[1]/tr[${at}]/td[${column}]`,
});
const row = (at: number, ...texts: string[]) => [
  { tag: 'tr', role: 'row', text: texts.join(' '), xpath: `/html/body/table/tbody[1]/tr[${at}]` },
  ...texts.map((text, column) => cell(at, column + 1, text)),
];
const rows = (amounts: string[]) => amounts.flatMap((amount, at) => row(at + 1, `INV-${at}`, amount));
const sum = (text: string) => ({ tag: 'p', text, xpath: '/html/body/p[1]' });
const page = (parts: Parameters<typeof state>[2]) => model([state('/bills', '/bills', [heading('Bills'), ...parts])]);
const titles = (parts: Parameters<typeof state>[2]) =>
  totals(page(parts)).map(({ steps }) => steps.map(({ title }) => title));

describe('what a list comes to', () => {
  it('is its amounts added up, written as the page writes the sum', () => {
    const parts = [...rows(['800.00', '650.50', '49.50']), sum('Sum: 1500.00 EUR')];
    expect(titles(parts)).toEqual([
      [
        'the page /bills is open',
        'a first entry is shown',
        'I add up the amounts that are shown',
        '“Sum” shows the remembered amounts',
      ],
    ]);
    const step = totals(page(parts))[0]?.steps.find(({ kind }) => kind === 'remember');
    expect(step).toMatchObject({
      sum: 'Sum: 0000.00 EUR',
      target: { locator: { links: [{}, { css: 'xpath=./td[2]' }] } },
    });
  });

  it('is how many rows there are', () =>
    expect(titles([...rows(['4', '7', '2', '9']), sum('4 bills')])[0]).toEqual([
      'the page /bills is open',
      'a first entry is shown',
      'I remember the count that is shown',
      'a row is there as often as the remembered count says',
    ]));

  it.each([
    ['what it says is something else', [...rows(['8.00', '6.50', '4.00']), sum('Sum: 20.00 EUR')]],
    ['two amounts come to what nothing calls a sum', [...rows(['8.00', '6.50']), sum('Fee 14.50')]],
    ['as many rows are there as a number of something else', [...rows(['4', '7', '2', '9']), sum('4 months')]],
    ['few rows are as many as a number says', [...rows(['1', '2']), sum('2 bills')]],
    [
      'it stands in the frame of the page',
      [...rows(['8.00', '6.50', '4.00']), { ...sum('18.50'), landmark: 'contentinfo' }],
    ],
  ])('is left alone where %s', (_why, parts) => expect(titles(parts)).toEqual([]));
});
