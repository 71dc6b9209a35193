import {
  AppError,
  expectationHash,
  FailureSnapshot,
  readLocatorCode,
  type HealingProposal,
  type JudgedFailure,
  type TenantContext,
} from '@testforge/core';
import { chooseTarget } from '@testforge/healing';
import type { ChosenTarget } from '@testforge/suite';
import type { ApiDeps } from './api-deps.js';
import { readReport } from './run-documents.js';

type Deps = Pick<ApiDeps, 'answers' | 'details' | 'objects' | 'suites'>;

const conflict = (code: string, message: string): AppError => new AppError('conflict', code, message);

/**
 * What a person gives a step in the place of what healing proposed, looked up before anything is asked of anybody: a locator
 * that cannot be right costs nothing and changes nothing. Throws `invalid locator.…` for such a one; `conflict
 * answer.nothing_waits`, `answer.outdated`, `answer.no_page` where there is nothing to give it to.
 */
export async function chooseElement(
  deps: Deps,
  ctx: TenantContext,
  given: { runId: string; projectId: string; test: string; locator: string; step?: string | undefined },
): Promise<ChosenTarget> {
  const locator = readLocatorCode(given.locator);
  const failure = await findWaiting(deps, ctx, given);
  const stepKey = stepOf(failure, given.step);
  const test = (await deps.suites.findCurrent(ctx, given.projectId))?.tests.find(({ key }) => key === given.test);
  if (!test || expectationHash(test) !== failure.expectationHashBefore)
    throw conflict('answer.outdated', 'The suite’s test has been changed since; run it again.');
  const page = await readPage(deps, ctx, { ...given, stepKey });
  return { stepKey, target: chooseTarget(test, { stepKey, locator }, page) };
}

/** How the test was judged: as an earlier answer that could not be proven left it, else by the run itself. */
async function findWaiting(
  deps: Deps,
  ctx: TenantContext,
  { runId, test }: { runId: string; test: string },
): Promise<JudgedFailure> {
  const answers = (await deps.answers.list(ctx, runId)).filter(({ testKey }) => testKey === test);
  const reported = (await readReport(deps, ctx, runId))?.tests.find(({ key }) => key === test)?.failure;
  const failure = answers.findLast((answer) => answer.status === 'refused' && answer.failure)?.failure ?? reported;
  if (failure?.outcome !== 'waiting' || answers.some(({ status }) => status === 'applied'))
    throw conflict('answer.nothing_waits', 'No heal of this test waits for an answer.');
  return failure;
}

/** The step that was named, or the last one that is asked about. Where another question waits, what was decided stands. */
function stepOf({ proposals, waitingFor }: JudgedFailure, named?: string): string {
  const isAsked = ({ decision }: HealingProposal): boolean => decision !== 'heal';
  const open = waitingFor === 'approval' ? proposals : proposals.filter(isAsked);
  const proposal =
    named === undefined ? (open.findLast(isAsked) ?? open.at(-1)) : open.find(({ stepKey }) => stepKey === named);
  if (!proposal)
    throw conflict('answer.nothing_waits', 'Healing proposed nothing for this step that could be replaced.');
  return proposal.stepKey;
}

/** The page as it was when the step failed last. */
async function readPage(
  { details, objects }: Deps,
  ctx: TenantContext,
  { runId, test, stepKey }: { runId: string; test: string; stepKey: string },
): Promise<FailureSnapshot> {
  const failures = (await details.listTestResults(ctx, runId, test)).flatMap(({ result }) => result.failure ?? []);
  const key = failures.findLast((failure) => failure.stepKey === stepKey && failure.snapshot)?.snapshot;
  if (!key || !(await objects.head(ctx, key)))
    throw conflict('answer.no_page', 'The page on which this step failed is not kept any more; run the test again.');
  return FailureSnapshot.parse(JSON.parse((await objects.get(ctx, key)).toString('utf8')));
}
