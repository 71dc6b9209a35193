import { describe, expect, it } from 'vitest';
import { input, snapshot } from '../test/sample-model.js';
import { findRefusal } from './find-refusal.js';

const before = snapshot('/new', [input('Born', 'born')]);
const error = { tag: 'li', text: 'Enter a valid date.', classes: ['errorlist'] };

describe('telling that an app refused what was entered', () => {
  it('hears what stands beside the form that stays', () =>
    expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), error]))).toBe('Enter a valid date.'));

  it.each(['Combien ?: Ce champ est requis.', 'Ce projet n’existe pas', 'Pflichtfeld', 'El campo es requerido'])(
    'hears “%s”',
    (text) => expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), { ...error, text }]))).toBe(text),
  );

  it.each(['err', 'fieldError', 'text-red-600', 'sm:text-red-600', 'fehler'])('knows a place called “%s”', (name) => {
    const told = { tag: 'span', text: 'The day must lie in the past.', classes: [name] };
    expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), told]))).toBe(told.text);
  });

  it.each(['terror', 'interred', 'bg-redwood'])('takes a place called “%s” for no such', (name) => {
    const told = { tag: 'span', text: 'The day must lie in the past.', classes: [name] };
    expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), told]))).toBeNull();
  });

  it('sees a field that is marked as invalid', () =>
    expect(
      findRefusal(before, snapshot('/new', [input('Born', 'born', { attributes: { 'aria-invalid': 'true' } })])),
    ).toBe('a field is marked as invalid'));

  it('knows a form that stays by its labels, where its fields have no names', () => {
    const field = input('Name', '', { nameAttr: undefined });
    const told = { tag: 'p', role: 'alert', text: 'The name is invalid: only small letters are allowed.' };
    expect(findRefusal(snapshot('/new', [field]), snapshot('/new', [field, told]))).toBe(told.text);
    expect(findRefusal(snapshot('/new', [field]), snapshot('/new', [{ ...field, visible: false }, told]))).toBeNull();
  });

  it('hears nothing where the app went on to another page', () =>
    expect(findRefusal(before, snapshot('/list', [error]))).toBeNull());

  it('hears what tells to enter it otherwise only where it should be refused', () => {
    const told = { tag: 'p', role: 'alert', text: 'Enter an e-mail address in the form name@example.com.' };
    const after = snapshot('/new', [input('Born', 'born'), told]);
    expect([findRefusal(before, after), findRefusal(before, after, true)]).toEqual([null, told.text]);
    const thanks = snapshot('/new', [input('Born', 'born'), { ...told, text: 'Thank you, we use it once a month.' }]);
    expect(findRefusal(before, thanks, true)).toBeNull();
  });

  it('takes a word of success for none', () =>
    expect(
      findRefusal(before, snapshot('/new', [input('Born', 'born'), { ...error, text: 'The author was added.' }])),
    ).toBeNull());
});
