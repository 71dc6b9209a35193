import {
  AppError,
  expectationHash,
  HealingResult,
  type HealingProposal,
  type JudgedFailure,
  type TenantContext,
  type TestPlan,
} from '@testforge/core';
import { applyHeals } from '@testforge/healing';
import type { AnswerRecord } from '@testforge/suite';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, referTo, writeDocument } from './documents.js';
import { concludeRound, Round, writeRound, type HealingRound } from './healing.activities.js';
import { observeChange, type Observations } from './observe-change.js';

export interface AnswerRequest {
  answerId: string;
}

/** What people answered to a run that has ended. Nothing here counts before it was proven or signed. */
export const answerActivities = (deps: ActivityDeps) => ({
  /** An approved heal is proven like any other: the test with the approved targets, to be run from the start. */
  beginApproval: (input: TestRunInput, { answerId }: AnswerRequest): Promise<HealingRound> =>
    perform(deps, input, async ({ ctx }) => {
      const answer = await deps.answers.get(ctx, answerId);
      const tests = await currentPlan(deps, ctx, input);
      const failure = await findWaiting(deps, ctx, answer);
      const test = tests.tests.find(({ key }) => key === answer.testKey);
      const heals = withChosen(failure.proposals, answer).filter(
        ({ newLocator, decision }) => newLocator && decision !== 'abstain',
      );
      if (!test || heals.length === 0 || expectationHash(test) !== failure.expectationHashBefore)
        throw new AppError('conflict', 'answer.outdated', 'The suite’s test has been changed since; run it again.');
      const { testTitle, stepKey, stepTitle, verdict, confidence, rule, evidence, screenshot } = failure;
      const first = { testTitle, stepKey, stepTitle, verdict, confidence, rule, evidence, screenshot };
      const state = {
        schemaVersion: 1 as const,
        testKey: test.key,
        status: 'proving' as const,
        heals,
        first: { ...first, expectationHash: failure.expectationHashBefore },
        failure: null,
      };
      const startedAt = new Date().toISOString();
      return writeRound(deps, ctx, { startedAt, tests, states: [state], held: [], dependents: [] }, 0);
    }),

  /** A proven heal is kept as a new version of the suite; one that could not be proven changes nothing, and says why. */
  concludeApproval: (input: TestRunInput, { answerId, state }: AnswerRequest & { state: DocRef }): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const round = await readDocument(deps.objects, ctx, state, Round);
      const answer = await deps.answers.get(ctx, answerId);
      const wrong = answer.kind === 'modify' ? await whyWrong(deps, ctx, answer, round) : null;
      if (wrong !== null) {
        await deps.answers.update(ctx, answerId, { status: 'refused', doc: { why: wrong } });
        return recordSandbox(deps, ctx, input.runId);
      }
      const failures = await concludeRound(deps, ctx, input, { round, reason: `approved ${answerId}` });
      const failure = failures[0];
      const isKept = failure?.outcome === 'healed' && failure.proven;
      const why = failure?.evidence.at(-1) ?? 'the proof did not take place';
      await deps.answers.update(
        ctx,
        answerId,
        isKept ? { status: 'applied', doc: {} } : { status: 'refused', doc: { why, ...(failure ? { failure } : {}) } },
      );
      await recordSandbox(deps, ctx, input.runId);
    }),

  /** What was found is not what was lost: the proposals are closed, the test stays broken. */
  rejectHealing: (input: TestRunInput, { answerId }: AnswerRequest): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const { runId, testKey } = await deps.answers.get(ctx, answerId);
      await deps.db.tenant(ctx).healing.updateMany({
        where: { runId, testKey, status: { in: ['proposed', 'asked'] } },
        data: { status: 'rejected' },
      });
      await deps.answers.update(ctx, answerId, { status: 'applied', doc: {} });
    }),

  /** The suite as it is kept now, for the first observation of what is said to be intended. */
  beginIntended: (input: TestRunInput, { answerId }: AnswerRequest): Promise<{ tests: DocRef; testKey: string }> =>
    perform(deps, input, async ({ ctx }) => {
      const answer = await deps.answers.get(ctx, answerId);
      const { testKey } = answer;
      const plan = await currentPlan(deps, ctx, input);
      const before = plan.tests.find(({ key }) => key === testKey);
      if (!before) throw new AppError('conflict', 'answer.outdated', 'The suite has this test no more.');
      // What was decided to be healed on the way to the broken expectation; passing twice proves it with the change.
      const failure = await findJudged(deps, ctx, answer);
      const isCurrent = failure?.expectationHashBefore === expectationHash(before);
      const after = isCurrent ? applyHeals(before, decidedHeals(failure)) : before;
      await deps.answers.update(ctx, answerId, { status: 'working', doc: { changes: [], before, after } });
      const tests = { ...plan, tests: plan.tests.map((test) => (test.key === testKey ? after : test)) };
      return { tests: await writeDocument(deps.objects, ctx, `intended-${answerId}`, tests), testKey };
    }),

  /** Compares two observations: the next expectation to change, or the whole difference to be signed. */
  judgeIntended: (
    input: TestRunInput,
    request: AnswerRequest & Observations,
  ): Promise<{ done: boolean; tests: DocRef }> =>
    perform(deps, input, async ({ ctx }) => {
      const observed = await observeChange(deps, ctx, request);
      await recordSandbox(deps, ctx, input.runId);
      return observed;
    }),

  /** A signed change becomes a new version of the suite. */
  applySigned: (input: TestRunInput, { answerId }: AnswerRequest): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const { before, after, signedBy, projectId, runId, testKey } = await deps.answers.get(ctx, answerId);
      if (!before || !after || !signedBy) return;
      const reason = `intended ${answerId}`;
      const { refused } = await deps.suites.replace(ctx, {
        projectId,
        runId,
        reason,
        replacements: [{ before, after }],
      });
      const openHeals = { runId, testKey, status: { in: ['proposed', 'asked'] } };
      if (refused.length === 0)
        await deps.db.tenant(ctx).healing.updateMany({ where: openHeals, data: { status: 'proven' } });
      const why = 'the suite’s test was changed in the meantime; run it again';
      await deps.answers.update(
        ctx,
        answerId,
        refused.length === 0 ? { status: 'applied', doc: {} } : { status: 'refused', doc: { why } },
      );
    }),

  /** An answer that could not be carried out changes nothing, and says why. */
  refuseAnswer: (input: TestRunInput, { answerId, why }: AnswerRequest & { why: string }): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.answers.update(ctx, answerId, { status: 'refused', doc: { why } });
      await recordSandbox(deps, ctx, input.runId);
    }),
});

