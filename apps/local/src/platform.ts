import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startServices, type GivenAddresses, type Services } from '@testforge/dev';
import { prepareDatabase } from './prepare-database.js';
import type { Say } from './say.js';
import { runToEnd } from './run-to-end.js';
import { settingsFor } from './settings.js';
import { connectionFile, writeJson } from './state-files.js';
import { supervise, type Supervised } from './supervise.js';

export interface LocalPlatform {
  server: string;
  apiKey: string;
  /** True when this start made the local tenant. */
  firstStart: boolean;
  worker: Supervised;
  /** Where the services behind it are reached. */
  services: Pick<Services, 'databaseUrl' | 'redisUrl' | 'temporalAddress' | 'qdrantUrl' | 'qdrantApiKey'>;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  repositoryDir: string;
  stateDir: string;
  /** The environment's settings; those that are set are used as they are. */
  env: Record<string, string | undefined>;
  say: Say;
  /** Called when the API or the worker died too often to be started again. */
  onGivenUp?: () => void;
}

/** The whole platform on this machine: services, database, workflow bundle, API, worker. */
export async function startPlatform({
  repositoryDir,
  stateDir: dir,
  env,
  say,
  onGivenUp,
}: PlatformOptions): Promise<LocalPlatform> {
  const stateDir = resolve(dir);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const services = await say.step('Services', () =>
      startServices({ stateDir, given: givenBy(env), log: (line) => say.line(`  ${line}`) }),
    );
    undo.push(() => services.stop());
    const key = await say.step('Database: migrated, every tenant table fenced', () =>
      prepareDatabase({ ownerUrl: services.databaseOwnerUrl, appUrl: services.databaseUrl, stateDir }),
    );
    const program = {
      repositoryDir,
      stateDir,
      log: (line: string) => say.line(`! ${line}`),
      ...(onGivenUp ? { onGivenUp } : {}),
    };
    const settings = await settingsFor({ repositoryDir, stateDir, env, services });
    await say.step('Workflow bundle', () =>
      runToEnd({ repositoryDir, main: 'apps/worker/src/build.main.ts', env: settings }),
    );
    const start = (name: string) =>
      supervise({ ...program, name, main: `apps/${name}/src/main.ts`, env: settings }).then((started) =>
        keep(undo, started),
      );
    const [api, worker] = await say.step('API and worker', () => allOrThrow([start('api'), start('worker')]));
    const server = settings['PUBLIC_URL'] ?? String(api.ready['address']);
    await writeJson(connectionFile(stateDir), { server, apiKey: key.apiKey, pid: process.pid });
    undo.push(() => rm(connectionFile(stateDir), { force: true }));
    return { server, apiKey: key.apiKey, firstStart: key.made, worker, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for both, so that one that did start can be stopped when the other did not. */
async function allOrThrow<T>(works: [Promise<T>, Promise<T>]): Promise<[T, T]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

const keep = (undo: (() => Promise<unknown>)[], started: Supervised): Supervised => {
  undo.push(() => started.stop());
  return started;
};

const givenBy = (env: Record<string, string | undefined>): GivenAddresses => ({
  databaseUrl: env['DATABASE_URL'] || undefined,
  databaseOwnerUrl: env['DATABASE_OWNER_URL'] || undefined,
  redisUrl: env['REDIS_URL'] || undefined,
  temporalAddress: env['TEMPORAL_ADDRESS'] || undefined,
  qdrantUrl: env['QDRANT_URL'] || undefined,
  qdrantApiKey: env['QDRANT_API_KEY'] || undefined,
});
