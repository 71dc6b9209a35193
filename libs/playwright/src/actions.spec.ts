import { expect, test } from 'vitest';
import { actions, isLost, optionsOf, withTimeout } from './actions.js';

const log = (...lines: string[]): Error =>
  new Error(['locator.click: Timeout 5000ms exceeded.', 'Call log:', ...lines].join('\n'));

test('an element that never came is lost, and so is one that is no longer alone', () => {
  expect(isLost(log(`  - waiting for getByRole('button')`))).toBe(true);
  expect(isLost(new Error(`locator.click: Timeout 9519.5ms exceeded.\n  - waiting for getByRole('link')`))).toBe(true);
  expect(isLost(new Error(`locator.click: Error: strict mode violation: locator('a') resolved to 2 elements`))).toBe(
    true,
  );
});

test.each([
  [
    'it was there and could not be used',
    log('  - waiting for x', '    - locator resolved to <button disabled>…</button>'),
  ],
  ['the page was closed', new Error('locator.click: Target page, context or browser has been closed')],
  ['the test threw something else', new TypeError('x is undefined')],
  ['the test threw no error', 'gone'],
])('nothing is lost where %s', (_why, error) => expect(isLost(error)).toBe(false));

test('a call keeps its arguments and options when only its time limit changes', () => {
  const fill = actions['fill'];
  const click = actions['click'];
  if (!fill || !click) throw new Error('both are known');
  expect(withTimeout(fill, ['Ada', { force: true }], 100)).toEqual(['Ada', { force: true, timeout: 100 }]);
  expect(withTimeout(fill, ['Ada'], 100)).toEqual(['Ada', { timeout: 100 }]);
  expect(withTimeout(click, [], 100)).toEqual([{ timeout: 100 }]);
  expect(optionsOf(click, [{ trial: true }])).toEqual({ trial: true });
});
