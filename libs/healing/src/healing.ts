import {
  AppError,
  type HealingPolicy,
  type HealingProposal,
  type Fingerprint,
  type JudgedFailure,
  type TenantContext,
  type TestCase,
} from '@testforge/core';
import type { Knowledge, KnownPattern } from '@testforge/knowledge';
import { applyHeals } from './apply-heals.js';
import type { Decision } from './decide.js';
import { describeFailure, firstState } from './describe-failure.js';
import { failingStep, lostItsTarget, readFacts, withDecision, type FailureInput } from './facts.js';
import { forbiddingGuards } from './guards.js';
import type { HealingState } from './healing-state.js';
import { findSupport, withSupport } from './learned.js';
import { agreeOnDrifts } from './agree-on-drifts.js';
import { planTrials, trialTest, weighTrial } from './effect.js';
import type { PageBefore } from './page-before.js';
import { faultsOfTheApp, weighProof } from './proof.js';
import { doubtAbsences } from './gone-amid-drift.js';
import { countRebuiltPages } from './rebuilt.js';
import { findRedesigns } from './redesign.js';
import { searchEquivalent, toProposal } from './propose.js';
import {
  afterPass,
  afterTrial,
  choosePioneers,
  endWaiting,
  proven,
  serveFromOthers,
  withTrials,
} from './show-effects.js';
import { hasTarget, type TargetedStep } from './subject.js';
import { unproven } from './unproven.js';
import { judgeFacts, type StepJudgement } from './verdict.js';

export interface JudgeInput extends FailureInput {
  policy: HealingPolicy;
  /** Fingerprints of what other tests of the suite use: none of those is a lost element. */
  knownTargets?: readonly Fingerprint[];
  /** The app's pages as they were when the suite was made: what is still there as it was is not what was lost. */
  pagesBefore?: readonly PageBefore[];
  /** How many steps of one test may be healed one after another (`RunLimits.maxHealsPerTest`). */
  maxHealsPerTest: number;
}

export interface ProofInput extends JudgeInput {
  state: HealingState;
  /** Of the run's other tests: a repair whose effect one of them has shown need not be tried again. */
  others?: readonly HealingState[];
}

export interface HealingLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface HealingDeps {
  knowledge: Pick<Knowledge, 'recall' | 'contribute'>;
  log: HealingLog;
}

export interface Healing {
  /** Round one: the verdict on a failed or flaky test. `proving` means: heals are decided and have to be proven. */
  judge(ctx: TenantContext, input: JudgeInput): Promise<HealingState>;
  /** Round one for all failures of a run: pages that were made anew are told as such, the same drift is decided alike. */
  judgeAll(ctx: TenantContext, inputs: readonly JudgeInput[]): Promise<HealingState[]>;
  /** The kept test with the heals of `state`, to be written and run from the start; while an effect is tried, its trial. */
  healedTest(test: TestCase, state: HealingState): TestCase;
  /** Every further round: what the proof run of the healed test says. `input.test` is the kept test, `input.result` the proof's. */
  judgeProof(ctx: TenantContext, input: ProofInput): Promise<HealingState>;
  /**
   * Keys of the tests to be run in the next round. Others that are `proving` wait: one of these tries the very repairs whose
   * effect they would have to show.
   */
  toProve(states: readonly HealingState[]): string[];
  /** The states after a round was judged: tests that waited for what another one has shown by now have nothing left to try. */
  endWaiting(states: readonly HealingState[]): HealingState[];
  /** The last word on a test. One that is still unproven (time is up, cancelled) waits for a person; it is never healed. */
  conclude(state: HealingState, reason?: string): JudgedFailure;
  /** The last word on all tests of a run: what one has shown by its effect serves the others that lost the same. */
  concludeAll(states: readonly HealingState[]): JudgedFailure[];
  /** Hands proven repairs to knowledge, anonymised; told twice, it counts once. Returns how many there were. */
  learn(ctx: TenantContext, options: { runId: string; failures: readonly JudgedFailure[] }): Promise<number>;
}

type Recall = (lost: Fingerprint) => Promise<KnownPattern[]>;

