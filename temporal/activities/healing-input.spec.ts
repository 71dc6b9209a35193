import { RunOptions, type Access, type TenantContext, type TestPlan, type TestResult } from '@testforge/core';
import type { RunRecord } from '@testforge/runs';
import { describe, expect, it } from 'vitest';
import type { ActivityDeps } from './deps.js';
import { judgeInputs } from './healing-input.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r', runId: 'run' };
const url = 'http://127.0.0.1:4000/';
const run = { projectId: 'p', url, options: RunOptions.parse({ url }) } as RunRecord;
const test = { key: 'a', title: 'a', steps: [] };
const result: TestResult = { key: 'a', title: 'a', status: 'failed', attempts: 1, durationMs: 1, steps: [] };
const storageState = { cookies: [], origins: [] };

/** Whether healing is told that the run began with a stored session. */
async function sessionGiven(access: Access, tests: object[] = [test]): Promise<boolean | undefined> {
  const deps = {
    testStates: { list: async () => [] },
    runs: { findKnownTrouble: async () => () => ({ pageErrors: [], serverErrors: [] }) },
    access: { find: async () => access },
  } as unknown as ActivityDeps;
  const read = await judgeInputs(deps, ctx, run, { tests } as unknown as TestPlan);
  return (await read(result)).sessionGiven;
}

describe('what a verdict is made from', () => {
  it('says that the run began with a stored session, which may have ended since', async () => {
    expect(await sessionGiven({ storageState })).toBe(true);
  });
  it('does not say so where the run logs in by itself, or the app is open', async () => {
    expect(await sessionGiven({ user: 'ada', password: 'secret' })).toBe(false);
    expect(await sessionGiven({ storageState }, [test, { key: 'log-in', setup: {}, steps: [] }])).toBe(false);
    expect(await sessionGiven({})).toBe(false);
  });
});
