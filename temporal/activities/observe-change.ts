import {
  ExecutionResult,
  FailureSnapshot,
  TestPlan,
  type TenantContext,
  type TestCase,
  type TestResult,
} from '@testforge/core';
import { intendChange, type AnswerDoc, type Intended, type Seen } from '@testforge/suite';
import type { DocRef } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { findRewordedTarget } from './reworded-target.js';

export interface Observations {
  tests: DocRef;
  testKey: string;
  executions: [DocRef, DocRef];
}

type Check = Extract<TestCase['steps'][number], { kind: 'expect' }>;

/**
 * Both passed: the difference is complete and waits for a signature. Both failed at the same check: it takes what both
 * saw, and the test is observed again. Anything else is refused; nothing is changed by it.
 */
export async function observeChange(
  deps: ActivityDeps,
  ctx: TenantContext,
  { answerId, ...seen }: Observations & { answerId: string },
): Promise<{ done: boolean; tests: DocRef }> {
  const plan = await readDocument(deps.objects, ctx, seen.tests, TestPlan);
  const [one, two] = [await resultIn(deps, ctx, seen, 0), await resultIn(deps, ctx, seen, 1)];
  const answer = await deps.answers.get(ctx, answerId);
  const end = async (status: 'shown' | 'refused', doc: Partial<AnswerDoc>) => {
    await deps.answers.update(ctx, answerId, { status, doc });
    return { done: true, tests: seen.tests };
  };
  if (one?.status === 'passed' && two?.status === 'passed')
    return answer.changes.length > 0
      ? end('shown', {})
      : end('refused', { why: 'the test passes on this build as it is; there is nothing to change' });
  const test = plan.tests.find(({ key }) => key === seen.testKey);
  const step = test?.steps.find(({ key }) => key === one?.failure?.stepKey);
  if (!test || !one || !two || !step || one.failure?.stepKey !== two.failure?.stepKey)
    return end('refused', { why: 'two observations did not end alike, so nothing can be expected' });
  if (step.kind !== 'expect')
    return end('refused', {
      why: `“${step.title}” can’t be carried out any more; disable the test, or generate it anew`,
    });
  const intended = intendChange(step, [
    await seenBy(deps, ctx, { test, step }, one),
    await seenBy(deps, ctx, { test, step }, two),
  ]);
  if ('refused' in intended) return end('refused', { why: intended.refused });
  const after = withStep(test, intended.step);
  await deps.answers.update(ctx, answerId, { status: 'working', doc: { after, changes: told(answer, intended) } });
  const tests = plan.tests.map((each) => (each.key === test.key ? after : each));
  return { done: false, tests: await writeDocument(deps.objects, ctx, `intended-${answerId}`, { ...plan, tests }) };
}

const withStep = (test: TestCase, step: Check): TestCase => ({
  ...test,
  steps: test.steps.map((each) => (each.key === step.key ? step : each)),
});

const told = ({ changes }: AnswerDoc, intended: Extract<Intended, { change: unknown }>): AnswerDoc['changes'] => [
  ...changes.filter(({ stepKey }) => stepKey !== intended.change.stepKey),
  intended.change,
];

async function resultIn(
  deps: ActivityDeps,
  ctx: TenantContext,
  { executions, testKey }: Observations,
  which: 0 | 1,
): Promise<TestResult | undefined> {
  const { results } = await readDocument(deps.objects, ctx, executions[which], ExecutionResult);
  return results.find(({ key }) => key === testKey);
}

async function seenBy(
  deps: ActivityDeps,
  ctx: TenantContext,
  { test, step }: { test: TestCase; step: Check },
  { failure }: TestResult,
): Promise<Seen> {
  const key = failure?.snapshot;
  const snapshot = key ? FailureSnapshot.parse(JSON.parse((await deps.objects.get(ctx, key)).toString('utf8'))) : null;
  return {
    actual: failure?.actual,
    url: snapshot?.url ?? null,
    reworded: snapshot && findRewordedTarget(test, step, snapshot),
  };
}
