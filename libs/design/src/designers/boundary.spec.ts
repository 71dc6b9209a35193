import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { boundary } from './boundary.js';

const page = (field: Parameters<typeof formPage>[1][number]) => formPage('/order', [field], 'Send');
const typed = (field: Parameters<typeof formPage>[1][number]) =>
  boundary(model([page(field)])).map(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'fill' && step.value.kind === 'literal' ? [step.value.value] : [])),
  );

describe('values just outside of a field’s limits', () => {
  it.each([
    [{ label: 'Quantity', type: 'number', min: '1', max: '20' }, [['0'], ['-1'], ['21']]],
    [{ label: 'Weight', type: 'number', min: '0', step: '0.5' }, [['-0.5'], ['-1']]],
    [{ label: 'Day', type: 'date', min: '2031-03-01', max: '2031-12-31' }, [['2031-02-28'], ['2032-01-01']]],
    [{ label: 'Year', type: 'number', min: '0' }, [['-1'], ['99999']]],
    [{ label: 'E-mail', type: 'email' }, [['not-an-address']]],
    [{ label: 'Code', type: 'text', minLength: 3 }, [['xx']]],
    [{ label: 'Note', type: 'text' }, []],
  ])('of %j are %j', (field, values) => expect(typed(field)).toEqual(values));

  it('must be refused, else there is no test', () => {
    const drafts = boundary(model([page({ label: 'E-mail', type: 'email' })]));
    expect(drafts.map(({ watch }) => watch.refused)).toEqual([true]);
  });

  it('are not tried of a field that nobody sees', () => {
    const shown = page({ label: 'E-mail', type: 'email' });
    const elements = shown.snapshot.elements.map((each) => ({ ...each, visible: each.tag !== 'input' }));
    expect(boundary(model([{ ...shown, snapshot: { ...shown.snapshot, elements } }]))).toEqual([]);
  });

  it('are never tried of a form that only asks for something', () =>
    expect(
      boundary(model([formPage('/list', [{ label: 'Price', type: 'number', min: '1' }], 'Filter', { method: 'get' })])),
    ).toEqual([]));
});
