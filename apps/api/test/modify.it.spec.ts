import { MockActivityEnvironment } from '@temporalio/testing';
import { canonicalJson, expectationHash, TestPlan, type TestCase, type TestResult } from '@testforge/core';
import { createHealing, findHealings } from '@testforge/healing';
import { createLogger, createMetrics } from '@testforge/platform/telemetry';
import { readDocument, serviceActivities, type ActivityDeps } from '@testforge/temporal/activities';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { resultOf } from './sample-outcome.js';
import { lookingFor } from './tenant-things.js';
import { executionOf, plantWaiting, pressStep, type WaitingRun } from './waiting-run.js';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let run: WaitingRun;
let activities: ReturnType<typeof serviceActivities>;

beforeAll(async () => {
  api = await startApi();
  tenant = await api.openTenant('alpha');
  const log = createLogger({ service: 'worker', level: 'silent' });
  const knowledge = { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) };
  activities = serviceActivities({
    ...api.deps,
    db: api.db,
    log,
    metrics: createMetrics('worker'),
    healing: createHealing({ knowledge, log }),
    usage: { recordMore: () => Promise.resolve() },
  } as unknown as ActivityDeps);
});
afterAll(() => api.close());
beforeEach(async () => {
  run = await plantWaiting(api, tenant);
});

const say = async (body: object, key = tenant.apiKey) => {
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/v1/runs/${run.runId}/answers`,
    headers: { authorization: `Bearer ${key}` },
    payload: { test: run.test.key, kind: 'modify', ...body },
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};
const button = (name: string): string => `getByRole('button', { name: '${name}' })`;
const targetOf = (test: TestCase | undefined) => test?.steps.find(({ key }) => key === pressStep);
const kept = async () => (await api.deps.suites.findCurrent(run.ctx, run.projectId))?.tests[0];
const proposal = async () => (await findHealings(run.ctx, api.db, { projectId: run.projectId }))[0];

const within = <T>(work: () => Promise<T>): Promise<T> => new MockActivityEnvironment().run(work) as Promise<T>;

/** Carries the answer out as the workflow does, with this proof run; returns the test that was proven. */
async function carryOut(answerId: string, proof: Partial<TestResult>): Promise<TestCase | undefined> {
  const { tenantId, requestId } = tenant.ctx;
  const input = { tenantId, requestId, runId: run.runId, projectId: run.projectId };
  const round = await within(() => activities.beginApproval(input, { answerId }));
  expect(round.toProve).toEqual([run.test.key]);
  const plan = await readDocument(api.deps.objects, run.ctx, round.mended, TestPlan);
  const text = JSON.stringify(executionOf([{ ...resultOf(run.test.key), ...proof }]));
  const key = `runs/${run.runId}/documents/proof-${answerId}.json`;
  await api.deps.objects.put(run.ctx, key, text, { contentType: 'application/json' });
  const execution = { key, sha256: createHash('sha256').update(text).digest('hex') };
  const { state } = await within(() => activities.judgeProof(input, { state: round.state, execution, number: 1 }));
  await within(() => activities.concludeApproval(input, { answerId, state }));
  await within(() => activities.retellRun(input));
  return plan.tests[0];
}

describe('another element than the proposed one', () => {
  it.each([
    [{ locator: 'the keep button' }, 400, 'locator.unreadable'],
    [{ locator: button('Send') }, 400, 'locator.finds_nothing'],
    [{ locator: "getByRole('button')" }, 400, 'locator.finds_several'],
    [{ locator: button('Keep'), step: 'saved' }, 409, 'answer.nothing_waits'],
    [{ locator: button('Keep'), test: 'another' }, 409, 'answer.nothing_waits'],
    [{}, 400, 'answer.locator'],
    [{ kind: 'approve', locator: button('Keep') }, 400, 'answer.locator'],
    [{ locator: button('Keep'), step: pressStep, alike: true }, 400, 'answer.step'],
  ])('is refused at once where it cannot be right, and nothing is asked of anybody: %j', async (body, status, code) => {
    const told = api.temporal.told.length;
    expect(await say(body)).toMatchObject({ status, body: { code } });
    expect(await api.deps.answers.list(run.ctx, run.runId)).toEqual([]);
    expect(api.temporal.told).toHaveLength(told);
  });

  it('is given by whoever may decide, and by nobody else', async () => {
    const looking = await tenant.makeKey(['run:read', 'run:start', 'report:read']);
    expect((await say({ locator: button('Keep') }, looking)).status).toBe(403);
  });

  it('is proven like any heal, with the same expectations, and then kept and told', async () => {
    const { status, body } = await say({ locator: button('Keep'), name: 'Eva' });
    expect({ status, body }).toMatchObject({
      status: 202,
      body: { kind: 'modify', locator: `page.${button('Keep')}` },
    });
    expect(api.temporal.told).toContain(`approve ${String(body['id'])} of ${run.runId}`);
    const proven = await carryOut(String(body['id']), {});
    expect(targetOf(proven)).toMatchObject({ target: { locator: lookingFor('Keep').locator } });
    expect(expectationHash(proven!)).toBe(expectationHash(run.test));
    expect(canonicalJson(await kept())).toBe(canonicalJson(proven));
    expect(await proposal()).toMatchObject({ status: 'proven', proposal: { newLocator: lookingFor('Keep').locator } });
    const report = await api.deps.objects.get(run.ctx, `runs/${run.runId}/report/report.json`);
    expect(JSON.parse(report.toString('utf8'))).toMatchObject({
      tests: [{ state: 'passed_after_healing', answer: { kind: 'modify', locator: `page.${button('Keep')}` } }],
    });
    expect(await say({ locator: button('Keep') })).toMatchObject({
      status: 409,
      body: { code: 'answer.nothing_waits' },
    });
  });

  it('that the proof refutes is forgotten: suite and proposal are as before, which can still be approved', async () => {
    const { body } = await say({ locator: button('Cancel') });
    const failure = { stepKey: 'saved', stepTitle: 'it is saved', message: 'expect(locator).toHaveText failed' };
    await carryOut(String(body['id']), { status: 'failed', failure });
    expect(canonicalJson(await kept())).toBe(canonicalJson(run.test));
    expect(await proposal()).toMatchObject({ status: 'asked', proposal: { newLocator: lookingFor('Store').locator } });
    const [answer] = await api.deps.answers.list(run.ctx, run.runId);
    expect(answer).toMatchObject({
      status: 'refused',
      why: expect.stringContaining('the test does not pass') as string,
    });
    const approved = await say({ kind: 'approve' });
    expect(targetOf(await carryOut(String(approved.body['id']), {}))).toMatchObject({
      target: { locator: lookingFor('Store').locator },
    });
    expect(targetOf(await kept())).toMatchObject({ target: { locator: lookingFor('Store').locator } });
  });
});
