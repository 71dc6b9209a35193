import type { Db, TenantDb } from '@testforge/platform/db';
import { createDb, hashApiKey, seedLocalTenant } from '@testforge/platform/db';
import type { TestDatabase } from '@testforge/testkit';
import { createTestDatabase } from '@testforge/testkit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
let db: Db;
let alpha: { id: string; db: TenantDb; apiKey: string };
let beta: typeof alpha;

async function openTenant(slug: string): Promise<typeof alpha> {
  const { tenantId, apiKey } = await seedLocalTenant({
    ownerUrl: database.ownerUrl,
    slug,
    email: `owner@${slug}.test`,
  });
  return { id: tenantId, db: db.tenant({ tenantId, requestId: 'spec' }), apiKey: apiKey ?? '' };
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 10 });
  alpha = await openTenant('alpha');
  beta = await openTenant('beta');
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const project = (name: string) => ({ name, baseUrl: 'http://127.0.0.1:1' });

describe('a tenant’s database', () => {
  it('fills in the tenant of the scope', async () => {
    const made = await alpha.db.project.create({ data: project('filled in') });
    expect(made.tenantId).toBe(alpha.id);
    expect(await beta.db.project.findUnique({ where: { id: made.id } })).toBeNull();
  });

  it('refuses writes to and for another tenant', async () => {
    const made = await alpha.db.project.create({ data: project('refused') });
    await expect(beta.db.project.update({ where: { id: made.id }, data: { name: 'taken' } })).rejects.toMatchObject({
      code: 'P2025',
    });
    await expect(beta.db.project.delete({ where: { id: made.id } })).rejects.toMatchObject({ code: 'P2025' });
    expect(await beta.db.project.updateMany({ where: { id: made.id }, data: { name: 'taken' } })).toEqual({ count: 0 });
    await expect(beta.db.project.create({ data: { ...project('smuggled'), tenantId: alpha.id } })).rejects.toThrow(
      /row-level security/,
    );
    await expect(alpha.db.project.update({ where: { id: made.id }, data: { tenantId: beta.id } })).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      beta.db.fingerprint.create({ data: { projectId: made.id, hash: 'h', doc: {} } }),
    ).rejects.toMatchObject({ code: 'P2003' });
  });

  it('takes back everything when a transaction throws', async () => {
    const failing = alpha.db.$transaction(async (tx) => {
      await tx.project.create({ data: project('rolled back') });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await alpha.db.project.count({ where: { name: 'rolled back' } })).toBe(0);
  });

  it('keeps everything when a transaction ends well, in the same scope throughout', async () => {
    const run = await alpha.db.$transaction(async (tx) => {
      const { id } = await tx.project.create({ data: project('kept') });
      const made = await tx.run.create({
        data: { projectId: id, kind: 'test', status: 'queued', url: 'u', idempotencyKey: 'k', workflowId: 'w' },
      });
      await tx.stage.upsert({
        where: { runId_name: { runId: made.id, name: 'discovery' } },
        create: { runId: made.id, name: 'discovery', status: 'running' },
        update: {},
      });
      return made;
    });
    expect(
      await alpha.db.run.findUnique({ where: { id: run.id }, include: { stages: true, project: true } }),
    ).toMatchObject({ stages: [{ name: 'discovery' }], project: { name: 'kept' } });
    await expect(
      alpha.db.run.create({
        data: {
          projectId: run.projectId,
          kind: 'test',
          status: 'queued',
          url: 'u',
          idempotencyKey: 'k',
          workflowId: 'w2',
        },
      }),
    ).rejects.toMatchObject({ code: 'P2002' });
  });

  it('takes an inner transaction back without the outer one', async () => {
    await alpha.db.$transaction(async (tx) => {
      await tx.project.create({ data: project('outer') });
      const inner = (tx as unknown as TenantDb).$transaction(async (deeper) => {
        await deeper.project.create({ data: project('inner') });
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
    });
    expect(
      await alpha.db.project.findMany({ where: { name: { in: ['outer', 'inner'] } }, select: { name: true } }),
    ).toEqual([{ name: 'outer' }]);
  });

  it('runs raw queries in the scope', async () => {
    const rows = await alpha.db.$queryRaw<
      { id: string }[]
    >`SELECT DISTINCT tenant_id AS id FROM project WHERE name <> ${'nothing'}`;
    expect(rows).toEqual([{ id: alpha.id }]);
    expect(await beta.db.$executeRaw`UPDATE project SET base_url = 'x' WHERE tenant_id = ${alpha.id}::uuid`).toBe(0);
    expect(await alpha.db.$queryRawUnsafe('SELECT $1::int AS n', 7)).toEqual([{ n: 7 }]);
  });

  it('mixes up nothing when two tenants work at once, failures among them', async () => {
    const tenants = [alpha, beta];
    await Promise.all(tenants.map((tenant, i) => tenant.db.project.create({ data: project(`parallel ${i}`) })));
    const work = Array.from({ length: 200 }, async (_, i) => {
      const tenant = tenants[i % 2] ?? alpha;
      if (i % 10 === 9) {
        await expect(
          tenant.db.project.create({ data: { ...project(`x${i}`), tenantId: randomUUID() } }),
        ).rejects.toThrow();
        return [];
      }
      const seen =
        i % 3 === 0 ? await tenant.db.$transaction((tx) => tx.project.findMany()) : await tenant.db.project.findMany();
      expect(seen.length).toBeGreaterThan(0);
      return seen.filter((row) => row.tenantId !== tenant.id);
    });
    expect((await Promise.all(work)).flat()).toEqual([]);
  });

  it('refuses a tenant id that is no UUID', () => {
    expect(() => db.tenant({ tenantId: "' OR 1=1", requestId: 'spec' })).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });

  it('answers a ping, and rejects when the server is not there', async () => {
    await expect(db.ping()).resolves.toBeUndefined();
    const nowhere = createDb({ url: 'postgresql://a:b@127.0.0.1:1/x' });
    await expect(nowhere.ping()).rejects.toThrow();
    await nowhere.close();
  });
});

describe('look-ups before a tenant is known', () => {
  it('find a live API key by its hash and nothing else', async () => {
    expect(await db.lookup.findApiKeyByHash(hashApiKey(alpha.apiKey))).toMatchObject({
      tenantId: alpha.id,
      scopes: ['*'],
    });
    expect(await db.lookup.findApiKeyByHash(hashApiKey('tf_live_guess'))).toBeNull();
  });

  it('forget a key that is revoked or expired', async () => {
    const made = await beta.db.apiKey.create({
      data: { name: 'old', hash: 'h1', prefix: 'p', scopes: [], expiresAt: new Date(0) },
    });
    expect(await db.lookup.findApiKeyByHash('h1')).toBeNull();
    await beta.db.apiKey.update({ where: { id: made.id }, data: { expiresAt: null } });
    expect(await db.lookup.findApiKeyByHash('h1')).toMatchObject({ id: made.id });
    await beta.db.apiKey.update({ where: { id: made.id }, data: { revokedAt: new Date() } });
    expect(await db.lookup.findApiKeyByHash('h1')).toBeNull();
  });

  it('find a share by its code until its views are used up', async () => {
    const { id: projectId } = await beta.db.project.create({ data: project('shared') });
    const { id: runId } = await beta.db.run.create({
      data: { projectId, kind: 'test', status: 'done', url: 'u', idempotencyKey: 's', workflowId: 'ws' },
    });
    const share = await beta.db.share.create({ data: { runId, code: 'abc', maxViews: 1 } });
    expect(await db.lookup.findShareByCode('abc')).toEqual({
      id: share.id,
      tenantId: beta.id,
      runId,
      passwordHash: null,
    });
    await beta.db.share.update({ where: { id: share.id }, data: { views: { increment: 1 } } });
    expect(await db.lookup.findShareByCode('abc')).toBeNull();
  });
});

describe('knowledge', () => {
  const contribute = (tenant: TenantDb, source: string) =>
    tenant.$queryRaw<{ contributors: number; successes: number; shared: boolean }[]>`
      SELECT contributors, successes, shared FROM contribute_knowledge('hash', 'healing', '{"a":1}', ${source}, true, 3)`;

  it('is seen by its contributor at once, by others when enough tenants agree, and counts a source once', async () => {
    expect(await contribute(alpha.db, 's1')).toEqual([{ contributors: 1, successes: 1, shared: false }]);
    expect(await contribute(alpha.db, 's1')).toEqual([{ contributors: 1, successes: 1, shared: false }]);
    expect(await alpha.db.knowledgeEntry.count()).toBe(1);
    expect(await beta.db.knowledgeEntry.count()).toBe(0);
    const gamma = await openTenant('gamma');
    const delta = await openTenant('delta');
    await contribute(gamma.db, 's1');
    expect(await contribute(delta.db, 's1')).toEqual([{ contributors: 3, successes: 3, shared: true }]);
    expect(await beta.db.knowledgeEntry.findMany({ include: { contributions: true } })).toMatchObject([
      { contributions: [] },
    ]);
  });

  it('is never written directly', async () => {
    await expect(alpha.db.knowledgeEntry.updateMany({ data: { shared: true } })).rejects.toThrow(/permission denied/);
    await expect(alpha.db.knowledgeEntry.create({ data: { patternHash: 'x', kind: 'k', doc: {} } })).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('seeding the local tenant', () => {
  it('gives the key once, stores only its hash, and makes another when asked', async () => {
    const options = { ownerUrl: database.ownerUrl, slug: 'seeded', email: 'owner@seeded.test' };
    const [first, second] = await Promise.all([seedLocalTenant(options), seedLocalTenant(options)]);
    expect(first.tenantId).toBe(second.tenantId);
    const keys = [first.apiKey, second.apiKey].filter((key) => key !== undefined);
    expect(keys).toEqual([expect.stringMatching(/^tf_live_[\w-]{43}$/)]);
    const renewed = await seedLocalTenant({ ...options, renewKey: true });
    expect(await db.lookup.findApiKeyByHash(hashApiKey(keys[0] ?? ''))).toBeNull();
    expect(await db.lookup.findApiKeyByHash(hashApiKey(renewed.apiKey ?? ''))).toMatchObject({ userId: first.userId });
    const stored = await db.tenant({ tenantId: first.tenantId, requestId: 'spec' }).apiKey.findMany();
    expect(JSON.stringify(stored)).not.toContain(renewed.apiKey);
  });
});
