import { describe, expect, it } from 'vitest';
import { vitalFigures } from './read-vitals.js';

const seen = (...times: number[]) => times.map((ms) => ({ vitals: { ttfbMs: ms, lcpMs: ms * 2, shift: 0 } }));

describe('budgets of time', () => {
  it('are three times what three of four pages kept to', () => {
    expect(vitalFigures(seen(4_000, 100, 1_000, 200), 1)).toEqual({
      ttfbMs: 1_000,
      ttfbBudgetMs: 3_000,
      lcpMs: 2_000,
      lcpBudgetMs: 6_000,
    });
  });
  it('are never less than what counts as good', () => {
    expect(vitalFigures(seen(10), 1)).toMatchObject({ ttfbBudgetMs: 800, lcpBudgetMs: 2_500 });
  });
  it('do not grow with the load of the machine that measured', () => {
    expect(vitalFigures(seen(1_000), 2)).toMatchObject({ ttfbMs: 1_000, ttfbBudgetMs: 1_500 });
  });
  it('are not made up where nothing was measured', () => expect(vitalFigures([{}], 1)).toEqual({}));
});
