import { healAnswerKey, healRequestKey } from '@testforge/temporal/contracts';
import { HealRequest, healRequestBytes, type HealOutcome } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import type { Heal } from '../src/heal-schemas.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

const asked = { failedLocator: "getByRole('button', { name: 'Save' })", html: '<button>Store</button>' };

const send = async (payload: object, headers: Record<string, string> = {}, apiKey = alpha.apiKey) => {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/heal',
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Heal & { code?: string; errors?: { message: string }[] }>() };
};
const show = async (id: string) => {
  const headers = { authorization: `Bearer ${alpha.apiKey}` };
  return (await api.app.inject({ method: 'GET', url: `/api/v1/heal/${id}`, headers })).json<Heal>();
};
const end = (id: string, outcome: HealOutcome): Promise<void> =>
  api.deps.objects.put(alpha.ctx, healAnswerKey(id), JSON.stringify(outcome), { contentType: 'application/json' });

const decision: HealOutcome = {
  status: 'decided',
  decision: 'ask',
  why: 'alike, but not surely',
  confidence: 0.7,
  failedLocator: asked.failedLocator,
  action: 'click',
  proposals: [
    {
      locator: "page.getByRole('button', { name: 'Store' })",
      index: 0,
      name: 'Store',
      score: 0.7,
      strategies: { text: 0.2 },
    },
  ],
};

describe('a heal for a test that was not made here', () => {
  it('keeps what was sent, has it decided, and shows the decision once there is one', async () => {
    const { status, body } = await send(asked);
    expect([status, body.status, body.answer]).toEqual([202, 'deciding', null]);
    expect(api.temporal.told).toContain(`heal ${body.id}`);
    const kept = await api.deps.objects.get(alpha.ctx, healRequestKey(body.id));
    expect(HealRequest.parse(JSON.parse(kept.toString('utf8')))).toEqual(asked);
    await end(body.id, decision);
    const { status: _, ...answer } = decision;
    expect(await show(body.id)).toEqual({ id: body.id, status: 'decided', why: null, answer });
  });

  it('says why there is no decision', async () => {
    const { body } = await send(asked);
    await end(body.id, { status: 'failed', why: 'the page could not be read' });
    expect(await show(body.id)).toMatchObject({ status: 'failed', why: 'the page could not be read', answer: null });
  });

  it('is told as lost when nothing decides it any more', async () => {
    const { body } = await send(asked);
    const { isUnderWay } = api.deps.workflows;
    api.deps.workflows.isUnderWay = async () => false;
    expect(await show(body.id)).toMatchObject({ status: 'failed', why: 'it was lost on the way; ask again' });
    api.deps.workflows.isUnderWay = isUnderWay;
  });

  it('is the same for the same idempotency key, and keeps the first request', async () => {
    const first = await send(asked, { 'idempotency-key': 'one' });
    const second = await send({ ...asked, html: '<p>another</p>' }, { 'idempotency-key': 'one' });
    expect(second.body.id).toBe(first.body.id);
    const kept = await api.deps.objects.get(alpha.ctx, healRequestKey(first.body.id));
    expect(kept.toString('utf8')).toContain('Store');
    const beta = await api.openTenant('beta');
    const other = await send(asked, { 'idempotency-key': 'one' }, beta.apiKey);
    expect(other.body.id).not.toBe(first.body.id);
  });

  it('takes a whole page, and refuses one that is larger than the limit', async () => {
    const page = (bytes: number) => ({ ...asked, html: `<p>${'x'.repeat(bytes)}</p>` });
    expect((await send(page(healRequestBytes / 4))).status).toBe(202);
    expect((await send(page(healRequestBytes))).status).toBe(413);
  });

  it('takes a trace, which tells both what was looked for and where', async () => {
    const { status, body } = await send({ trace: Buffer.from('PK\u0003\u0004…').toString('base64') });
    expect([status, body.status]).toEqual([202, 'deciding']);
  });

  it.each([
    ['nothing to look for', { html: '<p></p>' }, /what did the step look for/],
    ['nowhere to look', { failedLocator: '#a' }, /where is the element to be looked for/],
    ['two places to look', { ...asked, candidates: [] }, /one of/],
    ['a trace that is no archive', { trace: 'bm8gemlw' }, /no zip archive/],
    ['a page beside the trace’s', { trace: 'UEsDBA==', html: '<p></p>' }, /one of/],
    ['an error that names no locator', { error: 'it broke', html: '<p></p>' }, /names no locator/],
    ['a field that nobody knows', { ...asked, locator: '#a' }, /nrecognized/],
  ])('refuses %s', async (_what, payload, message) => {
    const { status, body } = await send(payload);
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors?.map((error) => error.message).join()).toMatch(message);
  });
});
