import { describe, expect, it } from 'vitest';
import { boundFlakeRate, passesToGo } from './flake-rate.js';

describe('how often a test fails by chance', () => {
  it('is bounded as tables of the exact interval say', () => {
    const bounds = [
      { passes: 0, flakes: 0 },
      { passes: 5, flakes: 0 },
      { passes: 59, flakes: 0 },
      { passes: 9, flakes: 1 },
      { passes: 90, flakes: 10 },
    ].map((tries) => Number(boundFlakeRate(tries).toFixed(3)));
    expect(bounds).toEqual([1, 0.451, 0.05, 0.394, 0.164]);
  });

  it('takes 59 passes without a flake to be below a twentieth, and more with one', () => {
    const rest = [
      { passes: 5, flakes: 0 },
      { passes: 59, flakes: 0 },
      { passes: 59, flakes: 1 },
      { passes: 200, flakes: 0 },
    ].map((tries) => passesToGo(tries, 0.05));
    expect(rest).toEqual([54, 0, 33, 0]);
  });

  it('goes on where nobody would wait for it', () => {
    expect(passesToGo({ passes: 0, flakes: 0 }, 0.001)).toBe(2995);
  });
});
