import { AppError, type TenantContext, type TestCase } from '@testforge/core';
import type { TestStateRecord } from '@testforge/suite';
import type { ApiDeps } from './api-deps.js';
import type { ProposalList, Suite, SuiteTest } from './suite-schemas.js';

const untouched = { handling: 'enabled' as const, by: null, at: null, reason: null };

const showTest = (test: TestCase, state: TestStateRecord | undefined): SuiteTest => ({
  key: test.key,
  title: test.title,
  category: test.category,
  priority: test.priority,
  reason: test.reason,
  flow: test.flow,
  steps: test.steps.map(({ phase, title }) => ({ phase, title })),
  handled: state ? { handling: state.handling, by: state.by, at: state.at, reason: state.reason } : untouched,
});

/** The kept suite. Throws `notFound suite.empty` when nothing is kept, also where there is no such project. */
export async function showSuite(
  { suites, testStates }: Pick<ApiDeps, 'suites' | 'testStates'>,
  ctx: TenantContext,
  projectId: string,
): Promise<Suite> {
  const suite = await suites.findCurrent(ctx, projectId);
  if (!suite) throw new AppError('notFound', 'suite.empty', 'This project keeps no tests yet.');
  const states = new Map((await testStates.list(ctx, projectId)).map((state) => [state.key, state]));
  return { version: suite.version, tests: suite.tests.map((test) => showTest(test, states.get(test.key))) };
}

const stepsOf = (test: TestCase | null): string[] | null =>
  test && test.steps.map(({ phase, title }) => `${phase} ${title}`);

export async function showProposals(
  { proposals }: Pick<ApiDeps, 'proposals'>,
  ctx: TenantContext,
  projectId: string,
  status: string | undefined,
): Promise<ProposalList> {
  const records = await proposals.list(ctx, projectId, status === undefined ? {} : { status });
  return {
    items: records.map(({ testKey, before, after, createdAt: _createdAt, ...rest }) => ({
      ...rest,
      test: testKey,
      before: stepsOf(before),
      after: stepsOf(after),
    })),
  };
}
