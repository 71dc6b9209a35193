import { expect, test } from 'vitest';
import { createUseNames, idOf } from './name-use.js';

const button = `getByRole('button', { name: 'Save' })`;

test('the same locator used again in a test is another use of it', () => {
  const name = createUseNames();
  expect([name(button, []).key, name(button, []).key, name(button, []).key]).toEqual([
    button,
    `${button} #2`,
    `${button} #3`,
  ]);
});

test('uses in a long loop are not told apart for ever', () => {
  const name = createUseNames();
  const keys = Array.from({ length: 50 }, () => name(button, []).key);
  expect(new Set(keys).size).toBe(9);
});

test.each([
  ['a number of the run', `getByRole('row', { name: 'Order 1718234455' })`, []],
  ['an id', `locator('#row-0b9f1c7e-9a3b-4c1d-8e2f-aa0011223344')`, []],
  ['what the test typed', `getByText('ada42@example.com')`, ['ada42@example.com']],
])('%s in a locator is not part of its name, and such a use is not steady', (_what, text, typed) => {
  const { key, steady } = createUseNames()(text, typed);
  expect(key).toContain('#');
  expect(steady).toBe(false);
});

test('words and small figures that stand in the test are part of the name', () => {
  expect(createUseNames()(`getByRole('tab', { name: 'Page 12' })`, ['Page'])).toMatchObject({ steady: true });
});

test('an id is the same wherever the same step of the same test is', () => {
  expect(idOf('a.spec.ts', 'adds', button)).toBe(idOf('a.spec.ts', 'adds', button));
  expect(idOf('a.spec.ts', 'adds', button)).not.toBe(idOf('b.spec.ts', 'adds', button));
});