async function judgeStep(
  input: JudgeInput,
  recall: Recall,
  heals: readonly HealingProposal[] = [],
): Promise<StepJudgement> {
  const facts = readFacts(input);
  const { test, snapshot, policy, knownTargets = [], pagesBefore = [] } = input;
  const step = failingStep(test, input.result);
  if (!lostItsTarget(facts) || !step || !hasTarget(step) || !snapshot) return { ...judgeFacts(facts), proposal: null };
  const lost = { test, step, snapshot, policy, knownTargets, pagesBefore, heals };
  const found = await withKnowledge(searchEquivalent(lost), step.target.fingerprint, recall);
  const trials = planTrials(lost, found);
  // Too unsure to be asked about as it is, but it can be tried: what comes of that is told.
  const decision = trials && found.decision === 'abstain' ? { ...found, decision: 'ask' as const } : found;
  const judgement = judgeFacts(withDecision(facts, decision, lost));
  if (judgement.outcome !== 'by_decision') return { ...judgement, proposal: null };
  const proposal = toProposal(lost, decision);
  return { ...judgement, proposal, ...(trials && proposal.decision === 'ask' ? { trials } : {}) };
}

/** Whether something would be proposed, or tried, in the place of what a step looks for. */
function hasHeir(
  { test, snapshot, policy, knownTargets = [], pagesBefore = [] }: JudgeInput,
  step: TargetedStep,
): boolean {
  if (!snapshot) return false;
  const { decision, byEffect } = searchEquivalent({
    test,
    step,
    snapshot,
    policy,
    knownTargets,
    pagesBefore,
    heals: [],
  });
  return decision !== 'abstain' || byEffect;
}

async function withKnowledge(decision: Decision, lost: Fingerprint, recall: Recall): Promise<Decision> {
  const best = decision.ranking[0];
  if (!best || decision.evidence.length === 0) return decision;
  const support = findSupport(await recall(lost), lost, best.fingerprint);
  return support ? withSupport(decision, support, forbiddingGuards) : decision;
}

const end = (state: HealingState, failure: JudgedFailure): HealingState => ({ ...state, status: 'done', failure });

/** Goes on to a proof when a heal was decided and there is room for one more; else the failure is the last word. */
function goOn(state: HealingState, input: JudgeInput, judgement: StepJudgement): HealingState {
  const { proposal, trials } = judgement;
  if (judgement.outcome !== 'by_decision' || !proposal || (proposal.decision !== 'heal' && !trials))
    return end(state, describeFailure(input, judgement, state.heals));
  if (state.heals.length >= input.maxHealsPerTest) {
    return end(
      state,
      describeFailure(
        input,
        {
          ...judgement,
          evidence: [
            ...judgement.evidence,
            `more than ${input.maxHealsPerTest} steps of this test would have to be healed`,
          ],
        },
        state.heals,
      ),
    );
  }
  const next: HealingState = { ...state, status: 'proving', heals: [...state.heals, proposal], failure: null };
  return trials ? withTrials(next, proposal.stepKey, trials) : next;
}

/** The healed test, or the trial of it that is to be run next. */
function testOf(test: TestCase, { heals, effects }: HealingState): TestCase {
  const healed = applyHeals(test, heals);
  const trial = effects?.stage === 'trying' ? effects.left[0] : undefined;
  return trial ? trialTest(healed, trial) : healed;
}

/** What a trial says: the next one, the last pass, or, where it shows nothing, a person's decision. */
function goOnAfterTrial({ state, ...input }: ProofInput, healed: TestCase): HealingState {
  const trial = state.effects?.left[0];
  if (!trial) return end(state, unproven(state, ['nothing was left to try']));
  const weighed = weighTrial(healed, trial, input);
  if (weighed.shown) return afterTrial(state, weighed);
  const effects = state.effects && weighed.idle ? { ...state.effects, stage: 'idle' as const } : state.effects;
  return end({ ...state, effects }, unproven(state, [weighed.why]));
}

/** Whether a judgement stands although a healed step before it may be the wrong one: only what the app itself said does. */
const isSureOfFault = ({ outcome, rule }: StepJudgement): boolean =>
  outcome !== 'regression' || faultsOfTheApp.includes(rule);

/** What is left to do after a clean pass of the healed test. */
function goOnAfterPass({ state, others = [] }: ProofInput): HealingState {
  const after = afterPass(state, others);
  if (after.kind === 'try') return after.state;
  return end(state, after.kind === 'ask' ? unproven(state, [after.why]) : proven(state));
}

