/** The stages of reading an address. */
export type ReadingStage =
  'opening' | 'settling' | 'collecting' | 'uncovering' | 'proving' | 'picturing' | 'accessibility' | 'openers';

/** Where the time of an exploration goes, by stage; what is done side by side counts each for itself. */
export interface Stopwatch {
  time<T>(stage: ReadingStage, work: () => Promise<T>): Promise<T>;
  /** `settlingMs` and the like. */
  list(): Record<string, number>;
}

export function createStopwatch(): Stopwatch {
  const taken = new Map<ReadingStage, number>();
  return {
    async time(stage, work) {
      const startedAt = performance.now();
      try {
        return await work();
      } finally {
        taken.set(stage, (taken.get(stage) ?? 0) + performance.now() - startedAt);
      }
    },
    list: () => Object.fromEntries([...taken].map(([stage, ms]) => [`${stage}Ms`, Math.round(ms)])),
  };
}
