import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVectors, type VectorPoint, type Vectors } from '@testforge/platform/vectors';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultCacheDir } from '../src/find-program.js';
import { choosePorts } from '../src/ports.js';
import { isAlive, identify, sendSignal } from '../src/process-identity.js';
import { startQdrant, type LocalQdrant } from '../src/qdrant.js';
import { keepSecrets } from '../src/secrets.js';
import { waitUntil } from '../src/wait-until.js';

/** A real Qdrant to hold the same contract against; without one the local server is started. */
const given = process.env['QDRANT_URL'];
const stateDir = mkdtempSync(join(tmpdir(), 'testforge-vectors-'));
const a = { tenantId: 'tenant-a' };
const b = { tenantId: 'tenant-b' };
let local: LocalQdrant | null = null;
let address: { url: string; apiKey?: string | undefined };
let vectors: Vectors;
let client: QdrantClient;
let collection: string;

async function startLocal(): Promise<void> {
  const { qdrant: port } = await choosePorts(stateDir);
  local = await startQdrant({ stateDir, cacheDir: defaultCacheDir(), port, secrets: keepSecrets(stateDir) });
  connect({ url: local.url, apiKey: local.apiKey });
}

/** After a restart too: somebody else may have taken its port meanwhile. */
function connect(to: typeof address): void {
  address = to;
  vectors = createVectors(address);
  const headers = address.apiKey ? { 'api-key': address.apiKey } : {};
  client = new QdrantClient({ url: address.url, headers, checkCompatibility: false });
}

const point = (owner: VectorPoint['owner'], vector: number[], payload: VectorPoint['payload'] = {}): VectorPoint => ({
  id: randomUUID(),
  vector,
  owner,
  payload,
});

/** The HTTP status with which the server refuses a request. */
const statusOf = async (method: string, path: string, body?: unknown): Promise<number> => {
  const headers = { 'content-type': 'application/json', ...(address.apiKey ? { 'api-key': address.apiKey } : {}) };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (await fetch(new URL(path, address.url), { method, headers, ...(body === undefined ? {} : { body: text }) }))
    .status;
};

beforeAll(async () => {
  if (given === undefined) await startLocal();
  else connect({ url: given, apiKey: process.env['QDRANT_API_KEY'] });
}, 60_000);

beforeEach(async () => {
  collection = `contract-${randomUUID()}`;
  await vectors.ensureCollection(collection, {
    size: 3,
    distance: 'Cosine',
    indexes: { kind: 'keyword', level: 'integer' },
  });
});

afterEach(async () => {
  await client.deleteCollection(collection);
});

afterAll(async () => {
  await local?.stop();
  rmSync(stateDir, { recursive: true });
});

