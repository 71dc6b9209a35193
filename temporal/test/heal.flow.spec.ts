import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows, onHeal, runScript, startTemporal, type Script } from './harness.js';

let env: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  [env, bundle] = await Promise.all([startTemporal(), bundleWorkflows()]);
});
afterAll(() => env.teardown());

const heal = (script: Script) => runScript(env, bundle, script, undefined, onHeal);

const refusals = ({ calls }: Awaited<ReturnType<typeof heal>>): unknown[] =>
  calls.filter(({ name }) => name === 'refuseHeal').map(({ options }) => options['why']);

describe('a heal from outside', () => {
  it('ends with its decision', async () => {
    expect((await heal({})).names).toEqual(['decideHeal']);
  });

  it('goes on after a worker was lost', async () => {
    let attempts = 0;
    const decideHeal = async () => {
      if ((attempts += 1) === 1) throw new Error('the worker is gone');
    };
    expect((await heal({ instead: { decideHeal } })).names).toEqual(['decideHeal', 'decideHeal']);
  });

  it('says why it could not be decided, where trying again cannot help', async () => {
    const decideHeal = async () => {
      throw ApplicationFailure.nonRetryable('the page is larger than can be read');
    };
    expect(refusals(await heal({ instead: { decideHeal } }))).toEqual(['the page is larger than can be read']);
  });
});
