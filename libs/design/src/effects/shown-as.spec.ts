import { describe, expect, it } from 'vitest';
import { shownAs } from './shown-as.js';

describe('what was entered, as a page says it', () => {
  it('is a day as people write it', () => {
    expect(shownAs('2026-12-03', 'Due 2026-12-03 · 4 hours')).toBe('2026-12-03');
    expect(shownAs('2026-12-03', 'geprüft am 03.12.2026')).toBe('03.12.2026');
    expect(shownAs('2026-12-03', 'Thursday, Dec 3, 2026')).toBe('Dec 3, 2026');
    expect(shownAs('2026-12-03', '3. Dezember 2026')).toBe('3. Dezember 2026');
    expect(shownAs('2026-12-03', '3 décembre 2026')).toBe('3 décembre 2026');
    expect(shownAs('2026-12-03', 'Due 2026-12-02')).toBeNull();
    expect(shownAs('2026-12-03', 'geprüft am 13.12.2026')).toBeNull();
  });

  it('is a number with what the app adds to it', () => {
    expect(shownAs('4', '4 hours')).toBe('4');
    expect(shownAs('12.5', '12,50 €')).toBe('12,50');
    expect(shownAs('1500', 'Sum: 1.500,00 €')).toBe('1.500,00');
    expect(shownAs('4', 'Due 2026-12-04, 4 of 9')).toBeNull();
    expect(shownAs('4', '14 hours')).toBeNull();
  });

  it('is a choice as a whole', () => {
    expect(shownAs('High', 'TRK-101 · Atlas · High')).toBe('High');
    expect(shownAs('High', 'Higher')).toBeNull();
    expect(shownAs('No', 'No notes')).toBeNull();
  });
});
