import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { formRequired } from './form-required.js';

describe('form-required', () => {
  it('sends a form with what it requires left empty, and empties what was filled in before', () => {
    const page = formPage(
      '/order',
      [
        { label: 'Name', type: 'text', required: true },
        { label: 'Pieces', type: 'number', required: true, initial: '1' },
        { label: 'Note', type: 'text' },
      ],
      'Order',
    );
    expect(formRequired(model([page]))[0]?.steps.map(({ title }) => title)).toEqual([
      'the page /order is open',
      'I leave “Pieces” empty',
      'I click “Order”',
    ]);
  });

  it('sends one empty of which no markup says what it needs, and wants that refused', () => {
    const [draft] = formRequired(model([formPage('/notes/new', [{ label: 'Title', type: 'text' }], 'Save')]));
    expect(draft?.steps.map(({ title }) => title)).toEqual(['the page /notes/new is open', 'I click “Save”']);
    expect(draft?.watch.refused).toBe(true);
  });

  it('has nothing to say of a form that is filled in already and requires nothing', () =>
    expect(
      formRequired(model([formPage('/notes/new', [{ label: 'Title', type: 'text', initial: 'Untitled' }], 'Save')])),
    ).toEqual([]));
});
