import { randomUUID } from 'node:crypto';
import type { HealingProposal, JudgedFailure } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveHealings } from '../src/index.js';
import { fingerprintOf } from './spec-page.js';

let database: TestDatabase;
let db: Db;
let runId: string;
let ctx: { tenantId: string; requestId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl });
  ctx = { tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl })).tenantId, requestId: 'spec' };
  const project = await db.tenant(ctx).project.create({ data: { name: 'shop', baseUrl: 'http://shop.test' } });
  const key = randomUUID();
  runId = (
    await db.tenant(ctx).run.create({
      data: {
        projectId: project.id,
        kind: 'kept',
        status: 'running',
        url: 'http://shop.test',
        idempotencyKey: key,
        workflowId: key,
      },
    })
  ).id;
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const locator = (css: string) => ({ frame: [], links: [{ by: 'css' as const, css }] });
const proposal = (stepKey: string, decision: HealingProposal['decision']): HealingProposal => ({
  testKey: 't',
  stepKey,
  decision,
  why: 'text agrees',
  confidence: 0.95,
  margin: 0.3,
  oldLocator: locator('#old'),
  newLocator: locator('#new'),
  oldFingerprint: fingerprintOf('Add to cart'),
  ranking: [
    {
      index: 1,
      fingerprint: fingerprintOf('Add to cart'),
      score: 0.9,
      strategies: { text: 0.2, attribute: 0.6, relative: 0.1 },
    },
  ],
});
const failure = (more: Partial<JudgedFailure>): JudgedFailure => ({
  testKey: 't',
  testTitle: 'A test',
  stepKey: 'add',
  stepTitle: 'Add',
  verdict: 'drift',
  confidence: 0.9,
  rule: 'drift.moved',
  evidence: ['gone'],
  outcome: 'waiting',
  waitingFor: 'approval',
  proposals: [proposal('add', 'ask'), proposal('fill', 'abstain')],
  proven: false,
  expectationHashBefore: 'h',
  expectationHashAfter: 'h',
  ...more,
});
const rows = async () =>
  (await db.tenant(ctx).healing.findMany({ where: { runId }, orderBy: { stepKey: 'asc' } })).map(
    ({ stepKey, status, strategy }) => [stepKey, status, strategy],
  );

describe('the record of healings', () => {
  it('holds one row a step, whatever is said twice', async () => {
    await saveHealings(ctx, db, runId, [failure({})]);
    await saveHealings(ctx, db, runId, [failure({})]);
    expect(await rows()).toEqual([
      ['add', 'asked', 'attribute'],
      ['fill', 'rejected', 'attribute'],
    ]);
  });

  it('takes a later word on what is still open, and leaves alone what was decided', async () => {
    const healed = failure({
      outcome: 'healed',
      proven: true,
      waitingFor: undefined,
      proposals: [proposal('add', 'heal'), proposal('fill', 'heal')],
    });
    await saveHealings(ctx, db, runId, [healed]);
    expect(await rows()).toEqual([
      ['add', 'proven', 'attribute'],
      ['fill', 'rejected', 'attribute'],
    ]);
    await saveHealings(ctx, db, runId, [failure({})]);
    expect(await rows()).toEqual([
      ['add', 'proven', 'attribute'],
      ['fill', 'rejected', 'attribute'],
    ]);
  });
});