describe('the vector store', () => {
  it('tells its version', async () => {
    expect(await vectors.ping()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('makes a collection once, however many ask at the same time', async () => {
    const name = `${collection}-many`;
    const spec = { size: 3, distance: 'Cosine', indexes: { kind: 'keyword' } } as const;
    await Promise.all(Array.from({ length: 6 }, () => vectors.ensureCollection(name, spec)));
    expect(Object.keys((await client.getCollection(name)).payload_schema).sort()).toEqual([
      'kind',
      'shared',
      'tenantId',
    ]);
    await client.deleteCollection(name);
  });

  it('finds the nearest first and gives back the payload as it was put in', async () => {
    const payload = { kind: 'button', level: 2, deep: { list: [1, 'two', null, true] }, text: 'Grüße 🛒' };
    const near = point(a, [1, 0.1, 0], payload);
    const far = point(a, [0, 0, 1]);
    await vectors.upsert(collection, [far, near]);
    const hits = await vectors.search(collection, { vector: [1, 0, 0], filter: { scope: a }, limit: 5 });
    expect(hits.map(({ id }) => id)).toEqual([near.id, far.id]);
    expect(hits[0]?.payload).toEqual(payload);
    expect(hits[0]?.score).toBeCloseTo(0.995, 3);
    expect(hits[1]?.score).toBeCloseTo(0, 5);
  });

  it('keeps to the limit and the least score', async () => {
    await vectors.upsert(collection, [point(a, [1, 0, 0]), point(a, [1, 1, 0]), point(a, [0, 1, 0])]);
    const search = { vector: [1, 0, 0], filter: { scope: a } };
    expect(await vectors.search(collection, { ...search, limit: 2 })).toHaveLength(2);
    expect(await vectors.search(collection, { ...search, limit: 9, minScore: 0.9 })).toHaveLength(1);
  });

  it('shows a tenant its own points, and shared ones only when asked', async () => {
    const [own, foreign, shared] = [point(a, [1, 0, 0]), point(b, [1, 0, 0]), point('shared', [1, 0, 0])];
    await vectors.upsert(collection, [own, foreign, shared]);
    const idsFor = async (scope: Parameters<Vectors['count']>[1]['scope']) => {
      const hits = await vectors.search(collection, { vector: [1, 0, 0], filter: { scope }, limit: 9 });
      return hits.map(({ id }) => id).sort();
    };
    expect(await idsFor(a)).toEqual([own.id]);
    expect(await idsFor({ ...a, alsoShared: true })).toEqual([own.id, shared.id].sort());
    expect(await idsFor({ sharedOnly: true })).toEqual([shared.id]);
  });

  it('does not let a payload claim to be another tenant’s or shared', async () => {
    await vectors.upsert(collection, [point(a, [1, 0, 0], { tenantId: b.tenantId, shared: 1 })]);
    expect(await vectors.count(collection, { scope: { ...b, alsoShared: true } })).toBe(0);
    expect(await vectors.count(collection, { scope: a })).toBe(1);
  });

  it('filters by texts and numbers, one or several', async () => {
    await vectors.upsert(collection, [
      point(a, [1, 0, 0], { kind: 'button', level: 1 }),
      point(a, [1, 0, 0], { kind: 'link', level: 2 }),
      point(a, [1, 0, 0], { kind: 'field', level: 3 }),
    ]);
    const count = (equals: Record<string, string | number | (string | number)[]>) =>
      vectors.count(collection, { scope: a, equals });
    expect(await count({ kind: 'button' })).toBe(1);
    expect(await count({ kind: ['button', 'link'] })).toBe(2);
    expect(await count({ level: [2, 3], kind: 'field' })).toBe(1);
    expect(await count({ kind: 'missing' })).toBe(0);
  });

  it('deletes what a filter says and nothing of another tenant', async () => {
    await vectors.upsert(collection, [
      point(a, [1, 0, 0], { kind: 'x' }),
      point(a, [1, 0, 0], { kind: 'y' }),
      point(b, [1, 0, 0], { kind: 'x' }),
    ]);
    await vectors.delete(collection, { scope: a, equals: { kind: 'x' } });
    expect(await vectors.count(collection, { scope: a })).toBe(1);
    expect(await vectors.count(collection, { scope: b })).toBe(1);
  });

  it('replaces a point with the same id', async () => {
    const first = point(a, [1, 0, 0], { kind: 'old' });
    await vectors.upsert(collection, [first]);
    await vectors.upsert(collection, [{ ...first, payload: { kind: 'new' } }]);
    const [hit] = await vectors.search(collection, { vector: [1, 0, 0], filter: { scope: a }, limit: 9 });
    expect(hit?.payload).toEqual({ kind: 'new' });
    expect(await vectors.count(collection, { scope: a })).toBe(1);
  });

  it('stores nothing of a batch in which one vector has the wrong size, and says so', async () => {
    await expect(vectors.upsert(collection, [point(a, [1, 0, 0]), point(a, [1, 0])])).rejects.toMatchObject({
      kind: 'upstream',
    });
    expect(await vectors.count(collection, { scope: a })).toBe(0);
  });

  it('takes writes of many at once and loses none', async () => {
    const writers = Array.from({ length: 16 }, (_, writer) =>
      Array.from({ length: 10 }, (_, index) => point(writer % 2 ? a : b, [1, writer, index])),
    );
    await Promise.all(
      writers.map(async (points) => {
        for (const one of points) await vectors.upsert(collection, [one]);
      }),
    );
    expect(await vectors.count(collection, { scope: a })).toBe(80);
    expect(await vectors.count(collection, { scope: b })).toBe(80);
  });
});

describe('the REST interface', () => {
  it('knows booleans in filters', async () => {
    const points = [true, false, true].map((flag, id) => ({ id, vector: [1, 0, 0], payload: { flag } }));
    await client.upsert(collection, { wait: true, points });
    const flag = (value: boolean) => ({ key: 'flag', match: { value } });
    expect((await client.count(collection, { filter: { must: [flag(true)] } })).count).toBe(2);
    expect((await client.count(collection, { filter: { must_not: [flag(true)] } })).count).toBe(1);
  });

  it('retrieves, scrolls in pages, changes payloads and deletes by id', async () => {
    await client.upsert(collection, {
      wait: true,
      points: [1, 2, 3].map((id) => ({ id, vector: [id, 1, 0], payload: { id } })),
    });
    const page = await client.scroll(collection, { limit: 2 });
    expect([page.points.map(({ id }) => id), page.next_page_offset]).toEqual([[1, 2], 3]);
    await client.setPayload(collection, { wait: true, points: [2], payload: { more: 'yes' } });
    const [second] = await client.retrieve(collection, { ids: [2], with_vector: true });
    expect(second).toMatchObject({ payload: { id: 2, more: 'yes' } });
    expect(second?.vector).toHaveLength(3);
    await client.delete(collection, { wait: true, points: [1] });
    expect((await client.retrieve(collection, { ids: [1, 3] })).map(({ id }) => id)).toEqual([3]);
  });

  it('searches by the id of a point and leaves that point out', async () => {
    await client.upsert(collection, { wait: true, points: [1, 2].map((id) => ({ id, vector: [id, 1, 0] })) });
    expect((await client.query(collection, { query: 1, limit: 5 })).points.map(({ id }) => id)).toEqual([2]);
  });

  it('refuses with the same status as Qdrant', async () => {
    const points = `/collections/${collection}/points`;
    const filter = { must: [{ unknown: 1 }] };
    expect(await statusOf('GET', '/collections/nowhere')).toBe(404);
    expect(await statusOf('POST', '/collections/nowhere/points/count', {})).toBe(404);
    expect(await statusOf('PUT', `/collections/${collection}`, { vectors: { size: 3, distance: 'Cosine' } })).toBe(409);
    expect(await statusOf('DELETE', '/collections/nowhere')).toBe(200);
    expect(await statusOf('PUT', points, { points: [{ id: 1, vector: [1] }] })).toBe(400);
    expect(await statusOf('PUT', points, { points: [{ id: 'no-uuid', vector: [1, 2, 3] }] })).toBe(400);
    expect(await statusOf('POST', `${points}/count`, '{bad')).toBe(400);
    expect(await statusOf('POST', `${points}/count`, { filter })).toBe(400);
    expect(await statusOf('POST', `${points}/query`, { query: [1, 0, 0], limit: 0 })).toBe(422);
    expect(await statusOf('POST', `${points}/query`, { query: [1, 0], limit: 1 })).toBe(400);
    expect(await statusOf('POST', `${points}/payload`, { payload: { a: 1 }, points: [77] })).toBe(404);
    expect(await statusOf('POST', `${points}/delete`, { points: [77] })).toBe(200);
    expect(await statusOf('GET', '/nowhere')).toBe(404);
  });
});

describe.runIf(given === undefined)('the local server', () => {
  it('asks for its key and tells its health without one', async () => {
    expect((await fetch(new URL('/collections', address.url))).status).toBe(401);
    expect((await fetch(new URL('/collections', address.url), { headers: { 'api-key': 'wrong' } })).status).toBe(401);
    expect((await fetch(new URL('/healthz', address.url))).status).toBe(200);
  });

  it('has every acknowledged write after a kill -9 in the middle of writing', async () => {
    const acknowledged = { kept: new Set<string>(), deleted: new Set<string>() };
    let writing = true;
    const write = async (): Promise<void> => {
      for (let turn = 1; writing; turn += 1) {
        const one = point(a, [1, Math.random(), 0], { id: 'x' });
        try {
          await vectors.upsert(collection, [one]);
          if (turn % 5 === 0) {
            await client.delete(collection, { wait: true, points: [one.id] });
            acknowledged.deleted.add(one.id);
          } else acknowledged.kept.add(one.id);
        } catch (error) {
          if (writing) throw error;
        }
      }
    };
    const writers = Array.from({ length: 4 }, write);
    expect(await waitUntil(() => acknowledged.kept.size > 60, { timeoutMs: 200_000 })).toBe(true);
    writing = false;
    const killed = identify(local?.pid ?? 0);
    sendSignal(local?.pid ?? 0, 'SIGKILL');
    await Promise.all(writers);
    expect(await waitUntil(() => killed !== null && !isAlive(killed), { timeoutMs: 60_000 })).toBe(true);

    await startLocal();
    const found = await client.retrieve(collection, {
      ids: [...acknowledged.kept, ...acknowledged.deleted],
      with_payload: false,
    });
    const ids = new Set(found.map(({ id }) => id));
    expect([...acknowledged.kept].filter((id) => !ids.has(id))).toEqual([]);
    expect([...acknowledged.deleted].filter((id) => ids.has(id))).toEqual([]);
    expect(Object.keys((await client.getCollection(collection)).payload_schema).sort()).toEqual([
      'kind',
      'level',
      'shared',
      'tenantId',
    ]);
  });
});
