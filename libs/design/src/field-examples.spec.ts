import { describe, expect, it } from 'vitest';
import { heading, input, model, state } from '../test/sample-model.js';
import { codeTemplate, withExamples } from './field-examples.js';
import { valueFor } from './field-value.js';

describe('the template of codes', () => {
  it.each([
    [['LA101', 'CO203', 'AR117'], '??%##'],
    [['LA101'], '??%##'],
    [['B12345678', 'B87654321'], 'B%#######'],
    [['A28104417', 'B12345678'], '?%#######'],
    [['2024-00012', '2024-31470', '2024-59811'], '2024-#####'],
    [['R-1031', 'R-1032', 'R-1044'], 'R-%###'],
  ])('of %s is %s', (texts, template) => expect(codeTemplate(texts)).toBe(template));

  it.each([
    [['Ada', 'Bo']],
    [['2024', '2025']],
    [['12.50', '3.00']],
    [['2026-01-31']],
    [['LA101', 'none', 'other']],
    [['A1']],
    [[]],
  ])('%s have none', (texts) => expect(codeTemplate(texts)).toBeNull());
});

describe('a field for a code', () => {
  const table = '/html[1]/body[1]/table[1]';
  const cell = (text: string, row: number) => ({ tag: 'td', text, xpath: `${table}/tbody[1]/tr[${row}]/td[1]` });
  const list = state('/courses', '/courses', [
    heading('Courses'),
    { tag: 'th', text: 'Code ▲', role: 'columnheader', xpath: `${table}/thead[1]/tr[1]/th[1]` },
    ...['LA101', 'CO203', 'AR117'].map((text, at) => cell(text, at + 1)),
  ]);
  const making = (label: string, nameAttr: string, held = '', more: object = {}) => {
    const field = { element: 1, label, nameAttr, type: 'text', required: true, ...more };
    const form = { label: 'course', method: 'post', action: '', fields: [field], submits: [] };
    return state('/courses/new', '/courses/new', [heading('New'), input(label, nameAttr, { value: held })], {
      forms: [form],
    });
  };
  const valueIn = (...states: ReturnType<typeof state>[]) => {
    const field = withExamples(model(states)).states.at(-1)?.snapshot.forms[0]?.fields[0];
    return field === undefined ? null : valueFor(field, undefined);
  };
  const ofCode = { kind: 'fill', value: { kind: 'unique', shape: 'code', prefix: '??%##' } };

  it('is filled in with a code like those of the column of its name', () =>
    expect(valueIn(list, making('Code', 'code'))).toEqual(ofCode));
  it('is filled in with a code like that which another form holds in a field of its name', () =>
    expect(valueIn(making('Code', 'code', 'LA101'), making('Course code', 'code'))).toEqual(ofCode));
  it('is filled in with a code like the example in its box', () => {
    const asked = making('Code', 'code');
    Object.assign(asked.snapshot.elements[1] ?? {}, { placeholder: 'e.g. LA101' });
    expect(valueIn(asked)).toEqual(ofCode);
  });
  it('has no such value where it takes no text so long, or the app holds other words for it too', () => {
    expect(valueIn(list, making('Code', 'code', '', { maxLength: 3 }))).toMatchObject({ value: { kind: 'literal' } });
    expect(
      valueIn(making('Code', 'code', 'summer course'), list, making('Code', 'code', 'winter course')),
    ).toMatchObject({
      value: { shape: 'text' },
    });
  });
});
