import { activityInfo, Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows, runScript, startTemporal } from './harness.js';

// The real Temporal server and the real worker; only the activities are stand-ins.

let env: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  [env, bundle] = await Promise.all([startTemporal(), bundleWorkflows()]);
});
afterAll(() => env.teardown());

const end = ['writeReport', 'recordUsage'];

describe('a run', () => {
  it('explores, designs, writes, executes and keeps what passed when nothing is kept yet', async () => {
    const { names } = await runScript(env, bundle, { mode: 'first' });
    expect(names).toEqual([
      'beginRun',
      'discoverApp',
      'designTests',
      'writeProject',
      'executeTests',
      'keepPassed',
      ...end,
    ]);
  });

  it('executes the kept suite before it looks at the app again', async () => {
    const { names } = await runScript(env, bundle, { mode: 'kept' });
    expect(names).toEqual([
      'beginRun',
      'loadSuite',
      'writeProject',
      'executeTests',
      'judgeFailures',
      'concludeHealing',
      'discoverApp',
      ...end,
    ]);
  });

  it('does not look at the app when only the suite was asked for', async () => {
    const { names } = await runScript(env, bundle, { mode: 'kept', discovery: false });
    expect(names).not.toContain('discoverApp');
  });

  it('proves round after round while proofs bring new drift to light', async () => {
    const { calls } = await runScript(env, bundle, {
      mode: 'kept',
      discovery: false,
      toProve: [['a', 'b'], ['b'], []],
    });
    const proofs = calls
      .filter(({ name, options }) => name === 'executeTests' && options['phase'] !== 'kept')
      .map(({ options }) => [options['phase'], options['only']]);
    expect(proofs).toEqual([
      ['proof-1', ['a', 'b']],
      ['proof-2', ['b']],
    ]);
    expect(calls.filter(({ name }) => name === 'concludeHealing')).toHaveLength(1);
  });

  it('proves nothing more when the time for healing is over', async () => {
    const { names } = await runScript(env, bundle, {
      mode: 'kept',
      discovery: false,
      healingMs: 0,
      toProve: [['a'], []],
    });
    expect(names).toEqual([
      'beginRun',
      'loadSuite',
      'writeProject',
      'executeTests',
      'judgeFailures',
      'concludeHealing',
      ...end,
    ]);
  });

  it('reports and records usage once when a stage fails for good', async () => {
    const unreachable = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('Nothing answers there.', 'discovery.unreachable');
    };
    const { calls, names } = await runScript(env, bundle, { instead: { discoverApp: unreachable } });
    expect(names).toEqual(['beginRun', 'discoverApp', ...end]);
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toEqual({
      cancelled: false,
      message: 'Nothing answers there.',
    });
  });

  it('ends though its report cannot be written', async () => {
    const broken = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('not readable', 'document.changed');
    };
    const { names } = await runScript(env, bundle, { instead: { writeReport: broken } });
    expect(names.slice(-3)).toEqual(['writeReport', 'endRun', 'recordUsage']);
  });

  it('reports though it was stopped before it began', async () => {
    const { calls, names } = await runScript(env, bundle, {}, (handle) => handle.cancel().then(() => undefined));
    expect(names.slice(-2)).toEqual(end);
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toMatchObject({ cancelled: true });
  });

  it('tries again what may pass', async () => {
    const sometimes = async (): Promise<never> => {
      if (activityInfo().attempt < 3) throw ApplicationFailure.retryable('busy', 'upstream');
      throw ApplicationFailure.nonRetryable('gone', 'discovery.unreachable');
    };
    const { names } = await runScript(env, bundle, { instead: { discoverApp: sometimes } });
    expect(names.filter((name) => name === 'discoverApp')).toHaveLength(3);
  });

  it('still reports when it is cancelled, and stops what was under way', async () => {
    let stopped = false;
    let started: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => (started = resolve));
    const explore = async (): Promise<never> => {
      started();
      // A beat is how an activity hears of its cancellation.
      const beat = setInterval(() => Context.current().heartbeat(), 50);
      try {
        return await Context.current().cancelled;
      } finally {
        clearInterval(beat);
        stopped = true;
      }
    };
    const { calls, names } = await runScript(env, bundle, { instead: { discoverApp: explore } }, async (handle) => {
      await underWay;
      await handle.cancel();
    });
    expect(stopped).toBe(true);
    expect(names).toEqual(['beginRun', 'discoverApp', ...end]);
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toMatchObject({ cancelled: true });
  });
});
