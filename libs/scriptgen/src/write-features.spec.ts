import type { Step, TestCase } from '@testforge/core';
import { expect, test } from 'vitest';
import { writeFeatures } from './write-features.js';

const step = (key: string, phase: Step['phase'], title: string): Step => ({ key, phase, kind: 'reload', title });
const testCase = (key: string, more: Partial<TestCase>): TestCase => ({
  key,
  title: key,
  designer: '',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: 'cart and check-out',
  pages: [],
  steps: [
    step('a', 'given', 'Given a product is open'),
    step('b', 'when', 'Click “Add to cart”'),
    step('c', 'when', 'open /cart'),
    step('d', 'then', 'The heading “Your cart” is shown'),
  ],
  ...more,
});

test('each flow is a feature, each test a scenario of Given, When, Then', () => {
  const found = writeFeatures([
    testCase('again', { title: 'Cart', priority: 'P2', tags: ['writes'] }),
    testCase('first', { title: 'Cart' }),
  ]);
  expect(found).toEqual([
    {
      path: 'features/cart-and-check-out.feature',
      content: `Feature: Cart and check-out

  @functional @P1
  Scenario: Cart
    Given a product is open
    When click “Add to cart”
    And open /cart
    Then the heading “Your cart” is shown

  @functional @P2 @writes
  Scenario: Cart (2)
    Given a product is open
    When click “Add to cart”
    And open /cart
    Then the heading “Your cart” is shown
`,
    },
  ]);
});

test('what begins with the session of the log-in says so, and only that', () => {
  const [feature] = writeFeatures([
    testCase('log-in', { setup: 'shared' }),
    testCase('inside', {}),
    testCase('outside', { signedOut: true }),
  ]);
  const said = (feature?.content ?? '').split('\n\n').slice(1);
  expect(said.map((scenario) => scenario.includes('Given a user is logged in\n    And a product is open'))).toEqual([
    true,
    false,
    false,
  ]);
});

test('a role that logs in is named, and makes nobody else logged in', () => {
  const [feature] = writeFeatures([
    testCase('log-in-clerk', { setup: 'shared', role: 'clerk' }),
    testCase('as-clerk', { role: 'clerk' }),
    testCase('anybody', {}),
  ]);
  const said = (feature?.content ?? '').split('\n\n').slice(1);
  expect(said.map((scenario) => /Given (a user.*) is logged in/.exec(scenario)?.[1])).toEqual([
    undefined,
    'a user in the role clerk',
    undefined,
  ]);
});

test('a text of a page cannot begin a line of its own', () => {
  const hostile = 'title\n  Scenario: other\u2028\u200b\n"""';
  const [feature] = writeFeatures([
    testCase('x', { title: hostile, flow: hostile, tags: ['a\n@b'], steps: [step('a', 'given', hostile)] }),
  ]);
  expect(feature?.content).not.toMatch(/[\u2028\u200b]/);
  const lines = (feature?.content ?? '').split('\n').filter((line) => line.trim() !== '');
  expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(['Feature:', '@functional', 'Scenario:', 'Given']);
});
