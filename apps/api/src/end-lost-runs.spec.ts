import { RunOptions, type RunOutcome } from '@testforge/core';
import type { RunRecord, StageRecord } from '@testforge/runs';
import { describe, expect, it } from 'vitest';
import { endLostRuns } from './end-lost-runs.js';

const url = 'http://127.0.0.1:4000/';
const stage = (name: string, status: string): StageRecord => ({
  name,
  status,
  startedAt: null,
  endedAt: null,
  docKey: null,
});

/** A platform with two runs that say they are under way; only the workflows named are. */
function platform(underWay: string[]) {
  const ended: { runId: string; tenantId: string; status: string; outcome: RunOutcome | null }[] = [];
  const stages: string[] = [];
  const run = { url, options: RunOptions.parse({ url }), createdAt: new Date().toISOString() } as RunRecord;
  const deps: Parameters<typeof endLostRuns>[0] = {
    lookup: {
      listUnfinishedRuns: async () =>
        ['a', 'b'].map((id) => ({ id, tenantId: `tenant-${id}`, workflowId: `workflow-${id}` })),
    },
    runs: {
      get: async (_ctx, id) => ({ ...run, id }),
      listStages: async () => [stage('design', 'done'), stage('execution', 'running')],
      stageEnded: async (_ctx, runId, name, status) => void stages.push(`${runId} ${name} ${status}`),
      end: async ({ tenantId }, runId, status, outcome) => void ended.push({ runId, tenantId, status, outcome }),
    },
    workflows: { isUnderWay: async (id) => underWay.includes(id) },
    log: { warn: () => undefined },
  };
  return { deps, ended, stages };
}

describe('runs that nothing carries out any more', () => {
  it('end as errors of the platform, with a reason and no test called passed', async () => {
    const { deps, ended, stages } = platform(['workflow-a']);
    expect(await endLostRuns(deps)).toBe(1);
    expect(ended).toMatchObject([{ runId: 'b', tenantId: 'tenant-b', status: 'error' }]);
    expect(ended[0]?.outcome).toMatchObject({
      status: 'error',
      error: expect.stringContaining('The run was lost'),
      tests: { kept: 0, passed: 0, failed: 0 },
    });
    expect(stages).toEqual(['b execution failed']);
  });

  it('are left alone while their workflow is there, and where that cannot be told', async () => {
    const there = platform(['workflow-a', 'workflow-b']);
    expect(await endLostRuns(there.deps)).toBe(0);
    const away = platform([]);
    away.deps.workflows.isUnderWay = () => Promise.reject(new Error('the service is away'));
    await expect(endLostRuns(away.deps)).rejects.toThrow('the service is away');
    expect([...there.ended, ...away.ended]).toEqual([]);
  });
});