/**
 * Stage 5. Deterministic: the same failure and page give the same judgement. It reads, judges and proposes; writing code,
 * running proofs and keeping the result are the workflow's.
 */
export function createHealing({ knowledge, log }: HealingDeps): Healing {
  /** What was learned is a help, not a need: a run goes on without it. */
  const recallFor =
    (ctx: TenantContext): Recall =>
    (lost) =>
      knowledge.recall(ctx, lost).catch((error: unknown) => {
        log.warn(
          { tenantId: ctx.tenantId, error: error instanceof Error ? error.message : String(error) },
          'knowledge could not be asked',
        );
        return [];
      });

  async function judge(ctx: TenantContext, input: JudgeInput): Promise<HealingState> {
    const judgement = await judgeStep(input, recallFor(ctx));
    log.info(
      { tenantId: ctx.tenantId, test: input.test.key, rule: judgement.rule, decision: judgement.proposal?.decision },
      'failure judged',
    );
    return goOn(firstState(input, judgement), input, judgement);
  }

  return {
    judge,

    async judgeAll(ctx, inputs) {
      const redesigns = findRedesigns(inputs, hasHeir);
      const rebuiltPages = countRebuiltPages(inputs);
      const states: HealingState[] = [];
      for (const [at, input] of inputs.entries())
        states.push(await judge(ctx, { ...input, rebuiltPages, redesign: redesigns[at] ?? null }));
      return agreeOnDrifts(states);
    },

    healedTest: (test, state) => (state.status === 'proving' ? testOf(test, state) : applyHeals(test, state.heals)),

    async judgeProof(ctx, input) {
      const { state, test, result } = input;
      if (state.status !== 'proving' || state.testKey !== test.key || result.key !== test.key)
        throw new AppError(
          'conflict',
          'healing.nothing_to_prove',
          'this result is not the proof of a test that is being healed',
          { details: { testKey: test.key } },
        );
      const healed = applyHeals(test, state.heals);
      if (state.effects?.stage === 'trying') return goOnAfterTrial(input, healed);
      const judgement =
        result.status === 'failed' ? await judgeStep({ ...input, test: healed }, recallFor(ctx), state.heals) : null;
      const weighed = weighProof({ state, healed, result, judgement });
      log.info({ tenantId: ctx.tenantId, test: test.key, proof: weighed.kind, rule: judgement?.rule }, 'proof judged');
      if (weighed.kind === 'proven') return goOnAfterPass(input);
      if (weighed.kind === 'unproven') return end(state, unproven(state, [weighed.why]));
      // It passed before the trials, so this may be what they left behind: no bug, and no proof.
      if (state.effects?.stage === 'confirming')
        return end(state, unproven(state, [`it passed, and after the trials it failed: ${weighed.judgement.rule}`]));
      if (state.effects && !isSureOfFault(weighed.judgement))
        return end(state, unproven(state, [`after a step whose target is in doubt: ${weighed.judgement.evidence[0]}`]));
      return goOn(state, input, {
        ...weighed.judgement,
        evidence: [
          ...weighed.judgement.evidence,
          `after ${state.heals.length} healed step(s), which are not kept unless the whole test passes`,
        ],
      });
    },

    toProve: choosePioneers,
    endWaiting,

    concludeAll: (states) =>
      doubtAbsences(
        // Once more, since heals of the proof rounds were decided test by test.
        agreeOnDrifts(serveFromOthers(states)).map(
          (state) => state.failure ?? unproven(state, ['the proof run did not take place']),
        ),
      ),

    conclude: (state, reason) => state.failure ?? unproven(state, [reason ?? 'the proof run did not take place']),

    async learn(ctx, { runId, failures }) {
      const repairs = failures
        .flatMap((failure) => (failure.outcome === 'healed' && failure.proven ? failure.proposals : []))
        .filter(({ newFingerprint }) => newFingerprint !== undefined);
      for (const { testKey, stepKey, oldFingerprint, newFingerprint } of repairs) {
        if (newFingerprint)
          await knowledge.contribute(ctx, {
            sourceKey: `${runId}/${testKey}/${stepKey}`,
            before: oldFingerprint,
            after: newFingerprint,
          });
      }
      return repairs.length;
    },
  };
}
