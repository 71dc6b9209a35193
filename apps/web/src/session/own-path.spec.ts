import { expect, test } from 'vitest';
import { ownPath } from './own-path.js';

const origin = 'http://127.0.0.1:4000';

test.each(['/runs/7?tab=tests', '/projects', '/a#b'])('a path of the dashboard is gone to: %s', (to) =>
  expect(ownPath(to, origin)).toBe(to),
);
test.each([
  undefined,
  '',
  'runs',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/.//evil.example/',
  '/\t/evil.example',
  'javascript:alert(1)',
])('anything else leads to the first page: %s', (to) => expect(ownPath(to, origin)).toBe('/projects'));
