import { followRun, type Run } from '@testforge/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disturbRuns, patiently, smallScope, withShop } from './disturbed-runs.js';
import { allEnded, isRunning, killWorker, waitFor } from './kill-worker.js';
import { openPlatform, type TestPlatform } from './platform.js';
import { sandboxesOf, type Process } from './processes.js';
import { readReport, tellFailures } from './report.js';
import { faultsOf, readFinal } from './read-final.js';
import { readRecords, type Records } from './records.js';

const project = 'killed';

let local: TestPlatform;
/** The first run, during which the worker is killed twice; its suite is what the later runs execute. */
let first: Run;
let records: Records;
/** What was on record when the worker was killed the second time. */
let endedBefore: Records['results'];
let sandboxes: Process[];

beforeAll(async () => {
  local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
  const { client, db, platform } = local;
  await withShop(local, 1, async (url) => {
    const { id } = await client.startRun({ url, project, ...smallScope });
    await waitFor(client, id, (run) => isRunning(run, 'discovery') && Number(run.progress?.['states'] ?? 0) >= 1);
    const exploring = await killWorker(platform);
    await waitFor(client, id, (run) => isRunning(run, 'execution') && Number(run.progress?.['ended'] ?? 0) >= 1);
    endedBefore = (await readRecords(db, await client.getRun(id))).results;
    const executing = await killWorker(platform);
    first = await followRun(client, id);
    records = await readFinal(local, first);
    sandboxes = [...exploring.sandboxes, ...executing.sandboxes];
    // Without a sandbox below it the worker was not where it should have been.
    expect(exploring.sandboxes.length).toBeGreaterThan(0);
    expect(executing.sandboxes.length).toBeGreaterThan(0);
  });
});
afterAll(() => local?.close());

describe('the worker is killed while the app is explored, and again while tests are executed', () => {
  test('the run passes, and nothing is recorded twice', async () => {
    expect(first.status).toBe('passed');
    expect(faultsOf(first, records)).toEqual([]);
    // A second start of a stage is the proof that the kill hit it.
    const attempts = records.stages.map(({ name, attempt }) => [name, attempt]);
    expect(attempts).toEqual(
      expect.arrayContaining([
        ['discovery', 2],
        ['execution', 2],
      ]),
    );
    expect(records.versions.map(({ reason }) => reason)).toEqual(['first run']);
    expect(await allEnded(sandboxes)).toBe(true);
  });

  test('what had ended is not run again', () => {
    expect(endedBefore.length).toBeGreaterThan(0);
    expect(first.outcome?.tests.kept).toBeGreaterThan(endedBefore.length);
    expect(records.results).toEqual(expect.arrayContaining(endedBefore));
    expect(new Set(records.results.map(({ phase }) => phase))).toEqual(new Set(['first', 'gate-1', 'gate-2']));
    expect(new Set(records.results.map(({ testKey }) => testKey)).size).toBe(first.outcome?.tests.kept);
  });
});

test('whatever is killed at random, a run ends once, nothing is recorded, applied or billed twice, and nothing is called broken', async () => {
  const told: string[] = [];
  const tell = (line: string) => void told.push(line);
  const { killed, ended } = await disturbRuns(local, { kills: 3, seed: 11, withinMs: 6_000, project, tell });
  const faults = ended.flatMap((run) => run.faults);
  expect(faults, told.join('\n')).toEqual([]);
  expect(killed).toHaveLength(3);
  const { versions } = await patiently(() => readRecords(local.db, first));
  expect(
    versions.map(({ reason }) => reason),
    told.join('\n'),
  ).toEqual(['first run']);
});

describe('the worker is killed', () => {
  test('while a repair is proven: the healed suite, the repairs and what was learned are there once, and the bug stays a bug', async () => {
    const { client, platform } = local;
    const { run, ...killed } = await withShop(local, 2, async (url) => {
      const wishes = { url, project, discovery: false, ...smallScope };
      const started = await patiently(() => client.startRun(wishes, 'killed-in-healing'));
      await waitFor(
        client,
        started.id,
        async (seen) => isRunning(seen, 'healing') && (await sandboxesOf(platform.worker.pid() ?? -1)).length > 0,
      );
      const proving = await killWorker(platform);
      return { run: await followRun(client, started.id), ...proving };
    });

    const healed = await readFinal(local, run);
    const why = tellFailures(await readReport(client, run.id));
    expect(faultsOf(run, healed)).toEqual([]);
    expect(await allEnded(killed.sandboxes)).toBe(true);
    expect(
      healed.versions.map(({ reason, runId }) => [reason, runId]),
      why,
    ).toEqual([
      ['first run', first.id],
      ['healed', run.id],
    ]);
    const proven = healed.healings.filter(({ status }) => status === 'proven');
    expect(proven.length).toBeGreaterThan(0);
    expect(proven.map(({ expectationHashAfter }) => expectationHashAfter)).toEqual(
      proven.map(({ expectationHashBefore }) => expectationHashBefore),
    );
    expect(healed.contributions.length, why).toBeGreaterThan(0);
    const sources = proven.map(({ testKey, stepKey }) => `${run.id}/${testKey}/${stepKey}`);
    expect(sources).toEqual(expect.arrayContaining(healed.contributions.map(({ sourceKey }) => sourceKey)));
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
