import { Redis } from 'ioredis';

export interface Cache {
  /** Latest progress line of something long, kept for `ttlS` seconds. */
  setJson(key: string, value: unknown, ttlS: number): Promise<void>;
  getJson(key: string): Promise<unknown>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Redis as the place for what may be lost: progress, caches, throttles. Keys carry the tenant's id; see `tenantKey`. */
export function createCache(url: string): Cache {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 2, enableReadyCheck: false });
  return {
    setJson: async (key, value, ttlS) => void (await redis.set(key, JSON.stringify(value), 'EX', ttlS)),
    getJson: async (key) => {
      const text = await redis.get(key);
      return text === null ? null : (JSON.parse(text) as unknown);
    },
    ping: async () => void (await redis.ping()),
    close: async () => void (await redis.quit()),
  };
}

/** Every key of a tenant starts with its id, so that no key can be guessed across tenants by accident. */
export const tenantKey = (tenantId: string, ...parts: string[]): string => ['t', tenantId, ...parts].join(':');
