import { expect, test } from 'vitest';
import { takenAway } from './taken-away.js';

test('what is told of an element leaves out what was typed and what stood around it', () => {
  const field = {
    tag: 'textarea',
    name: 'Notes',
    testId: 'notes',
    text: 'ada@example.test',
    value: 'ada@example.test',
    neighbourTexts: ['Signed in as ada@example.test'],
    attributes: { value: 'ada@example.test', autocomplete: 'email' },
  };
  expect(takenAway(field)).toEqual({
    tag: 'textarea',
    name: 'Notes',
    testId: 'notes',
    attributes: { autocomplete: 'email' },
  });
});

test('what a button or a heading says is told', () => {
  const button = { tag: 'button', role: 'button', name: 'Save', text: 'Save', heading: 'Profile' };
  expect(takenAway(button)).toEqual(button);
});
