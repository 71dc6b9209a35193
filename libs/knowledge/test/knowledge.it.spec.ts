import { randomUUID } from 'node:crypto';
import type { Fingerprint, TenantContext } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createVectors, type VectorPoint, type Vectors } from '@testforge/platform/vectors';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder, createKnowledge, createKnowledgeStore, type Knowledge } from '../src/index.js';

type Port = Pick<Vectors, 'ensureCollection' | 'upsert' | 'search'>;

const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

/** Stands in for the vector engine, whose own contract is tested with it, unless one is named by QDRANT_URL. */
function memoryVectors(): Port {
  const points = new Map<string, VectorPoint>();
  return {
    ensureCollection: () => Promise.resolve(),
    upsert: (_collection, added) => Promise.resolve(added.forEach((point) => points.set(point.id, point))),
    search: (_collection, { vector, filter, limit }) => {
      const mine = 'tenantId' in filter.scope ? filter.scope.tenantId : '';
      const visible = [...points.values()].filter(({ owner }) => owner === 'shared' || owner.tenantId === mine);
      return Promise.resolve(
        visible
          .map(({ id, payload, vector: own }) => ({ id, payload, score: cosine(vector, own) }))
          .sort((a, b) => b.score - a.score)
          .slice(0, limit),
      );
    },
  };
}

const url = process.env['QDRANT_URL'];
const vectors: Port = url ? createVectors({ url, apiKey: process.env['QDRANT_API_KEY'] }) : memoryVectors();
const embed = createEmbedder();
let database: TestDatabase;
let db: Db;
let knowledge: Knowledge;

/** Unlike any other run's, so that a Qdrant that is kept between runs does not matter. */
const tag = 'acme-widget';
const label = 'coupon';
const before: Fingerprint = { tag: 'button', role: 'button', name: `Apply ${label}`, testId: `${tag}-1` };
const after: Fingerprint = { ...before, tag: 'a', role: 'link', name: `Add ${label}` };
const tenant = async (): Promise<TenantContext> => ({
  tenantId: (
    await seedLocalTenant({
      ownerUrl: database.ownerUrl,
      slug: `t-${randomUUID()}`,
      email: `${randomUUID()}@example.com`,
    })
  ).tenantId,
  requestId: 'spec',
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl });
  knowledge = createKnowledge({ store: createKnowledgeStore(db), vectors, embed, k: 3 });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('knowledge', () => {
  it('helps the tenant that saw it at once, others when enough have seen it, and counts each source once', async () => {
    const [first, second, third, stranger] = [await tenant(), await tenant(), await tenant(), await tenant()];
    const tell = (ctx: TenantContext, sourceKey: string) => knowledge.contribute(ctx, { sourceKey, before, after });

    expect(await tell(first, 'run-1/a')).toEqual({ contributors: 1, successes: 1, failures: 0, shared: false });
    expect(await tell(first, 'run-1/a')).toMatchObject({ contributors: 1, successes: 1 });
    expect(await knowledge.recall(first, before)).toMatchObject([
      { contributors: 1, pattern: { before: { tag: 'button', role: 'button' }, after: { tag: 'a', role: 'link' } } },
    ]);
    expect(await knowledge.recall(stranger, before)).toEqual([]);

    expect(await tell(second, 'run-2/a')).toMatchObject({ contributors: 2, shared: false });
    expect(await knowledge.recall(stranger, before)).toEqual([]);
    expect(await tell(third, 'run-3/a')).toMatchObject({ contributors: 3, shared: true });

    const seen = await knowledge.recall(stranger, before);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.similarity).toBeGreaterThan(0.5);
    expect(JSON.stringify(seen)).not.toContain(tag);
  });

  it('finds the nearest first', async () => {
    const ctx = await tenant();
    await knowledge.contribute(ctx, {
      sourceKey: 'x',
      before: { tag: 'input', role: 'textbox', label: 'E-mail', type: 'email' },
      after: { tag: 'input', role: 'textbox', label: 'Email address', type: 'email' },
    });
    await knowledge.contribute(ctx, {
      sourceKey: 'y',
      before: { tag: 'a', role: 'link', name: 'Log out' },
      after: { tag: 'button', role: 'button', name: 'Sign out' },
    });
    const [best] = await knowledge.recall(ctx, {
      tag: 'input',
      role: 'textbox',
      label: 'E-mail address',
      type: 'email',
    });
    expect(best?.pattern.before).toEqual({ label: 'e mail' });
  });

  it('remembers nothing where nothing may be told', async () => {
    expect(
      await knowledge.contribute(await tenant(), { sourceKey: 'z', before, after: { ...before, xpath: '/html' } }),
    ).toBeNull();
  });
});
