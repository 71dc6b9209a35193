import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { listSums } from './list-sum.js';
import { relationChecks } from './relation.js';

const row = (at: number, ...texts: string[]) => {
  const xpath = `/html/body/table/tbody[1]/tr[${at}]`;
  const cells = texts.map((text, column) => ({ tag: 'td', role: 'cell', text, xpath: `${xpath}/td[${column + 1}]` }));
  return [{ tag: 'tr', role: 'row', text: texts.join(' '), xpath }, ...cells];
};
const bill = (lines: [string, string][], total: string) =>
  snapshot('/bills/7', [
    heading('Bill 7'),
    ...lines.flatMap((texts, at) => row(at + 1, ...texts)),
    { tag: 'p', text: total, id: 'total', xpath: '/html/body/p[1]' },
  ]);
const value = { kind: 'unique' as const, shape: 'text' as const, prefix: 'Line' };
const look = (page: ReturnType<typeof bill>, text: string): CheckpointPair['a'] => ({
  name: 'after',
  stepKey: 'click',
  before: page,
  page,
  own: [{ value, text }],
});
const pairOf = (a: CheckpointPair['a'], b: CheckpointPair['a']): CheckpointPair => ({
  a,
  b,
  draft: { steps: [], watch: { writes: true, mentions: [] } } as unknown as Draft,
  uniqueValues: [],
  familiar: new Set(),
  shared: nothingShared,
});
const lines: [string, string][] = [
  ['Drill', '£40.00'],
  ['Line one', '£4.00'],
];
const first = look(bill(lines, 'Total £44.00'), 'Line one');

describe('what a list comes to that something was added to', () => {
  it('is its amounts added up, whatever else was added meanwhile', () => {
    const second = look(bill([...lines, ['Boat', '£900.00'], ['Line two', '£4.00']], 'Total £948.00'), 'Line two');
    const pair = pairOf(first, second);
    const [check] = listSums(pair);
    expect(check?.before).toMatchObject([{ kind: 'remember', name: 'amounts', sum: 'Total £00.00' }]);
    expect(check?.step).toMatchObject({
      title: '“Total” shows the remembered amounts',
      expectation: { matcher: 'toHaveText', value: { kind: 'remembered', name: 'amounts' } },
    });
    expect(relationChecks(pair)).toEqual([check]);
  });

  it('is left alone where it was not so both times, or the list is about something else', () => {
    const wrong = look(bill(lines, 'Total £40.00'), 'Line one');
    expect(listSums(pairOf(first, wrong))).toEqual([]);
    const others = look(bill(lines, 'Total £44.00'), 'Note');
    expect(listSums(pairOf(others, others))).toEqual([]);
  });
});
