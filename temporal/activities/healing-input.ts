import {
  AppError,
  FailureSnapshot,
  type Fingerprint,
  type TenantContext,
  type TestFailure,
  type TestPlan,
  type TestResult,
} from '@testforge/core';
import type { JudgeInput, PageBefore } from '@testforge/healing';
import type { RunRecord } from '@testforge/runs';
import type { ActivityDeps } from './deps.js';
import { readPagesBefore } from './pages-before.js';

/** What the verdicts on a run's failures have in common; read once a round. */
export async function judgeInputs(
  deps: ActivityDeps,
  ctx: TenantContext,
  run: RunRecord,
  plan: TestPlan,
): Promise<(result: TestResult) => Promise<JudgeInput>> {
  const { healing: policy, limits } = run.options;
  const states = await deps.testStates.list(ctx, run.projectId);
  const pinned = new Set(states.flatMap(({ key, handling }) => (handling === 'pinned' ? [key] : [])));
  const known = await deps.runs.findKnownTrouble(ctx, run.projectId);
  const { storageState } = await deps.access.find(ctx, run.projectId, run.url);
  // A session that the run made itself is too young to have ended: the app let go of it.
  const sessionGiven = storageState !== undefined && !plan.tests.some(({ setup }) => setup !== undefined);
  // Read when the first failure wants them: a run in which all passed needs none.
  let pages: Promise<PageBefore[]> | undefined;
  return async (result) => {
    const test = plan.tests.find(({ key }) => key === result.key);
    if (!test)
      throw new AppError('conflict', 'healing.unknown_test', 'A result belongs to no test of the suite.', {
        details: { test: result.key },
      });
    const before = await Promise.all((result.earlier ?? []).map((failure) => readSnapshot(deps, ctx, failure)));
    return {
      test,
      result,
      known: known(test.key),
      origins: [run.url, ...run.options.origins].map((address) => new URL(address).origin),
      snapshot: result.failure ? await readSnapshot(deps, ctx, result.failure) : null,
      earlierSnapshots: before.flatMap((snapshot) => (snapshot ? [whatItSaid(snapshot)] : [])),
      // A pinned test is never healed without a person.
      policy: pinned.has(test.key) ? { ...policy, mode: 'ask' as const } : policy,
      maxHealsPerTest: limits.maxHealsPerTest,
      sessionGiven,
      knownTargets: targetsOfOthers(plan, test.key),
      pagesBefore: result.failure ? await (pages ??= readPagesBefore(deps, ctx, run.id)) : [],
    };
  };
}

async function readSnapshot(
  deps: ActivityDeps,
  ctx: TenantContext,
  { snapshot: key }: TestFailure,
): Promise<FailureSnapshot | null> {
  return key ? FailureSnapshot.parse(JSON.parse((await deps.objects.get(ctx, key)).toString('utf8'))) : null;
}

/** Of an attempt before the last only the app's faults count; its page, the largest part, is let go. */
const whatItSaid = ({ url, requests, pageErrors, thrownOn }: FailureSnapshot) => ({
  url,
  requests,
  pageErrors,
  ...(thrownOn && { thrownOn }),
});

const targetsOfOthers = (plan: TestPlan, testKey: string): Fingerprint[] =>
  plan.tests
    .filter(({ key }) => key !== testKey)
    .flatMap(({ steps }) =>
      steps.flatMap((step) => ('target' in step && step.target ? [step.target.fingerprint] : [])),
    );
