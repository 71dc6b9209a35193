import { describe, expect, it } from 'vitest';
import { readPhrase } from './read-phrase.js';

describe('a line of a scenario', () => {
  it.each([
    ['I open the start page', { kind: 'open', path: '/' }],
    ['the page /products is open', { kind: 'open', path: '/products' }],
    ['I am on "/products?page=2"', { kind: 'open', path: '/products?page=2' }],
    ['I open the page “About us”', { kind: 'open-page', name: 'About us' }],
    ['I click “Add to cart”', { kind: 'click', name: 'Add to cart' }],
    ['I click on the link "Cart"', { kind: 'click', name: 'Cart', role: 'link' }],
    ['I press the "Save" button.', { kind: 'click', name: 'Save', role: 'button' }],
    ['I press Enter in "Search"', { kind: 'press', field: 'Search', value: { kind: 'literal', value: 'Enter' } }],
    ['I fill in "Name" with "Ada"', { kind: 'fill', field: 'Name', value: { kind: 'literal', value: 'Ada' } }],
    ['I type "Ada" into the field "Name"', { kind: 'fill', field: 'Name', value: { kind: 'literal', value: 'Ada' } }],
    [
      'I fill “E-mail” with a new e-mail address',
      { kind: 'fill', field: 'E-mail', value: { kind: 'unique', shape: 'email', prefix: 'visitor' } },
    ],
    ['I choose "Blue" in "Colour"', { kind: 'select', field: 'Colour', value: { kind: 'literal', value: 'Blue' } }],
    ['I tick "I agree"', { kind: 'tick', field: 'I agree', on: true }],
    ['I go back', { kind: 'back' }],
    ['“Thank you” is shown', { kind: 'shown', text: 'Thank you' }],
    ['I should see "2 results"', { kind: 'shown', text: '2 results' }],
    ['I do not see "Error"', { kind: 'hidden', text: 'Error' }],
    ['"Error" is not shown', { kind: 'hidden', text: 'Error' }],
    ['the heading is “Your cart”', { kind: 'heading', text: 'Your cart' }],
    ['the address is /cart', { kind: 'at', path: '/cart' }],
    ['the field "Quantity" holds "2"', { kind: 'holds', field: 'Quantity', text: '2' }],
    ['a user is logged in', { kind: 'session', signedOut: false }],
    ['I am not logged in', { kind: 'session', signedOut: true }],
  ])('“%s” is understood', (line, phrase) => {
    expect(readPhrase(line)).toEqual(phrase);
  });

  it.each(['the system is fast', 'I click', 'I fill "Name"', 'I fill "Name" with a new colour', ''])(
    '“%s” is not guessed at',
    (line) => {
      expect(readPhrase(line)).toBeNull();
    },
  );
});
