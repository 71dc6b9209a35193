import { join, resolve } from 'node:path';
import { createIdentity } from '@testforge/identity';
import { isForThisMachine, type Config } from '@testforge/platform/config';
import { createDb, type Lookup } from '@testforge/platform/db';
import { openObjects } from '@testforge/platform/objects';
import { createCache } from '@testforge/platform/redis';
import type { Logger, Metrics } from '@testforge/platform/telemetry';
import { openVault } from '@testforge/platform/secrets';
import { createVectors } from '@testforge/platform/vectors';
import { createAccessStore, createRuns } from '@testforge/runs';
import { createAnswers, createProposals, createSuites, createTestStates } from '@testforge/suite';
import type { ApiDeps } from './api-deps.js';
import { createHealings } from './healings.js';
import { createOpenSigned } from './open-signed.js';
import { composePeople } from './people-deps.js';
import { createWorkflowStarter } from './workflow-starter.js';

/** Everything the controllers are made of, from the configuration. */
export async function compose(
  config: Config,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<{ deps: ApiDeps; lookup: Lookup; close(): Promise<void> }> {
  const db = createDb({ url: config.DATABASE_URL });
  const cache = createCache(config.REDIS_URL);
  const vectors = createVectors({
    url: config.QDRANT_URL,
    ...(config.QDRANT_API_KEY ? { apiKey: config.QDRANT_API_KEY } : {}),
  });
  const workflows = await createWorkflowStarter({
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
  });
  const publicUrl = config.PUBLIC_URL ?? `http://${config.API_HOST}:${config.API_PORT}`;
  const objects = await openObjects(config, { dir: join(resolve(config.TESTFORGE_STATE_DIR), 'objects'), publicUrl });
  const people = composePeople({
    db,
    cache,
    vault: openVault(config),
    publicUrl,
    trustedProxies: config.TRUST_PROXY,
    registrationOpen:
      config.TESTFORGE_REGISTRATION === 'open' || (!config.TESTFORGE_REGISTRATION && isForThisMachine(config)),
    signingKey: Buffer.from(config.TESTFORGE_SIGNING_KEY, 'base64'),
    webDir: join(resolve(config.TESTFORGE_REPOSITORY_DIR), 'apps/web/dist'),
    objectOrigins: config.S3_ENDPOINT ? [new URL(config.S3_ENDPOINT).origin] : [],
  });
  const [suites, testStates] = [createSuites({ db }), createTestStates({ db })];
  const deps: ApiDeps = {
    runs: createRuns({ db }),
    suites,
    testStates,
    healings: createHealings({ db, suites, testStates }),
    proposals: createProposals({ db }),
    answers: createAnswers({ db }),
    access: createAccessStore({ db, vault: openVault(config) }),
    identity: createIdentity({ db, tokens: people.tokens }),
    ...people,
    objects,
    cache,
    workflows,
    maxStreams: config.API_MAX_STREAMS,
    dependencies: [
      { name: 'postgres', ping: () => db.ping() },
      { name: 'redis', ping: () => cache.ping() },
      { name: 'temporal', ping: () => workflows.ping() },
      { name: 'qdrant', ping: async () => void (await vectors.ping()) },
    ],
    log,
    metrics,
    openSigned: config.S3_ENDPOINT
      ? null
      : createOpenSigned(objects, Buffer.from(config.TESTFORGE_SIGNING_KEY, 'base64')),
  };
  return {
    deps,
    lookup: db.lookup,
    close: async () => {
      await workflows.close();
      await cache.close();
      await db.close();
    },
  };
}
