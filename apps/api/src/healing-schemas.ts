import { healingMoves, type HealingStatus } from '@testforge/core';
import { z } from 'zod';

export const HealingId = z.uuid();
const statuses = Object.keys(healingMoves) as [HealingStatus, ...HealingStatus[]];

/** One heal in the life of a test. */
export const PastHealingView = z
  .object({
    id: z.uuid(),
    runId: z.uuid(),
    test: z.string().describe('key of the test'),
    stepKey: z.string(),
    status: z.enum(statuses).describe('proven: kept in the suite; rolled_back: taken back by a person'),
    confidence: z.number(),
    why: z.string(),
    oldLocator: z.string(),
    newLocator: z.string().nullable(),
    at: z.string(),
  })
  .meta({ id: 'PastHealing' });
export type PastHealingView = z.infer<typeof PastHealingView>;

export const PastHealingList = z.object({ items: z.array(PastHealingView) }).meta({ id: 'PastHealingList' });
export type PastHealingList = z.infer<typeof PastHealingList>;
