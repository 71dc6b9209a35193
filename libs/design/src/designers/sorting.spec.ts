import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../../test/sample-model.js';
import { sorting } from './sorting.js';

const table = '/html[1]/body[1]/main[1]/table[1]';
const header = link('Name', '/users?order=name', { xpath: `${table}/thead[1]/tr[1]/th[1]/a[1]` });
const row = (at: number, part = 'tbody[1]') => ({ tag: 'tr', role: 'row', xpath: `${table}/${part}/tr[${at}]` });
const titles = (rows: number): string[] => {
  const parts = [
    heading('Users'),
    row(1, 'thead[1]'),
    header,
    ...Array.from({ length: rows }, (_row, at) => row(at + 1)),
  ];
  return sorting(model([state('/users', '/users', parts)])).map(({ title }) => title);
};

describe('a header that sorts its table', () => {
  it('is tried where there are rows enough to tell an order', () =>
    expect(titles(3)).toEqual(['“Name” sorts the list on “Users”']));

  it('is left alone where there are fewer: two looks at them would tell nothing', () => expect(titles(2)).toEqual([]));
});
