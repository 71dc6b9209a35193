import { LedgerEntry, Trial, type TenantContext } from '@testforge/core';
import type { RecordedTrial } from '@testforge/receipts';
import type { ObjectStore } from '@testforge/platform/objects';
import { z } from 'zod';

const Recorded = z.object({
  spentMs: z.number(),
  trials: z.array(z.object({ testKey: z.string(), trial: Trial, ledger: z.array(LedgerEntry) })),
});

/** What was tried in a run so far. It is kept after each trial, so that a killed worker's successor goes on from there. */
export interface RecordedTrials {
  known(): RecordedTrial[];
  /** Of all attempts, in milliseconds. */
  spentMs(): number;
  record(trial: RecordedTrial): Promise<void>;
}

export async function openTrials(
  { objects }: { objects: Pick<ObjectStore, 'get' | 'head' | 'put'> },
  ctx: TenantContext,
): Promise<RecordedTrials> {
  const key = `runs/${ctx.runId}/receipts/trials.json`;
  const before = (await objects.head(ctx, key))
    ? Recorded.parse(JSON.parse((await objects.get(ctx, key)).toString('utf8')))
    : { spentMs: 0, trials: [] };
  const startedAt = performance.now();
  const trials: RecordedTrial[] = [...before.trials];
  const spentMs = (): number => before.spentMs + performance.now() - startedAt;
  return {
    known: () => [...trials],
    spentMs,
    record: async (trial) => {
      trials.push(trial);
      const text = JSON.stringify({ spentMs: spentMs(), trials } satisfies z.infer<typeof Recorded>);
      await objects.put(ctx, key, text, { contentType: 'application/json' });
    },
  };
}
