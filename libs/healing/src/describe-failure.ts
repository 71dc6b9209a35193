import { expectationHash, type HealingProposal, type JudgedFailure } from '@testforge/core';
import { applyHeals } from './apply-heals.js';
import { askQuestion } from './ask-question.js';
import { causeOf } from './causes.js';
import { expectedAndActual } from './expected-actual.js';
import { failingStep, type FailureInput } from './facts.js';
import type { HealingState } from './healing-state.js';
import type { StepJudgement } from './verdict.js';

/** The failure as it stands after `judgement`, with everything that was proposed on the way. */
export function describeFailure(
  input: FailureInput,
  judgement: StepJudgement,
  heals: readonly HealingProposal[],
): JudgedFailure {
  const { test, result } = input;
  const { verdict, confidence, rule, evidence, waitingFor, proposal } = judgement;
  const hash = expectationHash(test);
  const outcome = judgement.outcome === 'by_decision' ? 'waiting' : judgement.outcome;
  const asks = proposal?.newLocator ? 'approval' : 'intended';
  const step = failingStep(test, result);
  const question = askQuestion({ test, step, snapshot: input.snapshot, pagesBefore: input.pagesBefore }, judgement);
  return {
    testKey: test.key,
    testTitle: test.title,
    stepKey: result.failure?.stepKey ?? null,
    stepTitle: result.failure?.stepTitle ?? '',
    verdict,
    confidence,
    rule,
    evidence,
    outcome,
    ...(outcome === 'waiting' ? { waitingFor: waitingFor ?? asks } : { cause: causeOf(input, step, judgement) }),
    ...(question ? { question } : {}),
    ...expectedAndActual(step, result.failure, judgement),
    ...(waitingFor === 'wording' && question?.after ? { expected: question.before, actual: question.after } : {}),
    proposals: proposal ? [...heals, proposal] : [...heals],
    proven: false,
    expectationHashBefore: hash,
    expectationHashAfter: expectationHash(applyHeals(test, heals)),
    ...(result.failure?.screenshot === undefined ? {} : { screenshot: result.failure.screenshot }),
  };
}

export function firstState(input: FailureInput, judgement: StepJudgement): HealingState {
  const failure = describeFailure(input, judgement, []);
  const { testTitle, stepKey, stepTitle, verdict, confidence, rule, evidence, screenshot, expected, actual } = failure;
  const first = {
    testTitle,
    stepKey,
    stepTitle,
    verdict,
    confidence,
    rule,
    evidence,
    ...(screenshot === undefined ? {} : { screenshot }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    expectationHash: failure.expectationHashBefore,
  };
  return { schemaVersion: 1, testKey: input.test.key, status: 'done', heals: [], first, failure };
}
