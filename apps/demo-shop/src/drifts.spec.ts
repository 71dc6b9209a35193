import { describe, expect, it } from 'vitest';
import { driftNames, driftedLook } from './drifts.js';
import { fieldKeys } from './forms.js';
import { firstLook } from './look.js';
import { renameClasses } from './routes/assets.js';

describe('drifts', () => {
  it('leave the first look as it is when none is switched on', () => {
    expect(driftedLook([])).toEqual(firstLook);
  });

  it('can be switched on in any order with the same outcome', () => {
    const forward = driftedLook(driftNames);
    const backward = driftedLook([...driftNames].reverse());
    expect(backward.wording).toEqual(forward.wording);
    expect(backward.fields).toEqual(forward.fields);
  });

  it('keep the ids and the names of fields distinct', () => {
    const look = driftedLook(driftNames);
    expect(new Set(fieldKeys.map(look.inputId)).size).toBe(fieldKeys.length);
    expect(new Set(fieldKeys.map(look.inputName)).size).toBe(fieldKeys.length);
  });

  it('keep the same fields in each form, in another order', () => {
    const { fields } = driftedLook(['field-order']);
    for (const form of ['checkout', 'contact', 'signUp'] as const) {
      expect(fields[form]).not.toEqual(firstLook.fields[form]);
      expect([...fields[form]].sort()).toEqual([...firstLook.fields[form]].sort());
    }
  });

  it('rename classes in the style sheet as in the pages, and leave numbers alone', () => {
    expect(renameClasses('.card .price{margin:.5em 1.5em}', (name) => `x-${name}`)).toBe(
      '.x-card .x-price{margin:.5em 1.5em}',
    );
  });
});
