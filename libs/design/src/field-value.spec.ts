import type { FormField } from '@testforge/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onOwnDay, plans, valueFor } from './field-value.js';

const field = (rest: Partial<FormField>): FormField => ({
  element: 0,
  label: 'Field',
  type: 'text',
  required: true,
  ...rest,
});
const literal = (rest: Partial<FormField>): string | undefined => {
  const action = valueFor(field(rest), undefined);
  return 'value' in action && action.value.kind === 'literal' ? action.value.value : undefined;
};

describe('valueFor', () => {
  it.each<[string, Partial<FormField>, string]>([
    ['a postcode', { label: 'Postcode' }, '10115'],
    ['two pieces', { type: 'number', label: 'Quantity', min: '1', max: '20' }, '2'],
    ['the nearest allowed number', { type: 'number', min: '10', step: '5' }, '10'],
    ['a year where one is asked for', { type: 'number', label: 'Année de parution' }, '2020'],
    ['a year as text', { label: 'Erscheinungsjahr' }, '2020'],
    ['a year that fits somebody', { type: 'number', label: 'Year of birth' }, '1990'],
    ['an amount for each year', { type: 'number', label: 'Days per year' }, '2'],
    ['a day in the future', { type: 'date' }, '2031-05-15'],
    ['a day where the label asks for one in words', { label: 'Date from' }, '2031-05-15'],
    ['a later day for the end of a span', { label: 'Date to' }, '2031-05-16'],
    ['a day where only the name tells', { label: 'Locked', nameAttr: 'locked_at_before' }, '2031-05-16'],
    ['a day where the label is no other word', { label: 'Day:' }, '2031-05-15'],
    ['a query where one is wanted', { label: 'SQL query', type: 'textarea' }, 'SELECT 1 AS one'],
    ['an empty object where JSON is wanted', { label: 'Value (JSON)' }, '{}'],
    ['the last allowed day', { type: 'date', max: '2020-01-31' }, '2020-01-31'],
    [
      'what was there before tests made something',
      {
        type: 'select',
        options: ['Alex Ktcetvqa (2 seats)', 'room-qwertyuiop', 'Hall'].map((label, at) => ({
          value: `r${at}`,
          label,
        })),
      },
      'Hall',
    ],
    [
      'the first real option',
      {
        type: 'select',
        options: [
          { value: '', label: 'Choose a topic' },
          { value: 'a', label: 'An order' },
        ],
      },
      'An order',
    ],
    ['a text that fits the pattern', { pattern: '[A-Z]{3}-\\d+' }, 'ABC-123'],
    ['a text that is short enough', { maxLength: 5 }, 'Sampl'],
  ])('types %s', (_what, rest, value) => expect(literal(rest)).toBe(value));

  it.each(['Date of birth', 'Born', 'Geburtsdatum', 'Date de naissance', 'Fecha de nacimiento'])(
    'gives “%s” a day that lies behind everybody',
    (label) =>
      expect(valueFor(field({ type: 'date', label }), undefined)).toEqual({
        kind: 'fill',
        value: { kind: 'literal', value: '1990-05-15' },
      }),
  );

  it('makes new what must not collide', () =>
    expect(valueFor(field({ type: 'email' }), undefined)).toEqual({
      kind: 'fill',
      value: { kind: 'unique', shape: 'email', prefix: 'visitor' },
    }));
  it('chooses no row of the app’s data where it need not', () =>
    expect(
      valueFor(
        field({ type: 'select', required: false, options: [{ value: '7', label: 'Moderators approval' }] }),
        undefined,
      ),
    ).toEqual({ kind: 'leave' }));
  it('makes an address of the web new as well, which some apps take but once', () =>
    expect(valueFor(field({ type: 'url' }), undefined)).toEqual({
      kind: 'fill',
      value: { kind: 'unique', shape: 'text', prefix: 'https://example.com/page' },
    }));
  it('checks a required box that is not checked yet', () =>
    expect(valueFor(field({ type: 'checkbox' }), { tag: 'input', attributes: { checked: 'false' } })).toEqual({
      kind: 'check',
    }));
  it('leaves an optional box and a voucher alone', () =>
    expect([
      valueFor(field({ type: 'checkbox', required: false }), undefined),
      valueFor(field({ label: 'Promo code', required: false }), undefined),
    ]).toEqual([{ kind: 'leave' }, { kind: 'leave' }]));
  it('says when no value is known that fits', () =>
    expect(valueFor(field({ pattern: 'q{7}' }), undefined).kind).toBe('impossible'));

  it('keeps numbers within their limits and on their steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (min, steps, step) => {
          const value = Number(
            literal({ type: 'number', min: String(min), max: String(min + steps * step), step: String(step) }),
          );
          return value >= min && value <= min + steps * step && (value - min) % step === 0;
        },
      ),
    );
  });

  it('ends later than it begins', () => {
    const time = (label: string, type = 'time') => valueFor(field({ label, type }), undefined);
    const at = (value: string) => ({ kind: 'fill', value: { kind: 'literal', value } });
    expect(['From', 'To', 'Ende', 'Tone'].map((label) => time(label))).toEqual(
      ['10:30', '11:30', '11:30', '10:30'].map(at),
    );
    expect(time('Hasta', 'datetime-local')).toEqual(at('2031-05-15T11:30'));
  });

  it('gives a day and a time to text boxes whose markup says so, and to no others', () => {
    const given = (...classes: string[]): unknown => {
      const action = valueFor(field({ label: 'Opening' }), { tag: 'input', classes });
      return 'value' in action && action.value.kind === 'literal' ? action.value.value : action.kind;
    };
    expect(given('vDateField')).toBe('2031-05-15');
    expect(given('form-control', 'datepicker-input')).toBe('2031-05-15');
    expect(given('vTimeField')).toBe('10:30');
    expect(given('update-field', 'sometimes')).toBe('fill');
  });
});

describe('what is planned for an hour or some days', () => {
  const day = field({ type: 'date', label: 'From' });
  const filled = (given: FormField) => onOwnDay(given, valueFor(given, undefined));

  it('is planned for a day of its own, where the field lets it be', () => {
    expect(filled(day)).toMatchObject({ kind: 'fill', value: { kind: 'unique', shape: 'day' } });
    expect(filled({ ...day, max: '2027-01-31' })).toEqual({
      kind: 'fill',
      value: { kind: 'literal', value: '2027-01-31' },
    });
    const note = field({ type: 'textarea', label: 'Note' });
    expect(filled(note)).toEqual(valueFor(note, undefined));
  });

  it('is what has a day and an hour, or two days', () => {
    const [hour, note] = [field({ type: 'time' }), field({ type: 'text' })];
    expect([plans([day, hour]), plans([day, note, day])]).toEqual([true, true]);
    expect([plans([day, note]), plans([hour, note])]).toEqual([false, false]);
  });

  it('is given an amount where its name says a currency', () =>
    expect(valueFor(field({ label: 'Deposit (€)' }), undefined)).toEqual({
      kind: 'fill',
      value: { kind: 'literal', value: '12' },
    }));
});
