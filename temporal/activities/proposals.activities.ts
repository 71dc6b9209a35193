import { ExecutionResult, ReceiptsResult, TestPlan, type TenantContext } from '@testforge/core';
import { compareSuites, toAdd } from '@testforge/suite';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument } from './documents.js';

interface ProposeRequest {
  /** The kept suite as a plan. */
  kept: DocRef;
  /** What was designed on this build. */
  tests: DocRef;
  execution: DocRef;
  /** Compare the whole suite, not only add to it. */
  regenerate: boolean;
  /** What the tests were seen to notice; new ones that notice nothing are not suggested. */
  receipts?: DocRef;
}

export const proposalActivities = (deps: ActivityDeps) => ({
  /** How many tests a plan holds. */
  countTests: (input: TestRunInput, { tests }: { tests: DocRef }): Promise<number> =>
    perform(deps, input, async ({ ctx }) => (await readDocument(deps.objects, ctx, tests, TestPlan)).tests.length),

  /** Records what this build suggests for the suite: only tests that were observed twice and passed. Nothing is changed. */
  proposeChanges: (input: TestRunInput, request: ProposeRequest): Promise<void> =>
    perform(deps, input, async ({ ctx, log }) => {
      const { projectId, runId } = input;
      const kept = await readDocument(deps.objects, ctx, request.kept, TestPlan);
      const plan = await readDocument(deps.objects, ctx, request.tests, TestPlan);
      const execution = await readDocument(deps.objects, ctx, request.execution, ExecutionResult);
      const passed = new Set(execution.results.flatMap(({ key, status }) => (status === 'passed' ? [key] : [])));
      const known = new Set(kept.tests.map(({ key }) => key));
      const weak = await weakTests(deps, ctx, request.receipts);
      const fresh = plan.tests.filter(({ key }) => passed.has(key) && (known.has(key) || !weak.has(key)));
      const changes = request.regenerate
        ? compareSuites({ kept: kept.tests, fresh, bases: await deps.suites.readBases(ctx, projectId) })
        : fresh.filter(({ key }) => !known.has(key)).map((test) => toAdd(test, 'seen on this build and passed'));
      const count = await deps.proposals.propose(ctx, { projectId, runId, changes });
      log.info({ changes: changes.length, new: count }, 'changes of the suite proposed');
    }),
});

async function weakTests(
  { objects }: Pick<ActivityDeps, 'objects'>,
  ctx: TenantContext,
  receipts: DocRef | undefined,
): Promise<Set<string>> {
  if (!receipts) return new Set();
  const { leftOut } = await readDocument(objects, ctx, receipts, ReceiptsResult);
  return new Set(leftOut.map(({ key }) => key));
}
