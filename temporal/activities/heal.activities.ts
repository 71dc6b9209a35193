import { HealRequest, type HealOutcome, type TenantContext } from '@testforge/core';
import { healAnswerKey, healRequestKey, type HealInput } from '../contracts.js';
import { perform, type Call } from './activity.js';
import type { ActivityDeps } from './deps.js';

type Deps = Pick<ActivityDeps, 'log' | 'objects' | 'heals'>;

/** A heal from outside belongs to no run and no project. */
const inScope = (deps: Deps, { tenantId, requestId }: HealInput, work: (call: Call) => Promise<void>): Promise<void> =>
  perform(deps, { tenantId, requestId, runId: '', projectId: '' }, work);

const answer = ({ objects }: Deps, ctx: TenantContext, { healId }: HealInput, outcome: HealOutcome): Promise<void> =>
  objects.put(ctx, healAnswerKey(healId), JSON.stringify(outcome), { contentType: 'application/json' });

/** What needs a browser: reading the page that was sent. Done again after a crash, it answers the same. */
export const healActivities = (deps: Deps) => ({
  decideHeal: (input: HealInput): Promise<void> =>
    inScope(deps, input, async ({ ctx, signal }) => {
      const sent = (await deps.objects.get(ctx, healRequestKey(input.healId))).toString('utf8');
      const decided = await deps.heals.decide(HealRequest.parse(JSON.parse(sent)), { signal });
      await answer(deps, ctx, input, { status: 'decided', ...decided });
    }),
});

export const healRefusals = (deps: Deps) => ({
  /** A heal that could not be decided says why. */
  refuseHeal: (input: HealInput, { why }: { why: string }): Promise<void> =>
    inScope(deps, input, ({ ctx }) => answer(deps, ctx, input, { status: 'failed', why })),
});
