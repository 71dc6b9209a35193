import { followRun } from '@testforge/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallScope, withShop } from './disturbed-runs.js';
import { allEnded, isRunning, killWorker, waitFor } from './kill-worker.js';
import { openPlatform, type TestPlatform } from './platform.js';
import { sandboxesOf } from './processes.js';
import { readReport, tellFailures } from './report.js';
import { faultsOf, readFinal } from './read-final.js';
import { readRecords } from './records.js';

let local: TestPlatform;
beforeAll(async () => {
  local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
});
afterAll(() => local?.close());

describe('the worker is killed', () => {
  test('while tests are executed: the run passes, what had ended is not run again, and nothing is recorded twice', () =>
    withShop(local, 1, async (url) => {
      const { client, db, platform } = local;
      const started = await client.startRun({ url, project: 'killed in execution', ...smallScope });
      await waitFor(
        client,
        started.id,
        (run) => isRunning(run, 'execution') && Number(run.progress?.['ended'] ?? 0) >= 1,
      );
      const endedBefore = (await readRecords(db, started)).results;
      const { sandboxes } = await killWorker(platform);
      const run = await followRun(client, started.id);

      expect(run.status).toBe('passed');
      expect(run.outcome?.tests.kept).toBeGreaterThan(endedBefore.length);
      const records = await readFinal(local, started);
      expect(faultsOf(run, records)).toEqual([]);
      // A second start of the stage is the proof that the kill hit it.
      expect(records.stages.find(({ name }) => name === 'execution')?.attempt).toBe(2);
      expect(endedBefore.length).toBeGreaterThan(0);
      expect(records.results).toEqual(expect.arrayContaining(endedBefore));
      expect(records.results.map(({ phase }) => phase)).toEqual(records.results.map(() => 'first'));
      expect(new Set(records.results.map(({ testKey }) => testKey)).size).toBe(run.outcome?.tests.kept);
      expect(records.versions.map(({ reason }) => reason)).toEqual(['first run']);
      expect(sandboxes.length).toBeGreaterThan(0);
      expect(await allEnded(sandboxes)).toBe(true);
    }));

  test('while the app is explored: the run passes and nothing is recorded twice', () =>
    withShop(local, 1, async (url) => {
      const { client, platform } = local;
      const started = await client.startRun({ url, project: 'killed in discovery', ...smallScope });
      await waitFor(
        client,
        started.id,
        (run) => isRunning(run, 'discovery') && Number(run.progress?.['states'] ?? 0) >= 1,
      );
      const { sandboxes } = await killWorker(platform);
      const run = await followRun(client, started.id);

      expect(run.status).toBe('passed');
      const records = await readFinal(local, started);
      expect(faultsOf(run, records)).toEqual([]);
      expect(records.stages.find(({ name }) => name === 'discovery')?.attempt).toBe(2);
      expect(records.versions.map(({ reason }) => reason)).toEqual(['first run']);
      expect(records.results.length).toBe(run.outcome?.tests.kept);
      expect(sandboxes.length).toBeGreaterThan(0);
      expect(await allEnded(sandboxes)).toBe(true);
    }));

  test('while a repair is proven: the healed suite, the repairs and what was learned are there once, and the bug stays a bug', async () => {
    const { client, platform } = local;
    const project = 'killed in healing';
    const first = await withShop(local, 1, async (url) =>
      followRun(client, (await client.startRun({ url, project, ...smallScope })).id),
    );
    expect(first.status).toBe('passed');

    const { run, sandboxes } = await withShop(local, 2, async (url) => {
      const started = await client.startRun({ url, project, discovery: false, ...smallScope });
      await waitFor(
        client,
        started.id,
        async (seen) => isRunning(seen, 'healing') && (await sandboxesOf(platform.worker.pid() ?? -1)).length > 0,
      );
      const killed = await killWorker(platform);
      return { run: await followRun(client, started.id), ...killed };
    });

    const records = await readFinal(local, run);
    const why = tellFailures(await readReport(client, run.id));
    expect(faultsOf(run, records)).toEqual([]);
    expect(await allEnded(sandboxes)).toBe(true);
    expect(
      records.versions.map(({ reason, runId }) => [reason, runId]),
      why,
    ).toEqual([
      ['first run', first.id],
      ['healed', run.id],
    ]);
    const proven = records.healings.filter(({ status }) => status === 'proven');
    expect(proven.length).toBeGreaterThan(0);
    expect(proven.map(({ expectationHashAfter }) => expectationHashAfter)).toEqual(
      proven.map(({ expectationHashBefore }) => expectationHashBefore),
    );
    expect(records.contributions.length, why).toBeGreaterThan(0);
    const sources = proven.map(({ testKey, stepKey }) => `${run.id}/${testKey}/${stepKey}`);
    expect(sources).toEqual(expect.arrayContaining(records.contributions.map(({ sourceKey }) => sourceKey)));
    expect(run.outcome?.expectationsChanged).toBe(0);
    // The way to the wrong total may wait for a person; what is green says nothing about it, and nothing else is called broken.
    expect(['failed', 'waiting'], why).toContain(run.status);
    const report = await readReport(client, run.id);
    const green = report.tests.filter(({ state }) => state === 'passed' || state === 'passed_after_healing');
    expect(JSON.stringify(green)).not.toContain('“Total”');
    const amount = expect.stringMatching(/^\D{0,3}\d+\.\d\d$/);
    expect(run.outcome?.regressions, why).toEqual(
      run.outcome?.regressions.map(() => expect.objectContaining({ expected: amount, actual: amount })),
    );
  });
});
