import type { TenantContext } from '@testforge/core';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApi } from '../src/create-api.js';
import { startApi, type Tenant } from './api-under-test.js';
import { outcomeOf, resultOf } from './sample-outcome.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());
afterEach(() => void vi.useRealTimers());

type Api = Pick<Awaited<ReturnType<typeof createApi>>, 'app'>;

async function addressOf({ app }: Api): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${((app.getHttpServer() as Server).address() as { port: number }).port}`;
}

/** A run that is under way. */
async function begunRun(): Promise<{ id: string; ctx: TenantContext }> {
  const started = await api.app.inject({
    method: 'POST',
    url: '/api/v1/runs',
    headers: { authorization: `Bearer ${alpha.apiKey}` },
    payload: { url: 'http://127.0.0.1:4000/', project: randomUUID() },
  });
  const { id } = started.json<{ id: string }>();
  const ctx = { ...alpha.ctx, runId: id };
  await api.deps.runs.begin(ctx, id);
  return { id, ctx };
}

interface Heard {
  id: string;
  event: string;
  data: { key?: string; status?: string };
}

const field = (block: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';

/** The stream's blocks as they come, comments included. */
async function* listen(
  address: string,
  runId: string,
  lastEventId?: string,
  key: string = alpha.apiKey,
): AsyncGenerator<string> {
  const response = await fetch(`${address}/api/v1/runs/${runId}/events`, {
    headers: { authorization: `Bearer ${key}`, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}

const toEvent = (block: string): Heard[] =>
  block.includes('event: ')
    ? [
        {
          id: field(block, 'id'),
          event: field(block, 'event'),
          data: JSON.parse(field(block, 'data')) as Heard['data'],
        },
      ]
    : [];

/** Events until one says what is waited for, or the stream's end. */
async function hear(blocks: AsyncGenerator<string>, until: (heard: Heard) => boolean): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
    heard.push(...toEvent(next.value));
    if (heard.some(until)) break;
  }
  return heard;
}

const testsIn = (heard: Heard[]): (string | undefined)[] =>
  heard.filter(({ event }) => event === 'test').map(({ data }) => data.key);
const isEnd = ({ event }: Heard): boolean => event === 'end';

describe('the events of a run', () => {
  it('tell the results and the end, and tell the end again to whoever comes later', async () => {
    const address = await addressOf(api);
    const { id, ctx } = await begunRun();
    await api.deps.runs.recordResult(ctx, id, 'kept', resultOf('a'));
    const heard = hear(listen(address, id), isEnd);
    await api.deps.runs.recordResult(ctx, id, 'kept', resultOf('b'));
    await api.deps.runs.end(ctx, id, 'passed', outcomeOf(id));
    const events = await heard;
    expect(testsIn(events)).toEqual(['a', 'b']);
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { status: 'passed' } });
    const again = await hear(listen(address, id, events.at(-1)?.id), isEnd);
    expect(again.at(-1)).toMatchObject({ event: 'end', data: { status: 'passed' } });
  });

  it('go on at another process with what happened while nobody listened', async () => {
    const { id, ctx } = await begunRun();
    const first = await createApi(api.deps);
    await api.deps.runs.recordResult(ctx, id, 'kept', resultOf('before'));
    const stream = listen(await addressOf(first), id);
    const heard = await hear(stream, ({ event }) => event === 'test');
    await first.app.close();
    const last = [...heard, ...(await hear(stream, isEnd))].at(-1)?.id;
    await api.deps.runs.recordResult(ctx, id, 'kept', resultOf('meanwhile'));
    await api.deps.runs.end(ctx, id, 'passed', outcomeOf(id));
    const second = await createApi(api.deps);
    const rest = await hear(listen(await addressOf(second), id, last), isEnd);
    await second.app.close();
    expect(testsIn(rest)).toContain('meanwhile');
    expect(rest.at(-1)).toMatchObject({ event: 'end', data: { status: 'passed' } });
  });

  it('give a sign of life every 15 seconds while nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { id, ctx } = await begunRun();
    const quiet = await createApi(api.deps);
    const stream = listen(await addressOf(quiet), id);
    await hear(stream, ({ event }) => event === 'run');
    vi.advanceTimersByTime(60_000);
    const signs: string[] = [];
    while (signs.length < 4) signs.push((await stream.next()).value as string);
    expect(signs).toEqual([':', ':', ':', ':']);
    await api.deps.runs.end(ctx, id, 'passed', outcomeOf(id));
    expect((await hear(stream, isEnd)).at(-1)).toMatchObject({ event: 'end' });
    await quiet.app.close();
  });

  it('are told to one caller a limited number of times at once, and again once a stream has ended', async () => {
    const narrow = await createApi({ ...api.deps, maxStreams: 2 });
    const address = await addressOf(narrow);
    const [first, second] = [await begunRun(), await begunRun()];
    const begins = ({ event }: Heard) => event === 'run';
    const streams = [listen(address, first.id), listen(address, second.id)];
    for (const stream of streams) await hear(stream, begins);
    const ask = (key: string) =>
      narrow.app.inject({ url: `/api/v1/runs/${second.id}/events`, headers: { authorization: `Bearer ${key}` } });
    const refused = await ask(alpha.apiKey);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([429, 'streams.too_many']);
    const other = listen(address, second.id, undefined, await alpha.makeKey(['run:read']));
    expect(await hear(other, begins)).toHaveLength(1);
    await api.deps.runs.end(first.ctx, first.id, 'passed', outcomeOf(first.id));
    expect((await hear(streams[0] ?? other, isEnd)).at(-1)).toMatchObject({ event: 'end' });
    // The end was heard a moment before its stream has closed.
    await vi.waitFor(async () => expect((await hear(listen(address, first.id), isEnd)).at(-1)?.event).toBe('end'), {
      timeout: 60_000,
    });
    await narrow.app.close();
  });

  it('stop for who may not look any more, while the run goes on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { id } = await begunRun();
    const watched = await createApi(api.deps);
    const stream = listen(await addressOf(watched), id, undefined, await alpha.makeKey(['run:read']));
    await hear(stream, ({ event }) => event === 'run');
    await api.db.tenant(alpha.ctx).apiKey.updateMany({ where: { name: 'made' }, data: { revokedAt: new Date() } });
    vi.advanceTimersByTime(15_000);
    expect(await hear(stream, isEnd)).toEqual([]);
    await watched.app.close();
  });
});
