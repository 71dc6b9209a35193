import { describe, expect, it } from 'vitest';
import { progressWords } from './progress-words.js';

describe('what is going on', () => {
  it('is told of an exploration with its count and place', () => {
    expect(progressWords({ stage: 'discovery', states: 1, path: '/cart' })).toBe('1 page state found; now /cart');
  });
  it('is told of tests with how many ended', () => {
    expect(progressWords({ stage: 'execution', ended: 3, test: 'the cart adds up' })).toBe(
      '3 tests done; last: the cart adds up',
    );
  });
  it('is told even when nothing is known, or it is not of the shape we know', () => {
    expect(progressWords(null)).toBe('Waiting for a worker');
    expect(progressWords({ stage: 'discovery', states: 'many' })).toBe('0 page states found');
  });
});
