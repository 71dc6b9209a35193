import { describe, expect, it } from 'vitest';
import { input, snapshot } from '../test/sample-model.js';
import { findRefusal, isHeldBack } from './find-refusal.js';

const before = snapshot('/new', [input('Born', 'born')]);
const error = { tag: 'li', text: 'Enter a valid date.', classes: ['errorlist'] };

describe('telling that an app refused what was entered', () => {
  it('hears what stands beside the form that stays', () =>
    expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), error]))).toBe('Enter a valid date.'));

  it.each([
    'Combien ?: Ce champ est requis.',
    'Ce projet n’existe pas',
    'Pflichtfeld',
    'El campo es requerido',
    'Revisa los campos marcados',
    'Cada línea necesita un precio',
  ])('hears “%s”', (text) =>
    expect(findRefusal(before, snapshot('/new', [input('Born', 'born'), { ...error, text }]))).toBe(text),
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

describe('telling that an app kept what was entered in its form', () => {
  const title = 'text-abc';
  const held = input('Title', 'title', { value: title });
  const after = (...parts: Parameters<typeof snapshot>[1]) => snapshot('/new', [held, ...parts]);
  const isHeld = (page: ReturnType<typeof snapshot>) => isHeldBack(before, page, [title]);

  it('sees what was typed where it was typed, and nowhere else', () => {
    expect(isHeld(after())).toBe(true);
    expect(isHeld(after({ tag: 'li', text: 'text-abc, just now' }))).toBe(false);
    expect(isHeld(snapshot('/new', [input('Title', 'title')]))).toBe(false);
  });
  it('believes a word of success', () => expect(isHeld({ ...after(), messages: ['Saved.'] })).toBe(false));
});
