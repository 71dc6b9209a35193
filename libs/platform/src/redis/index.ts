import { Redis } from 'ioredis';

export interface Cache {
  /** Latest progress line of something long, kept for `ttlS` seconds. */
  setJson(key: string, value: unknown, ttlS: number): Promise<void>;
  getJson(key: string): Promise<unknown>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What sessions and throttles need besides: each call is one atomic step. */
export interface AtomicCache extends Cache {
  /** Sets it where nothing is; false when something was. */
  addJson(key: string, value: unknown, ttlS: number): Promise<boolean>;
  /** Reads and removes it: of two callers only one gets it. */
  takeJson(key: string): Promise<unknown>;
  /** Puts `after` where exactly `before` (as this cache gave it) still is; false when it has changed. */
  replaceJson(key: string, before: unknown, after: unknown, ttlS: number): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Counts one more and tells how many there were since the first, `windowS` seconds ago at most. */
  count(key: string, windowS: number): Promise<number>;
}

const replaceScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) return 1 end return 0`;
const countScript = `local n = redis.call('INCR', KEYS[1])
  if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return n`;

const parse = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

/** Redis as the place for what may be lost: progress, sessions, throttles. Keys carry the tenant's id; see `tenantKey`. */
export function createCache(url: string): AtomicCache {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 2, enableReadyCheck: false });
  return {
    setJson: async (key, value, ttlS) => void (await redis.set(key, JSON.stringify(value), 'EX', ttlS)),
    getJson: async (key) => parse(await redis.get(key)),
    addJson: async (key, value, ttlS) => (await redis.set(key, JSON.stringify(value), 'EX', ttlS, 'NX')) === 'OK',
    takeJson: async (key) => parse(await redis.getdel(key)),
    replaceJson: async (key, before, after, ttlS) =>
      (await redis.eval(replaceScript, 1, key, JSON.stringify(before), JSON.stringify(after), ttlS)) === 1,
    remove: async (key) => void (await redis.del(key)),
    count: async (key, windowS) => Number(await redis.eval(countScript, 1, key, windowS)),
    ping: async () => void (await redis.ping()),
    close: async () => void (await redis.quit()),
  };
}

/** Every key of a tenant starts with its id, so that no key can be guessed across tenants by accident. */
export const tenantKey = (tenantId: string, ...parts: string[]): string => ['t', tenantId, ...parts].join(':');
