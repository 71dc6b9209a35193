import type { AtomicCache } from '@testforge/platform/redis';

/** Stands in for Redis in one process. Nothing expires, since no spec waits for that. */
export function createMemoryCache(): AtomicCache {
  const kept = new Map<string, string>();
  const read = (key: string): unknown => JSON.parse(kept.get(key) ?? 'null') as unknown;
  return {
    setJson: async (key, value) => void kept.set(key, JSON.stringify(value)),
    getJson: async (key) => read(key),
    addJson: async (key, value) => {
      if (kept.has(key)) return false;
      kept.set(key, JSON.stringify(value));
      return true;
    },
    takeJson: async (key) => {
      const value = read(key);
      kept.delete(key);
      return value;
    },
    replaceJson: async (key, before, after) => {
      if (kept.get(key) !== JSON.stringify(before)) return false;
      kept.set(key, JSON.stringify(after));
      return true;
    },
    remove: async (key) => void kept.delete(key),
    count: async (key) => {
      const next = Number(read(key) ?? 0) + 1;
      kept.set(key, String(next));
      return next;
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
}
