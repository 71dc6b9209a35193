import type { TenantContext, TestCase } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import type { ActivityDeps } from './deps.js';
import { writeRound, type Round } from './healing.activities.js';

const ctx: TenantContext = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const testOf = (key: string, more: Partial<TestCase> = {}) => ({ key, steps: [], ...more }) as unknown as TestCase;

/** Writes a round in which these are to be proven; gives what it hands on, and the keys of the tests to be written for it. */
async function written(tests: TestCase[], proving: string[], held: string[] = []) {
  const documents = new Map<string, string>();
  const deps = {
    objects: { put: (_ctx: unknown, key: string, text: string) => void documents.set(key, text) },
    healing: { toProve: () => proving, healedTest: (test: TestCase) => test },
  } as unknown as ActivityDeps;
  const states = proving.map((testKey) => ({ testKey }));
  const round = { startedAt: '', tests: { tests }, states, held, dependents: [] } as unknown as Round;
  const { mended, state, toProve } = await writeRound(deps, ctx, round, 1);
  const keysIn = ({ key }: { key: string }, list: (document: Round & Round['tests']) => TestCase[]) =>
    list(JSON.parse(documents.get(key) ?? '{}')).map((test) => test.key);
  return { toProve, mended: keysIn(mended, (plan) => plan.tests), kept: keysIn(state, (kept) => kept.tests.tests) };
}

describe('a round of proofs', () => {
  it('has the tests written that are to be proven and those that log in, and keeps the suite whole', async () => {
    const suite = [testOf('log-in', { setup: 'shared' }), testOf('a'), testOf('b'), testOf('c')];
    expect(await written(suite, ['b'])).toEqual({
      toProve: ['b'],
      mended: ['log-in', 'b'],
      kept: ['log-in', 'a', 'b', 'c'],
    });
  });

  it('has those written too that wait for the log-in that is to be proven', async () => {
    const suite = [testOf('log-in', { setup: 'shared' }), testOf('a'), testOf('b')];
    expect(await written(suite, ['log-in'], ['a'])).toMatchObject({
      toProve: ['log-in', 'a'],
      mended: ['log-in', 'a'],
    });
  });
});
