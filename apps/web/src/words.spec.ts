import { describe, expect, it } from 'vitest';
import { ago, amount, duration, shortAddress } from './words.js';

describe('words for people', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_500, '1.5 s'],
    [59_960, '1 min 0 s'],
    [3_600_000, '1 h 0 min'],
  ])('tell %i milliseconds as “%s”', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
  it('count one thing and many', () => {
    expect([amount(1, 'test'), amount(2, 'test'), amount(0, 'entry', 'entries')]).toEqual([
      '1 test',
      '2 tests',
      '0 entries',
    ]);
  });
  it('tell how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(ago('2026-11-21T11:59:40Z', now)).toBe('just now');
    expect(ago('2026-11-21T09:00:00Z', now)).toBe('3 hours ago');
    expect(ago('2026-11-20T12:00:00Z', now)).toBe('yesterday');
  });
  it('leave out of an address what goes without saying', () => {
    expect(shortAddress('https://shop.test/')).toBe('shop.test');
    expect(shortAddress('http://127.0.0.1:4000/app')).toBe('127.0.0.1:4000/app');
  });
});
