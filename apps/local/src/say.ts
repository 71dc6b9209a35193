/** What a person sees of the start: one tidy line a step. */
export interface Say {
  line(text: string): void;
  /** Says what a step does, then how long it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function createSay(out: { write(text: string): unknown }): Say {
  const line = (text: string): void => void out.write(`${text}\n`);
  return {
    line,
    step: async (what, work) => {
      const startedAt = Date.now();
      try {
        const result = await work();
        line(`✓ ${what}  (${seconds(Date.now() - startedAt)})`);
        return result;
      } catch (error) {
        line(`✗ ${what}  (${seconds(Date.now() - startedAt)})`);
        throw error;
      }
    },
  };
}
