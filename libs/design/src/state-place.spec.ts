import { expect, it } from 'vitest';
import { state } from '../test/sample-model.js';
import { targetAt } from './state-place.js';

const named = (role: string, name: string, others: string[] = []) => {
  const page = state(
    '/boats',
    '/boats',
    [name, ...others].map((each) => ({ tag: 'button', role, name: each, text: each })),
  );
  const link = { by: 'role' as const, role, name };
  const target = targetAt({ ...page, locators: { ...page.locators, '0': { frame: [], links: [link] } } }, 0);
  const [found] = target?.locator.links ?? [];
  return found?.by === 'role' ? found.name : null;
};

it.each([
  ['tab', 'Notes1', 'Notes'],
  ['tab', 'Tasks3/4', 'Tasks'],
  ['tab', 'Tasks 3 / 4', 'Tasks'],
  ['button', 'Open (12)', 'Open'],
  ['link', 'Pier12', 'Pier12'],
  ['tab', 'Q1', 'Q1'],
  ['tab', 'Step 2', 'Step 2'],
])('leaves out of the %s “%s” the count that passes: “%s”', (role, name, rest) => expect(named(role, name)).toBe(rest));

it('keeps the count where without it another one is meant as well', () =>
  expect(named('tab', 'Notes1', ['Notes for others2'])).toBe('Notes1'));
