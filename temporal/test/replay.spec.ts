import { readdirSync, readFileSync } from 'node:fs';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from './harness.js';

const dir = new URL('./histories/', import.meta.url);
const histories = readdirSync(dir).sort();
const read = (
  name: string,
): { events: { eventType: string; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] } =>
  JSON.parse(readFileSync(new URL(name, dir), 'utf8'));

/** Far above what it takes: a slow machine is no failed test. */
const bundledWithinMs = 300_000;

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  workflowBundle = await bundleWorkflows();
}, bundledWithinMs);

describe('the workflow as it is now', () => {
  it.each(histories)('goes through the recorded history %s without a difference', async (name) => {
    await expect(Worker.runReplayHistory({ workflowBundle }, read(name))).resolves.toBeUndefined();
  });

  it('is seen to differ when a history tells of another order', async () => {
    const history = read('first-run.json');
    for (const event of history.events) {
      const activity = event.activityTaskScheduledEventAttributes?.activityType;
      if (activity?.name === 'discoverApp') activity.name = 'designTests';
    }
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).rejects.toThrow(DeterminismViolationError);
  });

  it('is small: the bundle holds no schema library', () => {
    expect(workflowBundle.code).not.toContain('ZodObject');
  });
});
