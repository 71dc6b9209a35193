import { expect, test } from 'vitest';
import { keepable } from './mask-values.js';

const field = {
  tag: 'input',
  type: 'password',
  label: 'Password',
  value: 'open-sesame',
  neighbourTexts: ['Your password open-sesame is weak'],
  attributes: { 'data-last': 'open-sesame' },
};

test('neither what stands in a field nor what the test typed anywhere is kept', () => {
  const kept = keepable(field, ['open-sesame'], '');
  expect(JSON.stringify(kept)).not.toContain('open-sesame');
  expect(kept).toMatchObject({ tag: 'input', label: 'Password', neighbourTexts: ['Your password ••• is weak'] });
});

test('a typed word that the test names in its locator is no secret of the page', () => {
  const item = { tag: 'li', text: 'Milk' };
  expect(keepable(item, ['Milk'], `getByText('Milk')`)).toEqual(item);
  expect(keepable(item, ['Milk'], `getByRole('listitem')`)).toEqual({ tag: 'li', text: '•••' });
});

test('of two typed values the longer goes first, so that no rest of it stays', () => {
  expect(keepable({ tag: 'p', text: 'secret-and-more' }, ['secret', 'secret-and-more'], '').text).toBe('•••');
});