/** Proofs and observations hold a sandbox too, after the run itself was recorded. */
const recordSandbox = async ({ runs, usage }: ActivityDeps, ctx: TenantContext, runId: string): Promise<void> =>
  usage.recordMore(ctx, {
    runId,
    metric: 'sandbox_minutes',
    quantity: (await runs.totalSandboxMs(ctx, runId)) / 60_000,
  });

async function currentPlan(deps: ActivityDeps, ctx: TenantContext, input: TestRunInput): Promise<TestPlan> {
  const run = await deps.runs.get(ctx, input.runId);
  const tests = (await deps.suites.findCurrent(ctx, input.projectId))?.tests ?? [];
  const nothing = { leftOut: [], findings: [], ledger: [], durationMs: 0 };
  return { schemaVersion: 1, url: run.url, tests, designed: tests.length, ...nothing };
}

/** What the run had decided to heal, or was trying to, on its way to the step that failed. */
const decidedHeals = ({ proposals, stepKey: failed }: JudgedFailure): HealingProposal[] =>
  proposals.filter(
    ({ decision, newLocator, stepKey }) =>
      newLocator !== undefined && (decision === 'heal' || (decision === 'ask' && stepKey !== failed)),
  );

/** How the test was judged: as an earlier approval that could not be proven left it, else by the run itself. */
async function findJudged(
  deps: ActivityDeps,
  ctx: TenantContext,
  answer: AnswerRecord,
): Promise<JudgedFailure | undefined> {
  const earlier = (await deps.answers.list(ctx, answer.runId)).filter(
    ({ testKey, status, failure }) => testKey === answer.testKey && status === 'refused' && failure !== undefined,
  );
  const told = earlier.at(-1)?.failure;
  if (told) return told;
  const key = (await deps.runs.listStages(ctx, answer.runId)).find(({ name }) => name === 'healing')?.docKey;
  if (!key) return undefined;
  const healing = await readDocument(deps.objects, ctx, await referTo(deps.objects, ctx, key), HealingResult);
  return healing.failures.find(({ testKey }) => testKey === answer.testKey);
}

/** The proposals with what a person chose in the place of the one for that step. */
const withChosen = (proposals: readonly HealingProposal[], { chosen, saidBy }: AnswerRecord): HealingProposal[] =>
  proposals.map((proposal) =>
    chosen && chosen.stepKey === proposal.stepKey
      ? {
          ...proposal,
          decision: 'heal',
          why: `chosen by ${saidBy}`,
          confidence: 1,
          margin: 1,
          newLocator: chosen.target.locator,
          newFingerprint: chosen.target.fingerprint,
          ranking: [],
        }
      : proposal,
  );

/**
 * Why what a person chose is not the right element, as far as the proof says; null where it was proven, or led to a later
 * step that asks. A wrong choice is forgotten, verdict and all: what was proposed waits as before.
 */
async function whyWrong(
  deps: ActivityDeps,
  ctx: TenantContext,
  answer: AnswerRecord,
  { states }: Round,
): Promise<string | null> {
  const [failure] = deps.healing.concludeAll(states);
  if (!failure) return 'the proof did not take place';
  if (failure.outcome === 'healed' && failure.proven) return null;
  const before = (await findJudged(deps, ctx, answer))?.proposals.map(({ stepKey }) => stepKey) ?? [];
  const isFurther = failure.proposals.some(({ stepKey }) => !before.includes(stepKey));
  if (failure.outcome === 'waiting' && isFurther) return null;
  // What was known before the proof says nothing of the choice.
  const known = states.flatMap(({ first }) => first.evidence);
  const said = failure.evidence.find((line) => !known.includes(line));
  return `with this element the test does not pass: ${said ?? failure.rule}`;
}

/** The heal that waits for approval. Throws `conflict answer.nothing_waits`. */
async function findWaiting(deps: ActivityDeps, ctx: TenantContext, answer: AnswerRecord): Promise<JudgedFailure> {
  const failure = await findJudged(deps, ctx, answer);
  if (failure?.outcome !== 'waiting')
    throw new AppError('conflict', 'answer.nothing_waits', 'No heal of this test waits for approval.');
  return failure;
}
