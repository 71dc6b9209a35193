import { HealDecision } from '@testforge/core';
import { z } from 'zod';

export const HealId = z.uuid();

/** A heal that was asked for from outside. */
export const Heal = z
  .object({
    id: z.uuid(),
    status: z.enum(['deciding', 'decided', 'failed']),
    why: z.string().nullable().describe('why there is no decision, where it failed'),
    answer: HealDecision.nullable().describe(
      'heal: may be applied, and is proven by nothing but the whole test passing with every expectation as it was; ' +
        'ask: a person must say; abstain: what was lost is not there',
    ),
  })
  .meta({ id: 'Heal' });
export type Heal = z.infer<typeof Heal>;
