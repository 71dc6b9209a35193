import { describe, expect, it } from 'vitest';
import { isBrokenLabel } from './broken-label.js';

describe('a label', () => {
  it.each([
    '',
    ' ',
    'undefined',
    'NaN',
    '[object Object]',
    'profile.actions.save',
    'SAVE_BUTTON',
    'Hello {{name}}',
    'Pay ${sum}',
    'Save %s',
  ])('that said “Save” is broken when it says “%s”', (now) => expect(isBrokenLabel('Save', now)).toBe(true));

  it('is broken when there is none any more', () => expect(isBrokenLabel('Save', undefined)).toBe(true));

  it.each(['Save changes', 'Speichern', 'Store', '保存', 'Save 20 %', 'v2.1 notes', 'Undefined behaviour'])(
    'is another one, not a broken one, when it says “%s”',
    (now) => expect(isBrokenLabel('Save', now)).toBe(false),
  );

  it('that never said anything, or was a key all along, is not broken now', () => {
    expect(isBrokenLabel(undefined, '')).toBe(false);
    expect(isBrokenLabel('×', '')).toBe(false);
    expect(isBrokenLabel('user.name', 'user.first_name')).toBe(false);
    expect(isBrokenLabel('undefined', 'null')).toBe(false);
  });
});
