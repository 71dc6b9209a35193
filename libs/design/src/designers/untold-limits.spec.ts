import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { untoldLimits } from './untold-limits.js';

type Field = Parameters<typeof formPage>[1][number];
const drafts = (...fields: Field[]) =>
  untoldLimits(model([formPage('/orders/new', fields, 'Add order', { action: 'http://shop.test/orders' })]));
const typed = (field: Field) =>
  drafts(field).map(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'fill' && step.value.kind === 'literal' ? [step.value.value] : [])),
  );

describe('limits that no markup tells', () => {
  it.each([
    [{ label: 'Price', type: 'text' }, [['0'], ['-1']]],
    [{ label: 'Menge', type: 'number' }, [['0'], ['-1']]],
    [{ label: 'Quantity', type: 'number', min: '1' }, []],
    [{ label: 'Due date', type: 'date' }, [['2001-01-01']]],
    [{ label: 'Date of birth', type: 'date' }, [['2099-01-01']]],
    [{ label: 'Phone', type: 'tel' }, [['abc']]],
    [{ label: 'Title', type: 'text' }, [['X'], ['X'.repeat(300)]]],
    [{ label: 'Title', type: 'text', minLength: 3, maxLength: 80 }, []],
    [{ label: 'Remark', type: 'text' }, []],
  ])('of %j are tried by %j', (field, values) => expect(typed(field)).toEqual(values));

  it('must be refused, else there is no test; what says less is tried only then', () => {
    const [nothing, negative] = drafts({ label: 'Price', type: 'text' });
    expect(nothing?.watch.refused).toBe(true);
    expect(negative?.watch.insteadOf).toBe(nothing?.key);
  });

  it('are tried where something may be made, and nowhere else', () => {
    const asking = formPage('/orders', [{ label: 'Price', type: 'number' }], 'Filter', { method: 'get' });
    expect(untoldLimits(model([asking]))).toEqual([]);
    const making = formPage('/orders/new', [{ label: 'Price', type: 'number' }], 'Add order');
    expect(untoldLimits({ ...model([making]), interaction: 'read' })).toEqual([]);
  });
});
