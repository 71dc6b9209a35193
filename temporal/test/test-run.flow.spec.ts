import { activityInfo, Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answering, bundleWorkflows, runScript, startTemporal } from './harness.js';

// The real Temporal server and the real worker; only the activities are stand-ins.

let env: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  [env, bundle] = await Promise.all([startTemporal(), bundleWorkflows()]);
});
afterAll(() => env.teardown());

const end = ['writeReport', 'recordUsage', 'endRun'];

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

  it('shows what each kept test notices where that is wanted, and leaves out what notices nothing', async () => {
    const { calls, names } = await runScript(env, bundle, { mode: 'first', receipts: true });
    expect(names.slice(names.indexOf('keepPassed'))).toEqual(['keepPassed', 'giveReceipts', 'leaveOutWeak', ...end]);
    expect(calls.find(({ name }) => name === 'giveReceipts')?.options).toMatchObject({
      tests: { key: 'designTests' },
      project: { key: 'writeProject' },
      execution: { key: 'executeTests' },
    });
    const told = calls.find(({ name }) => name === 'writeReport')?.options['documents'];
    expect(told).toMatchObject({ receipts: { key: 'giveReceipts' } });
  });

  it('keeps what its repeats left of the first execution, and lets nothing else be tried', async () => {
    const { calls, names } = await runScript(env, bundle, { mode: 'first', gate: true, receipts: true });
    const order = ['executeTests', 'repeatTests', 'keepPassed', 'giveReceipts', 'leaveOutWeak', ...end];
    expect(names.slice(names.indexOf('executeTests'))).toEqual(order);
    const told = (name: string) => calls.find((call) => call.name === name)?.options;
    expect(told('repeatTests')).toEqual({
      project: { key: 'writeProject', sha256: 'writeProject' },
      execution: { key: 'executeTests', sha256: 'executeTests' },
    });
    for (const name of ['keepPassed', 'giveReceipts'])
      expect(told(name)).toMatchObject({ execution: { key: 'repeatTests' } });
    expect(told('writeReport')?.['documents']).toMatchObject({ execution: { key: 'repeatTests' } });
  });

  it('keeps what passed once where repeats cannot be made', async () => {
    const broken = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('no', 'sandbox.refused');
    };
    const { calls } = await runScript(env, bundle, { gate: true, instead: { repeatTests: broken } });
    expect(calls.find(({ name }) => name === 'keepPassed')?.options).toMatchObject({
      execution: { key: 'executeTests' },
    });
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toBeNull();
  });

  it('repeats what it suggests for a kept suite', async () => {
    const { calls } = await runScript(env, bundle, { mode: 'kept', proposed: 2, gate: true });
    expect(calls.find(({ name }) => name === 'proposeChanges')?.options).toMatchObject({
      execution: { key: 'repeatTests' },
    });
  });

  it('keeps what passed though nothing could be found out of what it notices', async () => {
    const broken = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('no', 'sandbox.refused');
    };
    const { calls, names } = await runScript(env, bundle, { receipts: true, instead: { giveReceipts: broken } });
    expect(names.slice(names.indexOf('keepPassed'))).toEqual(['keepPassed', 'giveReceipts', ...end]);
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toBeNull();
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
      'designTests',
      'countTests',
      ...end,
    ]);
  });

  it('only proposes what this build suggests, after it was observed, written and run', async () => {
    const { calls, names } = await runScript(env, bundle, { mode: 'kept', proposed: 2 });
    expect(names.slice(names.indexOf('discoverApp'))).toEqual([
      'discoverApp',
      'designTests',
      'countTests',
      'writeProject',
      'executeTests',
      'proposeChanges',
      ...end,
    ]);
    expect(calls.find(({ name }) => name === 'designTests')?.options['known']).toEqual({
      key: 'suite',
      sha256: 'suite',
    });
    expect(names).not.toContain('keepPassed');
  });

  it('suggests only what was shown to notice something, where that is wanted', async () => {
    const { calls, names } = await runScript(env, bundle, { mode: 'kept', proposed: 2, receipts: true });
    expect(names.slice(names.indexOf('countTests'))).toEqual([
      'countTests',
      'writeProject',
      'executeTests',
      'giveReceipts',
      'proposeChanges',
      ...end,
    ]);
    expect(calls.find(({ name }) => name === 'proposeChanges')?.options['receipts']).toMatchObject({
      key: 'giveReceipts',
    });
  });

  it('designs the whole suite anew when that is asked for, and still only proposes', async () => {
    const { calls, names } = await runScript(env, bundle, { mode: 'kept', regenerate: true });
    expect(calls.find(({ name }) => name === 'designTests')?.options['known']).toBeNull();
    expect(names.slice(-4)).toEqual(['proposeChanges', ...end]);
  });

  it('says what it found though nothing could be suggested', async () => {
    const broken = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('no', 'design.bad_plan');
    };
    const { calls } = await runScript(env, bundle, { mode: 'kept', instead: { designTests: broken } });
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toBeNull();
  });

  it('goes on where a stopped run had got to', async () => {
    const left = { model: { key: 'm', sha256: 'm' }, tests: { key: 't', sha256: 't' } };
    const { names } = await runScript(env, bundle, { mode: 'first', left });
    expect(names).toEqual(['beginRun', 'writeProject', 'executeTests', 'keepPassed', ...end]);
  });

  it('ends what is under way while it is paused, halts before its next step, and goes on when told', async () => {
    let started: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => (started = resolve));
    const released = new Promise<void>((resolve) => (finish = resolve));
    const discoverApp = async () => {
      started();
      await released;
      return { key: 'model', sha256: 'model' };
    };
    const { calls, names } = await runScript(env, bundle, { instead: { discoverApp } }, async (handle, soFar) => {
      await underWay;
      await handle.signal('pause');
      finish();
      await vi.waitFor(() => expect(soFar.map(({ name }) => name)).toContain('moveRun'), { timeout: 30_000 });
      expect(await handle.query('progress')).toMatchObject({ paused: true, done: false });
      await handle.signal('resume');
    });
    expect(names.slice(0, 5)).toEqual(['beginRun', 'discoverApp', 'moveRun', 'moveRun', 'designTests']);
    expect(calls.filter(({ name }) => name === 'moveRun').map(({ options }) => options)).toEqual(['paused', 'running']);
  });

  it('stops also while it is paused', async () => {
    const { calls, names } = await runScript(env, bundle, {}, async (handle, soFar) => {
      await handle.signal('pause');
      await vi.waitFor(() => expect(soFar.map(({ name }) => name)).toContain('moveRun'), { timeout: 30_000 });
      await handle.cancel();
    });
    expect(names.slice(-3)).toEqual(end);
    expect(calls.find(({ name }) => name === 'writeReport')?.options['trouble']).toMatchObject({ cancelled: true });
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
    expect(names.slice(-3)).toEqual(end);
  });

  it('reports though it was stopped before it began', async () => {
    const { calls, names } = await runScript(env, bundle, {}, (handle) => handle.cancel().then(() => undefined));
    expect(names.slice(-3)).toEqual(end);
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

describe('what people answer to a run', () => {
  it('proves an approved heal before it counts, and tells the run anew', async () => {
    const { calls, names } = await runScript(
      env,
      bundle,
      { toProve: [['a'], []] },
      undefined,
      answering({ kind: 'approve', answerId: '7' }),
    );
    expect(names).toEqual([
      'beginApproval',
      'writeProject',
      'executeTests',
      'judgeProof',
      'concludeApproval',
      'retellRun',
    ]);
    expect(calls.find(({ name }) => name === 'executeTests')?.options).toMatchObject({
      phase: 'answer-7-1',
      only: ['a'],
    });
  });

  it('closes what is rejected without touching the app', async () => {
    const { names } = await runScript(env, bundle, {}, undefined, answering({ kind: 'reject', answerId: '7' }));
    expect(names).toEqual(['rejectHealing', 'retellRun']);
  });

  it('observes an intended change twice for each expectation, and changes nothing before it is signed', async () => {
    const { calls, names } = await runScript(
      env,
      bundle,
      { changes: 1 },
      undefined,
      answering({ kind: 'intended', answerId: '7' }),
    );
    const observed = ['writeProject', 'executeTests', 'executeTests', 'judgeIntended'];
    expect(names).toEqual(['beginIntended', ...observed, ...observed, 'retellRun']);
    const phases = calls.filter(({ name }) => name === 'executeTests').map(({ options }) => options['phase']);
    expect(new Set(phases).size).toBe(4);
  });

  it('does not follow a test that changed beyond recognition', async () => {
    const { names } = await runScript(
      env,
      bundle,
      { changes: 99 },
      undefined,
      answering({ kind: 'intended', answerId: '7' }),
    );
    expect(names.slice(-2)).toEqual(['refuseAnswer', 'retellRun']);
  });

  it('goes on with the next answer when one can’t be carried out, and says why', async () => {
    const outdated = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('The suite has changed.', 'answer.outdated');
    };
    const { calls, names } = await runScript(
      env,
      bundle,
      { instead: { beginApproval: outdated } },
      undefined,
      answering({ kind: 'approve', answerId: '1' }, { kind: 'sign', answerId: '2' }),
    );
    expect(names).toEqual(['beginApproval', 'refuseAnswer', 'retellRun', 'applySigned', 'retellRun']);
    expect(calls.find(({ name }) => name === 'refuseAnswer')?.options['why']).toBe('The suite has changed.');
  });
});
