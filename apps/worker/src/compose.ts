import { createUsage } from '@testforge/billing';
import { createBrowserJobs } from '@testforge/browser';
import { createDesign } from '@testforge/design';
import { createDiscovery } from '@testforge/discovery';
import { createExecution } from '@testforge/execution';
import { createHealing, createHealService } from '@testforge/healing';
import { createEmbedder, createKnowledge, createKnowledgeStore } from '@testforge/knowledge';
import type { Config } from '@testforge/platform/config';
import { createDb } from '@testforge/platform/db';
import { openObjects } from '@testforge/platform/objects';
import { createCache } from '@testforge/platform/redis';
import { createSandbox } from '@testforge/platform/sandbox';
import type { Logger, Metrics } from '@testforge/platform/telemetry';
import { openVault } from '@testforge/platform/secrets';
import { createVectors } from '@testforge/platform/vectors';
import { createAccessStore, createRuns } from '@testforge/runs';
import { createAnswers, createProposals, createSuites, createTestStates } from '@testforge/suite';
import type { ActivityDeps } from '@testforge/temporal/activities';
import type { Paths } from './paths.js';

/** Everything the activities are made of, from the configuration. */
export async function compose(
  config: Config,
  paths: Paths,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<{ deps: ActivityDeps; close(): Promise<void> }> {
  const db = createDb({ url: config.DATABASE_URL });
  const cache = createCache(config.REDIS_URL);
  const publicUrl = config.PUBLIC_URL ?? `http://${config.API_HOST}:${config.API_PORT}`;
  const objects = await openObjects(config, { dir: paths.objectsDir, publicUrl });
  const vectors = createVectors({
    url: config.QDRANT_URL,
    ...(config.QDRANT_API_KEY ? { apiKey: config.QDRANT_API_KEY } : {}),
  });
  const sandbox = createSandbox({ mode: config.TESTFORGE_SANDBOX, log, stagingDir: paths.stagingDir });
  const fence = { refusePorts: config.TESTFORGE_REFUSED_PORTS, policy: config.TESTFORGE_NETWORK_POLICY };
  const jobs = createBrowserJobs({
    sandbox,
    repositoryDir: paths.repositoryDir,
    nodeBinary: process.execPath,
    chromium: config.TESTFORGE_CHROMIUM,
    log,
    scratchDir: paths.stagingDir,
    ...fence,
  });
  const knowledge = createKnowledge({ store: createKnowledgeStore(db), vectors, embed: createEmbedder() });
  const deps: ActivityDeps = {
    runs: createRuns({ db }),
    suites: createSuites({ db }),
    testStates: createTestStates({ db }),
    proposals: createProposals({ db }),
    answers: createAnswers({ db }),
    access: createAccessStore({ db, vault: openVault(config) }),
    usage: createUsage({ db }),
    discovery: createDiscovery({ jobs, objects, log }),
    design: createDesign({ jobs, objects, log }),
    execution: createExecution({
      sandbox,
      objects,
      repositoryDir: paths.repositoryDir,
      chromium: config.TESTFORGE_CHROMIUM,
      log,
      stagingDir: paths.stagingDir,
      ...fence,
    }),
    healing: createHealing({ knowledge, log }),
    heals: createHealService({ jobs }),
    db,
    objects,
    cache,
    log,
    metrics,
    publicUrl,
  };
  return {
    deps,
    close: async () => {
      await cache.close();
      await db.close();
    },
  };
}
