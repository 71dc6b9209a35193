import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { relationChecks } from './relation.js';

const before = snapshot('/mug', [heading('Mug')]);
const term = (label: string, text: string, at: number) => [
  { tag: 'dt', role: 'term', text: label, xpath: `/html/body/dl/div[${at}]/dt`, siblingIndex: 0 },
  { tag: 'dd', role: 'definition', text, xpath: `/html/body/dl/div[${at}]/dd`, siblingIndex: 1 },
];
const bill = (subtotal: string, shipping: string, tax: string, total: string) =>
  snapshot('/cart', [
    heading('Cart'),
    ...term('Subtotal', subtotal, 1),
    ...term('Shipping', shipping, 2),
    ...term('Tax (15%)', tax, 3),
    ...term('Total', total, 4),
  ]);
const pairOf = (a: typeof before, b = a): CheckpointPair => ({
  a: { name: 'consequence', stepKey: 'click', before, page: a },
  b: { name: 'consequence', stepKey: 'click', before, page: b },
  draft: { steps: [], watch: { writes: true, mentions: [] } } as unknown as Draft,
  uniqueValues: [],
  familiar: new Set(),
  shared: nothingShared,
});
const values = (pair: CheckpointPair) => relationChecks(pair).map(({ step }) => step.expectation.value);

describe('amounts that follow from others', () => {
  it('are told by the relation, never by today’s prices', () => {
    const checks = relationChecks(pairOf(bill('$48.00', '$7.95', '$7.20', '$63.15')));
    expect(checks.map(({ step }) => step.expectation)).toEqual([
      {
        matcher: 'toHaveText',
        expected: null,
        value: { kind: 'remembered', name: 'subtotal', plus: ['shipping', 'tax'] },
      },
      { matcher: 'toHaveText', expected: null, value: { kind: 'remembered', name: 'subtotal', percent: 15 } },
    ]);
    expect(checks[0]?.before?.map(({ title }) => title)).toEqual([
      'I remember the subtotal that is shown',
      'I remember the shipping that is shown',
      'I remember the tax that is shown',
    ]);
  });

  it('may be added to a word that stands for nothing', () =>
    expect(values(pairOf(bill('$158.00', 'Free', '$23.70', '$181.70')))[0]).toEqual({
      kind: 'remembered',
      name: 'subtotal',
      plus: ['tax', 'shipping'],
    }));

  it('of several rows add up to what stands below them, before all that is said of each row', () => {
    const line = (name: string, total: string, at: number) => [
      { tag: 'tr', role: 'row', text: `${name} ${total}`, xpath: `/html/body/table/tbody/tr[${at}]` },
      {
        tag: 'td',
        role: 'cell',
        text: total,
        xpath: `/html/body/table/tbody/tr[${at}]/td[1]`,
        group: String(at * 2 - 1),
      },
    ];
    const page = snapshot('/cart', [
      heading('Cart'),
      ...line('Mug', '$48.00', 1),
      ...line('Cap', '$36.00', 2),
      ...term('Subtotal', '$84.00', 5),
    ]);
    const own = ['Mug', 'Cap'].map((text) => ({
      value: { kind: 'remembered' as const, name: text.toLowerCase() },
      text,
    }));
    const pair = pairOf(page);
    const found = relationChecks({ ...pair, a: { ...pair.a, own }, b: { ...pair.b, own } });
    expect(found.map(({ rank, step }) => [rank, step.title])).toEqual([
      [82, '“Subtotal” shows the remembered price and the price2'],
    ]);
  });

  it('are left alone where they do not follow, in either carrying-out', () => {
    const right = bill('$48.00', '$7.95', '$7.20', '$63.15');
    const wrong = bill('$48.00', '$7.95', '$7.20', '$55.95');
    expect(values(pairOf(right, wrong))).toEqual([{ kind: 'remembered', name: 'subtotal', percent: 15 }]);
  });
});
