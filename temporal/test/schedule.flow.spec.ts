import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleWorkflows, everySecond, onSchedule, runScript, startTemporal } from './harness.js';

let env: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  [env, bundle] = await Promise.all([startTemporal(), bundleWorkflows()]);
});
afterAll(() => env.teardown());

/** A server on a busy machine may take its time. */
const patience = { timeout: 60_000, interval: 200 };

const end = ['writeReport', 'recordUsage', 'endRun'];

describe('a schedule', () => {
  it('makes a run and sees it to its end', async () => {
    const { names } = await runScript(env, bundle, { mode: 'kept' }, undefined, onSchedule);
    expect(names[0]).toBe('openScheduledRun');
    expect(names.slice(-3)).toEqual(end);
  });

  it('fires by itself, and what would fire while its run is under way is skipped', async () => {
    const schedule = await everySecond(env);
    const fired = async () => (await schedule.describe()).info;
    let finish: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (finish = resolve));
    const executeTests = async () => {
      await released;
      return { key: 'execution', sha256: 'execution' };
    };
    const { calls } = await runScript(
      env,
      bundle,
      { mode: 'kept', discovery: false, instead: { executeTests } },
      async () => {
        await vi.waitFor(async () => expect((await fired()).numActionsSkippedOverlap).toBeGreaterThan(1), patience);
        expect((await fired()).numActionsTaken).toBe(1);
        await schedule.delete();
        finish();
      },
      async () => {
        await vi.waitFor(async () => expect((await fired()).recentActions).toHaveLength(1), patience);
        const [action] = (await fired()).recentActions;
        return env.client.workflow.getHandle(action?.action.workflow.workflowId ?? '');
      },
    );
    const opened = calls.filter(({ name }) => name === 'openScheduledRun');
    // The key under which the run is made: another firing would be another run.
    expect(opened.map(({ options }) => options)).toEqual([expect.stringMatching(/^fired-/)]);
  });
});
