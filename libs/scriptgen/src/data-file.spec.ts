import { countIn, eachContains, inOrder, recount, restOf, sumOf } from '@testforge/browser';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { dataFiles } from './data-file.js';

type Made = {
  countIn: unknown;
  eachContains: unknown;
  inOrder: unknown;
  recount: unknown;
  restOf: unknown;
  sumOf: unknown;
};
type Call = (...values: unknown[]) => unknown;

/** The written functions, as the written tests would call them. */
function written(): Record<keyof Made, Call> {
  const [file] = dataFiles({ unique: false, sums: true, lists: true, rests: true });
  const { outputText } = ts.transpileModule(file?.content ?? '', {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports = {} as Record<keyof Made, Call>;
  new Function('exports', 'require', outputText)(exports, () => ({}));
  return exports;
}

const lists = [
  ['Set of 9 $8.50', 'Sold out', 'Set of 2 $12.00', '$1,200'],
  ['3 kg', '12 kg', '12 kg'],
  ['Ähre', 'apple', 'Boat'],
  ['2031-02-01', '2030-12-31'],
  ['23/11/2026', '5/12/2026'],
  ['02/11/2026', '05/10/2026'],
  ['12/24/2026 10:00', '01/02/2026 9:00'],
  ['3. März 2026', 'Feb 2nd, 2026', '30 de enero de 2026', '31. 12. 26'],
  ['Cap  Wear', 'Wear Socks'],
  ['Boat', 'Zebra', 'apple'],
  [],
];

it('reckons in the written project as in the observing browser', () => {
  const made = written();
  for (const texts of [['$19.60', 'Free', '$4.95'], ['€ 1.234,50'], ['CHF 900', '0.5'], ['0000.00', '1,650']])
    for (const [times, percent] of [[1], [2], [1, 15], [3, 7.5]] as const)
      expect(made.sumOf(texts, times, percent)).toBe(sumOf(texts, times, percent));
  for (const text of ['41 products', '1,204 results', '1–12 of 41']) expect(made.countIn(text)).toBe(countIn(text));
  for (const full of ['12', '41', '50']) {
    expect(made.recount('Open 12', 'Open 14', full)).toBe(recount('Open 12', 'Open 14', full));
    for (const page of ['1', '3', '4', undefined])
      expect(made.restOf('41 products', full, page)).toBe(restOf('41 products', full, page));
  }
});

it('judges lists in the written project as in the observing browser', () => {
  const made = written();
  for (const texts of lists) {
    expect(made.eachContains(texts, 'Wear')).toBe(eachContains(texts, 'Wear'));
    for (const order of ['amounts rising', 'amounts falling', 'days falling', 'letters rising'] as const)
      expect(made.inOrder(texts, order)).toBe(inOrder(texts, order));
  }
});

it('says where a text holds no count, since nothing else must pass for one', () =>
  expect(() => written().countIn('12 of 41')).toThrow('There is not one number in “12 of 41”.'));
