import { expect, test } from 'vitest';
import { readMismatch, withoutColours } from './read-mismatch.js';

test('reads what was expected and what was received', () => {
  expect(
    readMismatch(
      'Error: expect(locator).toHaveText(expected) failed\n\nLocator:  getByTestId(\'total\')\nExpected: "$ \\"6\\""\nReceived: "$ 5"\nTimeout:  5000ms',
    ),
  ).toEqual({ expected: '$ "6"', actual: '$ 5' });
  expect(readMismatch('Expected: 3\nReceived: 2')).toEqual({ expected: '3', actual: '2' });
  expect(readMismatch('Expected pattern: /^a$/\nReceived string:  "http://x/b"')).toEqual({
    expected: '/^a$/',
    actual: 'http://x/b',
  });
});

test('reads a text of several lines from its difference', () => {
  expect(readMismatch('- Expected  - 1\n+ Received  + 1\n\n  one\n- two\n+ three')).toEqual({
    expected: 'two',
    actual: 'three',
  });
});

test('says that there was no such element', () => {
  expect(readMismatch('Expected: visible\nError: element(s) not found')).toEqual({
    expected: 'visible',
    actual: 'no such element',
  });
});

test('finds nothing in other messages, and takes colours away', () => {
  expect(readMismatch('locator.click: Timeout 5000ms exceeded.')).toEqual({});
  expect(withoutColours('\u001b[31mred\u001b[39m')).toBe('red');
});
