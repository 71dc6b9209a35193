import { RunOptions, type Access, type TenantContext, type TestPlan, type TestResult } from '@testforge/core';
import type { RunRecord } from '@testforge/runs';
import { describe, expect, it } from 'vitest';
import type { ActivityDeps } from './deps.js';
import { judgeInputs } from './healing-input.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r', runId: 'run' };
const url = 'http://127.0.0.1:4000/';
const run = { id: 'run', projectId: 'p', url, options: RunOptions.parse({ url }) } as RunRecord;
const test = { key: 'a', title: 'a', steps: [] };
const result: TestResult = { key: 'a', title: 'a', status: 'failed', attempts: 1, durationMs: 1, steps: [] };
const storageState = { cookies: [], origins: [] };

function reader({ access = {}, tests = [test] }: { access?: Access; tests?: object[] }) {
  const model = { schemaVersion: 1, states: [{ path: '/', snapshot: { elements: [] } }] };
  const asked: string[] = [];
  const deps = {
    testStates: { list: async () => [] },
    runs: {
      findKnownTrouble: async () => () => ({ pageErrors: [], serverErrors: [] }),
      listModelDocuments: async (_: TenantContext, id: string) => [`of runs before ${id}`],
    },
    objects: {
      head: async () => ({ bytes: 1, contentType: 'application/json' }),
      get: async (_: TenantContext, key: string) => {
        asked.push(key);
        return Buffer.from(JSON.stringify(model));
      },
    },
    access: { find: async () => access },
  } as unknown as ActivityDeps;
  return { read: judgeInputs(deps, ctx, run, { tests } as unknown as TestPlan), asked };
}

/** Whether healing is told that the run began with a stored session. */
const sessionGiven = async (access: Access, tests: object[] = [test]): Promise<boolean | undefined> =>
  (await (await reader({ access, tests }).read)(result)).sessionGiven;

describe('what a verdict is made from', () => {
  it('says that the run began with a stored session, which may have ended since', async () => {
    expect(await sessionGiven({ storageState })).toBe(true);
  });
  it('does not say so where the run logs in by itself, or the app is open', async () => {
    expect(await sessionGiven({ user: 'ada', password: 'secret' })).toBe(false);
    expect(await sessionGiven({ storageState }, [test, { key: 'log-in', setup: {}, steps: [] }])).toBe(false);
    expect(await sessionGiven({})).toBe(false);
  });

  it('holds the pages as they were before this run, read once for all failures', async () => {
    const { read, asked } = reader({});
    const failed = { ...result, failure: { stepKey: null, stepTitle: '', message: 'it broke' } };
    const inputs = [await (await read)(failed), await (await read)(failed)];
    expect(inputs.map(({ pagesBefore }) => pagesBefore)).toEqual([
      [{ path: '/', elements: [] }],
      [{ path: '/', elements: [] }],
    ]);
    expect(asked).toEqual(['of runs before run']);
  });
  it('asks for no page where nothing failed', async () => {
    const { read, asked } = reader({});
    expect((await (await read)(result)).pagesBefore).toEqual([]);
    expect(asked).toEqual([]);
  });
});
