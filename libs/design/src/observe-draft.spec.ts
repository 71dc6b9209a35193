import { expect, it } from 'vitest';
import type { Check } from './observation.js';
import { arrange } from './observe-draft.js';

const target = { locator: { frame: [], links: [{ by: 'role' as const, role: 'main' }] }, fingerprint: { tag: 'main' } };
const check = (title: string, ...remembered: string[]): Check =>
  ({
    effect: 'count',
    checkpoint: 'after',
    rank: 1,
    before: remembered.map((name) => ({
      kind: 'remember',
      key: name,
      phase: 'when',
      title: `I remember ${name}`,
      target,
      name,
    })),
    step: {
      kind: 'expect',
      key: 'expect',
      phase: 'then',
      title,
      target,
      expectation: { matcher: 'toHaveCount', expected: 1 },
    },
  }) as unknown as Check;

it('remembers what a check needs once, and behind the checks that have waited for what the action leads to', () =>
  expect(
    arrange(
      [],
      [check('each row says so'), check('as many as it says', 'count'), check('twice that', 'count', 'price')],
    ).map(({ title }) => title),
  ).toEqual(['each row says so', 'I remember count', 'as many as it says', 'I remember price', 'twice that']));
