import 'reflect-metadata';
import { createIdentity } from '@testforge/identity';
import { createApiKey, createDb, hashApiKey, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createFileObjects, type ObjectStore } from '@testforge/platform/objects';
import { createVault } from '@testforge/platform/secrets';
import { createLogger, createMetrics } from '@testforge/platform/telemetry';
import { createAccessStore, createRuns } from '@testforge/runs';
import { createAnswers, createProposals, createSuites, createTestStates } from '@testforge/suite';
import type { TestRunInput } from '@testforge/temporal/contracts';
import { createMemoryCache, createTestDatabase } from '@testforge/testkit';
import type { TenantContext } from '@testforge/core';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDeps } from '../src/api-deps.js';
import { createApi } from '../src/create-api.js';
import { createHealings } from '../src/healings.js';
import { createOpenSigned } from '../src/open-signed.js';
import { composePeople } from '../src/people-deps.js';
import type { WorkflowStarter } from '../src/workflow-starter.js';

/** Stands in for Temporal and writes down what it is asked; `fail` makes its next start fail. */
function recordWorkflows() {
  const started: TestRunInput[] = [];
  const cancelled: string[] = [];
  const told: string[] = [];
  let failure: Error | null = null;
  const workflows: WorkflowStarter = {
    start: async (input) => {
      const error = failure;
      failure = null;
      if (error) throw error;
      started.push(input);
    },
    cancel: async (runId) => cancelled.push(runId) > 0,
    pause: async (runId) => told.push(`pause ${runId}`) > 0,
    resume: async (runId) => told.push(`resume ${runId}`) > 0,
    isUnderWay: async () => true,
    answer: async ({ runId }, kind, answerId) => void told.push(`${kind} ${answerId} of ${runId}`),
    startHeal: async ({ healId }) => void told.push(`heal ${healId}`),
    schedule: async ({ projectId }, { cron }) => void told.push(`schedule ${projectId} ${cron}`),
    unschedule: async (projectId) => told.push(`unschedule ${projectId}`) > 0,
    trigger: async (projectId) => told.push(`trigger ${projectId}`) > 0,
    ping: async () => undefined,
    close: async () => undefined,
  };
  return { workflows, started, cancelled, told, fail: (error: Error) => void (failure = error) };
}

export interface Tenant {
  ctx: TenantContext;
  apiKey: string;
  /** Another key of this tenant. */
  makeKey(scopes: readonly string[], revoked?: boolean): Promise<string>;
}

/** The real API on a real PostgreSQL and files; Temporal and Redis are stand-ins. */
export async function startApi({ trustedProxies = [] }: { trustedProxies?: string[] } = {}) {
  const database = await createTestDatabase();
  const db = createDb({ url: database.appUrl, poolSize: 10 });
  const dir = await mkdtemp(join(tmpdir(), 'testforge-api-'));
  const signingKey = randomBytes(32);
  const objects: ObjectStore = createFileObjects({ dir, signingKey, publicUrl: 'http://127.0.0.1:1' });
  const temporal = recordWorkflows();
  const dependencies = [{ name: 'postgres', ping: () => db.ping() }];
  const cache = createMemoryCache();
  const people = composePeople({
    db,
    cache,
    vault: createVault({ key: randomBytes(32), keyId: 'spec' }),
    publicUrl: 'http://127.0.0.1:1',
    trustedProxies,
    registrationOpen: true,
    signingKey,
    webDir: join(dir, 'web'),
    objectOrigins: [],
  });
  const [suites, testStates] = [createSuites({ db }), createTestStates({ db })];
  const deps: ApiDeps = {
    runs: createRuns({ db }),
    suites,
    testStates,
    healings: createHealings({ db, suites, testStates }),
    proposals: createProposals({ db }),
    answers: createAnswers({ db }),
    access: createAccessStore({ db, vault: createVault({ key: randomBytes(32), keyId: 'spec' }) }),
    identity: createIdentity({ db, tokens: people.tokens }),
    ...people,
    objects,
    cache,
    workflows: temporal.workflows,
    maxStreams: 20,
    dependencies,
    log: createLogger({ service: 'api', level: 'silent' }),
    metrics: createMetrics('api'),
    openSigned: createOpenSigned(objects, signingKey),
  };
  const { app, description } = await createApi(deps);
  return {
    app,
    description,
    deps,
    dependencies,
    temporal,
    db,
    openTenant: (slug: string) => openTenant(db, database.ownerUrl, slug),
    close: async () => {
      await app.close();
      await db.close();
      await database.drop();
      await rm(dir, { recursive: true });
    },
  };
}

async function openTenant(db: Db, ownerUrl: string, slug: string): Promise<Tenant> {
  const { tenantId, apiKey = '' } = await seedLocalTenant({ ownerUrl, slug, email: `owner@${slug}.test` });
  const ctx = { tenantId, requestId: 'spec' };
  const makeKey: Tenant['makeKey'] = async (scopes, revoked = false) => {
    const key = createApiKey();
    await db.tenant(ctx).apiKey.create({
      data: {
        name: 'made',
        hash: hashApiKey(key),
        prefix: key.slice(0, 12),
        scopes: [...scopes],
        revokedAt: revoked ? new Date() : null,
      },
    });
    return key;
  };
  return { ctx, apiKey, makeKey };
}
