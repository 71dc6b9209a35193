import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { asTypedRecord } from './as-typed.js';
import { record } from './record.js';

const options = ['Sloop', 'Ketch'].map((label) => ({ value: label.toLowerCase(), label }));
const boat = (required: boolean, label = 'Rig') =>
  formPage(
    '/boats/new',
    [
      { label: 'Name', type: 'text', required },
      { label, type: 'select', options, initial: 'sloop' },
    ],
    'Add boat',
  );
const titles = (drafts: ReturnType<typeof record>) =>
  drafts.map(({ designer, steps }) => [designer, ...steps.slice(1).map(({ title }) => title)]);

describe('what a form makes', () => {
  it('is changed, emptied, made twice and deleted, each by a test that makes its own; what is changed was chosen, and not as it was set', () =>
    expect(titles(record(model([boat(true)])))).toEqual([
      ['record-change', 'I fill “Name” with a new name', 'I choose “Ketch” in “Rig”', 'I click “Add boat”'],
      ['record-spoil', 'I fill “Name” with a new name', 'I choose “Sloop” in “Rig”', 'I click “Add boat”'],
      ['record-forgo', 'I fill “Name” with a new name', 'I choose “Sloop” in “Rig”', 'I click “Add boat”'],
      ['record-twice', 'I fill “Name” with a new name', 'I choose “Sloop” in “Rig”', 'I click “Add boat”'],
      ['record-set', 'I fill “Name” with a new name', 'I choose “Sloop” in “Rig”', 'I click “Add boat”'],
      ['record-delete', 'I fill “Name” with a new name', 'I choose “Sloop” in “Rig”', 'I click “Add boat”'],
    ]));

  it('is not made twice where it belongs to a thing of others', () => {
    const below = { ...boat(true), template: '/boats/:id' };
    expect(record(model([below])).map(({ designer }) => designer)).not.toContain('record-twice');
  });

  it('is not emptied where its form asks for nothing', () =>
    expect(record(model([boat(false)])).map(({ designer }) => designer)).not.toContain('record-spoil'));

  it('keeps the choice that is set where another might reach further than the thing itself', () =>
    expect(titles(record(model([boat(true, 'Visibility')])))[0]).toContain('I choose “Sloop” in “Visibility”'));

  it('is ticked and treated as its list offers, where that neither deletes it nor gives it away', () => {
    const offering = (...labels: string[]) => {
      const fields = [
        { label: 'Deed', type: 'select', options: labels.map((label) => ({ value: label, label })), initial: '' },
        { label: 'Tick', type: 'checkbox' },
      ];
      const page = formPage('/boats', fields, 'Go');
      return record(model([boat(true), page])).map(({ designer }) => designer);
    };
    expect(offering('Delete selected boats', 'Launch selected boats')).toContain('record-act');
    expect(offering('Delete selected boats', 'Export selected boats', 'Launch all boats')).not.toContain('record-act');
  });

  it('is left alone where nothing may be written', () => {
    const reading = model([boat(true)], 'read');
    expect([...record(reading), ...asTypedRecord(reading)]).toEqual([]);
  });

  it('is called something with signs of mark-up in it', () => {
    const [draft, ...others] = asTypedRecord(model([boat(true)]));
    const values = draft?.steps.flatMap((step) => (step.kind === 'fill' ? [step.value] : []));
    expect(values).toEqual([{ kind: 'unique', shape: 'text', prefix: expect.stringMatching(/&.*<.*"/) as string }]);
    expect(others).toEqual([]);
  });
});
