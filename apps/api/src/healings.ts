import { AppError, canonicalJson, type TenantContext, type TestCase } from '@testforge/core';
import { findHealings, markRolledBack, undoHeal, type PastHealing } from '@testforge/healing';
import type { Db } from '@testforge/platform/db';
import type { Suites, TestStates } from '@testforge/suite';

export interface Healings {
  /** What was proposed, healed and taken back in a project, the newest first; of one test where asked. */
  list(
    ctx: TenantContext,
    which: { projectId: string; testKey?: string | undefined; limit: number },
  ): Promise<PastHealing[]>;
  /**
   * A new version of the suite in which the step looks for what it looked for before this heal. From then on the test is
   * pinned: whoever has taken a heal back wants to be asked before the next one. Said twice, it counts once.
   * Throws `notFound healing.unknown`, `conflict healing.not_applied`, `conflict healing.changed_since`.
   */
  rollBack(ctx: TenantContext, which: { projectId: string; healingId: string; by: string }): Promise<PastHealing>;
}

interface Deps {
  db: Db;
  suites: Suites;
  testStates: TestStates;
}

const unknown = (): AppError => new AppError('notFound', 'healing.unknown', 'There is no such heal.');
const changed = (): AppError =>
  new AppError(
    'conflict',
    'healing.changed_since',
    'The test has been changed since it was healed; change it by hand.',
  );

export const createHealings = (deps: Deps): Healings => ({
  list: (ctx, { projectId, testKey, limit }) =>
    findHealings(ctx, deps.db, { projectId, limit, ...(testKey === undefined ? {} : { testKey }) }),
  rollBack: async (ctx, { projectId, healingId, by }) => {
    const [healing] = await findHealings(ctx, deps.db, { projectId, id: healingId, limit: 1 });
    if (!healing) throw unknown();
    if (!['applied', 'proven', 'rolled_back'].includes(healing.status))
      throw new AppError('conflict', 'healing.not_applied', `A heal that is “${healing.status}” changed nothing.`);
    await putBack(deps, ctx, { projectId, healing, by });
    await pin(deps, ctx, { projectId, key: healing.testKey, by });
    return markRolledBack(ctx, deps.db, healing.id);
  },
});

/** First the suite, then the mark: cut off between the two, the next try finds the step as it was and only marks. */
async function putBack(
  { suites }: Deps,
  ctx: TenantContext,
  { projectId, healing, by }: { projectId: string; healing: PastHealing; by: string },
): Promise<void> {
  const before = (await suites.findCurrent(ctx, projectId))?.tests.find(({ key }) => key === healing.testKey);
  if (!before) throw changed();
  if (isBack(before, healing)) return;
  const { refused } = await suites.replace(ctx, {
    projectId,
    runId: null,
    reason: `heal ${healing.id} taken back by ${by}, ${new Date().toISOString()}`,
    replacements: [{ before, after: undoHeal(before, healing.proposal) }],
  });
  if (refused.length > 0) throw changed();
}

function isBack(test: TestCase, { stepKey, proposal }: PastHealing): boolean {
  const step = test.steps.find(({ key }) => key === stepKey);
  return (
    step !== undefined &&
    'target' in step &&
    step.target !== undefined &&
    canonicalJson(step.target.locator) === canonicalJson(proposal.oldLocator)
  );
}

/** Muted, disabled and quarantined tests stay what a person made of them. */
async function pin(
  { testStates }: Deps,
  ctx: TenantContext,
  { projectId, key, by }: { projectId: string; key: string; by: string },
): Promise<void> {
  const state = (await testStates.list(ctx, projectId)).find((test) => test.key === key);
  if (state?.handling === 'enabled')
    await testStates.set(ctx, { projectId, key, handling: 'pinned', by, reason: 'a heal was taken back' });
}
