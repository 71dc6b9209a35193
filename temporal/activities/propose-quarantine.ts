import type { HealingResult, TenantContext, TestPlan } from '@testforge/core';
import type { FlakeMemory } from '@testforge/runs';
import { toQuarantine, type Proposals, type TestStateRecord } from '@testforge/suite';

/** Once or twice is bad luck; what is flaky this often among the latest runs takes trust from the whole suite. */
const timesAtLeast = 3;

interface Seen {
  projectId: string;
  runId: string;
  plan: Pick<TestPlan, 'tests'> | null;
  healing: Pick<HealingResult, 'failures'> | null;
  states: readonly Pick<TestStateRecord, 'key' | 'handling'>[];
  flakes: FlakeMemory;
}

/**
 * Suggests quarantine for tests that were flaky again in this run. Nothing is changed before a person accepts, and a test
 * that a person has handled already is left to them.
 */
export async function proposeQuarantine(
  { proposals }: { proposals: Pick<Proposals, 'propose'> },
  ctx: TenantContext,
  { projectId, runId, plan, healing, states, flakes }: Seen,
): Promise<void> {
  const handled = new Set(states.flatMap(({ key, handling }) => (handling === 'enabled' ? [] : [key])));
  const flaky = new Set(healing?.failures.flatMap(({ testKey, outcome }) => (outcome === 'flake' ? [testKey] : [])));
  const changes = (plan?.tests ?? []).flatMap((test) => {
    const times = (flakes.times.get(test.key) ?? 0) + 1;
    if (!flaky.has(test.key) || handled.has(test.key) || times < timesAtLeast) return [];
    return [toQuarantine(test, `flaky in ${times} of the last ${flakes.runs + 1} runs`)];
  });
  if (changes.length > 0) await proposals.propose(ctx, { projectId, runId, changes });
}
