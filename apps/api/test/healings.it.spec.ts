import type { Step, TestCase } from '@testforge/core';
import { saveHealings } from '@testforge/healing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { clicking, healed, lookingFor } from './tenant-things.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;
let run: string;
let project: string;
const before = clicking('buy', 'Buy');
const after: TestCase = {
  ...before,
  steps: before.steps.map((step) => ({ ...step, target: lookingFor('Buy it') }) as Step),
};

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

async function send(method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${alpha.apiKey}` };
  const answer = await api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

interface Heal {
  id: string;
  status: string;
}
const heals = async (): Promise<Heal[]> =>
  (await send('GET', `/api/v1/projects/${project}/healings?test=buy`)).body['items'] as Heal[];
const takeBack = async () => {
  const [heal] = await heals();
  return send('POST', `/api/v1/projects/${project}/healings/${heal?.id}/roll-back`);
};
const current = () => api.deps.suites.findCurrent(alpha.ctx, project);

/** A project whose one test was healed. */
beforeEach(async () => {
  const started = await send('POST', '/api/v1/runs', { url: 'http://127.0.0.1:4000/', project: randomUUID() });
  run = String(started.body['id']);
  project = (started.body['project'] as { id: string }).id;
  const change = { projectId: project, runId: run };
  await api.deps.suites.keep(alpha.ctx, { ...change, reason: 'first run', base: 0, tests: [before] });
  await api.deps.suites.replace(alpha.ctx, { ...change, reason: 'healed', replacements: [{ before, after }] });
  await saveHealings(alpha.ctx, api.db, run, [healed(before, 'Buy', 'Buy it')]);
});

describe('a heal', () => {
  it('is listed with what the step looked for before and after', async () => {
    expect(await heals()).toMatchObject([
      {
        runId: run,
        test: 'buy',
        stepKey: 'press',
        status: 'proven',
        oldLocator: expect.stringMatching(/['"]Buy['"]/) as unknown,
        newLocator: expect.stringContaining('Buy it') as unknown,
      },
    ]);
    expect((await send('GET', `/api/v1/projects/${project}/healings?test=other`)).body).toEqual({ items: [] });
  });

  it('that is taken back gives the test as it was in a new version, which asks before it is healed again', async () => {
    expect(await takeBack()).toMatchObject({ status: 200, body: { status: 'rolled_back' } });
    expect(await current()).toMatchObject({ version: 3, tests: [before] });
    const [state] = await api.deps.testStates.list(alpha.ctx, project);
    expect(state).toMatchObject({ handling: 'pinned', by: 'API key “local” of owner@alpha.test' });
    const [{ reason } = { reason: '' }] = await api.deps.suites.listVersions(alpha.ctx, project);
    expect(reason).toMatch(/taken back by API key “local” of owner@alpha\.test/);
  });

  it('is taken back once, however often that is said, and leaves alone what a person muted', async () => {
    const muted = { projectId: project, key: 'buy', handling: 'muted' as const, by: 'Eva' };
    await api.deps.testStates.set(alpha.ctx, muted);
    await takeBack();
    expect(await takeBack()).toMatchObject({ status: 200, body: { status: 'rolled_back' } });
    expect((await current())?.version).toBe(3);
    expect(await api.deps.testStates.list(alpha.ctx, project)).toMatchObject([{ handling: 'muted' }]);
  });

  it('is not taken back from a step that was changed since', async () => {
    const changed = clicking('buy', 'Order');
    const replacements = [{ before: after, after: changed }];
    await api.deps.suites.replace(alpha.ctx, { projectId: project, runId: null, reason: 'by hand', replacements });
    expect(await takeBack()).toMatchObject({ status: 409, body: { code: 'healing.changed_since' } });
    expect(await current()).toMatchObject({ tests: [changed] });
    expect(await heals()).toMatchObject([{ status: 'proven' }]);
  });

  it('that was only proposed has changed nothing that could be taken back', async () => {
    const test = clicking('sell', 'Sell');
    await saveHealings(alpha.ctx, api.db, run, [
      { ...healed(test, 'Sell', 'Sell it'), outcome: 'waiting', proven: false },
    ]);
    const items = (await send('GET', `/api/v1/projects/${project}/healings?test=sell`)).body['items'] as Heal[];
    const answer = await send('POST', `/api/v1/projects/${project}/healings/${items[0]?.id}/roll-back`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'healing.not_applied' } });
  });
});
