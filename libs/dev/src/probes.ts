import { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { query } from './postgres.js';

const probeTimeoutMs = 15_000;

/** Each probe does one real exchange and gives the server's version; it throws what went wrong. */
export async function probePostgres(url: string): Promise<string> {
  return query(url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  });
}

export async function probeRedis(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: probeTimeoutMs });
  // The same error also rejects connect(), which is where it is dealt with; unheard it would end the process.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
  } finally {
    redis.disconnect();
  }
}

export async function probeTemporal(address: string): Promise<string> {
  const connection = await Connection.connect({ address, connectTimeout: probeTimeoutMs });
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    const info = await connection.workflowService.getSystemInfo({});
    return info.serverVersion ?? 'unknown';
  } finally {
    await connection.close();
  }
}

export async function probeQdrant(url: string): Promise<string> {
  const response = await fetch(new URL('/', url), { signal: AbortSignal.timeout(probeTimeoutMs) });
  const body: unknown = await response.json();
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  if (!response.ok || typeof version !== 'string') throw new Error(`${url} does not answer as Qdrant does`);
  return version;
}
