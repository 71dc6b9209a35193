import type { HealingResult, JudgedFailure, TenantContext, TestCase, TestHandling } from '@testforge/core';
import type { SuiteChange } from '@testforge/suite';
import { describe, expect, it } from 'vitest';
import { proposeQuarantine } from './propose-quarantine.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r', runId: 'run' };
const testOf = (key: string) => ({ key, title: key, steps: [] }) as unknown as TestCase;
const judged = (testKey: string, outcome: JudgedFailure['outcome']) => ({ testKey, outcome }) as JudgedFailure;

/** The suite is the tests a and b, looked at in nine runs before this one. */
async function proposed(
  failures: JudgedFailure[],
  times: [string, number][],
  handling: TestHandling = 'enabled',
): Promise<SuiteChange[]> {
  const told: SuiteChange[] = [];
  const proposals = {
    propose: async (_: TenantContext, { changes }: { changes: SuiteChange[] }) => told.push(...changes),
  };
  await proposeQuarantine({ proposals }, ctx, {
    projectId: 'p',
    runId: 'run',
    plan: { tests: [testOf('a'), testOf('b')] },
    healing: { failures } as unknown as HealingResult,
    states: [{ key: 'a', handling }],
    flakes: { runs: 9, times: new Map(times) },
  });
  return told;
}

describe('quarantine', () => {
  it('is suggested for a test that was flaky for the third time, with how often', async () => {
    expect(await proposed([judged('a', 'flake'), judged('b', 'flake')], [['a', 2]])).toMatchObject([
      { kind: 'quarantine', testKey: 'a', reason: 'flaky in 3 of the last 10 runs' },
    ]);
  });
  it('is not suggested while a test may just have had bad luck, nor in a run in which it was not flaky', async () => {
    expect(await proposed([judged('a', 'flake')], [['a', 1]])).toEqual([]);
    expect(await proposed([], [['a', 7]])).toEqual([]);
  });
  it('is never suggested for what is broken, waits, or was healed, however often it was flaky', async () => {
    for (const outcome of ['regression', 'waiting', 'healed', 'environment'] as const)
      expect(await proposed([judged('a', outcome)], [['a', 7]])).toEqual([]);
  });
  it.each(['muted', 'pinned', 'quarantined'] as const)(
    'leaves a %s test to the person who said so',
    async (handling) => {
      expect(await proposed([judged('a', 'flake')], [['a', 7]], handling)).toEqual([]);
    },
  );
});
