import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { stopLeftovers } from './child-process.js';
import { defaultCacheDir } from './find-program.js';
import { checkHealth, type ServiceHealth, type Watched } from './health.js';
import { choosePorts } from './ports.js';
import { startPostgres } from './postgres.js';
import { probePostgres, probeQdrant, probeRedis, probeTemporal } from './probes.js';
import { startQdrant } from './qdrant.js';
import { startRedis } from './redis.js';
import { keepSecrets } from './secrets.js';
import { createStarter } from './starter.js';
import { startTemporal } from './temporal.js';

/** Addresses that are set already; the service of each is used as it is and not started. */
export interface GivenAddresses {
  databaseUrl?: string | undefined;
  /** For migrations; `databaseUrl` where it is not set. */
  databaseOwnerUrl?: string | undefined;
  redisUrl?: string | undefined;
  temporalAddress?: string | undefined;
  qdrantUrl?: string | undefined;
  qdrantApiKey?: string | undefined;
}

export interface StartServicesOptions {
  /** `.testforge` of the checkout: data, logs, pids, ports and secrets live in it. */
  stateDir: string;
  /** One tidy line for each service that started. */
  log(line: string): void;
  given?: GivenAddresses;
  /** Where downloaded and built programs are; `~/.cache/testforge` by default. */
  cacheDir?: string;
}

export interface Services {
  /** May change the schema; for migrations only. */
  databaseOwnerUrl: string;
  /** Bound by row-level security. */
  databaseUrl: string;
  redisUrl: string;
  /** host:port, namespace `default`. */
  temporalAddress: string;
  qdrantUrl: string;
  qdrantApiKey: string | undefined;
  /** Made once for this checkout, base64 of 32 bytes each. */
  secretKey: string;
  objectSigningKey: string;
  health(): Promise<ServiceHealth[]>;
  /** Ends every service that was started here and waits until it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the services whose addresses are not given and waits until each answers. What an earlier, killed owner left
 * running is ended first; data and addresses are those of the last time.
 * @throws AppError `conflict` when another living process runs this state folder's services; `upstream` when one cannot
 * start (then none is left running).
 */
export async function startServices(options: StartServicesOptions): Promise<Services> {
  const { log, given = {}, cacheDir = defaultCacheDir() } = options;
  const stateDir = resolve(options.stateDir);
  mkdirSync(stateDir, { recursive: true });
  await stopLeftovers(stateDir);
  const starter = createStarter({
    stateDir,
    cacheDir,
    log,
    ports: await choosePorts(stateDir),
    secrets: keepSecrets(stateDir),
  });
  const [postgres, redis, temporal, qdrant] = await starter.all([
    given.databaseUrl === undefined ? starter.begin('postgres', startPostgres) : null,
    given.redisUrl === undefined ? starter.begin('redis', startRedis) : null,
    given.temporalAddress === undefined ? starter.begin('temporal', startTemporal) : null,
    given.qdrantUrl === undefined ? starter.begin('qdrant', startQdrant) : null,
  ]);
  const addresses = {
    databaseUrl: postgres?.appUrl ?? given.databaseUrl ?? '',
    databaseOwnerUrl: postgres?.ownerUrl ?? given.databaseOwnerUrl ?? given.databaseUrl ?? '',
    redisUrl: redis?.url ?? given.redisUrl ?? '',
    temporalAddress: temporal?.address ?? given.temporalAddress ?? '',
    qdrantUrl: qdrant?.url ?? given.qdrantUrl ?? '',
    qdrantApiKey: qdrant === null ? given.qdrantApiKey : qdrant.apiKey,
  };
  const watched: Watched[] = [
    { name: 'postgres', address: addresses.databaseUrl, dir: postgres?.dir ?? null, probe: probePostgres },
    { name: 'redis', address: addresses.redisUrl, dir: redis?.dir ?? null, probe: probeRedis },
    { name: 'temporal', address: addresses.temporalAddress, dir: temporal?.dir ?? null, probe: probeTemporal },
    { name: 'qdrant', address: addresses.qdrantUrl, dir: qdrant?.dir ?? null, probe: probeQdrant },
  ];
  return {
    ...addresses,
    secretKey: starter.secrets.secretKey,
    objectSigningKey: starter.secrets.objectSigningKey,
    health: () => Promise.all(watched.map(checkHealth)),
    stop: () => starter.stop(),
  };
}
