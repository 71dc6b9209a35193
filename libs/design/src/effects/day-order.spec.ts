import { describe, expect, it } from 'vitest';
import { snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { dayOrder, dayOrderChecks, earliestDay } from './day-order.js';

type Row = readonly [day: string, what: string];

const list = (...rows: Row[]) =>
  snapshot(
    '/bills',
    rows.flatMap(([day, what], at) => {
      const xpath = `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]`;
      return [
        { tag: 'tr', role: 'row', text: `${day} ${what}`, repeated: true, xpath },
        { tag: 'td', role: 'cell', text: day, xpath: `${xpath}/td[1]` },
        { tag: 'td', role: 'cell', text: what, xpath: `${xpath}/td[2]` },
      ];
    }),
  );

const others: Row[] = [
  ['2024-01-03', 'Rope'],
  ['2024-01-02', 'Paint'],
];
const before = list(['2031-05-15', 'Anchor'], ...others);
const after = list(...others, ['2024-01-01', 'Anchor changed']);
const names = ['Anchor', 'Anchor changed'] as const;

const checksOf = (a: typeof after, b: typeof after) => {
  const look = { name: 'kept' as const, stepKey: 'open', before: null };
  const inDays = dayOrder([before, a], names);
  const pair: CheckpointPair = {
    a: { ...look, page: a, ...(inDays && { inDays }) },
    b: { ...look, page: b },
    draft: { steps: [] } as unknown as Draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
  return dayOrderChecks(pair).map(({ step }) => step.expectation.expected);
};

describe('the days of a list', () => {
  it('are its order where a row whose day was changed moved to where it belongs', () => {
    expect(dayOrder([before, after], names)?.order).toBe('days falling');
    expect(checksOf(after, list(...others, ['2023-12-31', 'Anchor changed']))).toEqual(['days falling']);
  });

  it('are none where the newest row stays on top whatever its day', () => {
    const stayed = list(['2024-01-01', 'Anchor changed'], ...others);
    expect(dayOrder([before, stayed], names)).toBeNull();
  });

  it('are none where rows that were never in order only happen to be now', () => {
    const loose = list(['2024-01-02', 'Paint'], ['2031-05-15', 'Anchor'], ['2024-01-03', 'Rope']);
    expect(dayOrder([loose, after], names)).toBeNull();
  });

  it('are not asserted where the second look does not agree', () =>
    expect(checksOf(after, list(...[...others].reverse(), ['2024-01-01', 'Anchor changed']))).toEqual([]));

  it('tell which day is earlier than all of them', () => {
    expect(earliestDay(after)).toBe('2024-01-01');
    expect(earliestDay(list(['2024-01-01', 'Rope']))).toBeNull();
  });
});
