import { z } from 'zod';
import { TestResult } from './execution-result.js';
import { Fingerprint } from './fingerprint.js';
import { Locator } from './locator.js';

export const Verdict = z.enum(['drift', 'regression', 'flake', 'environment']);
export type Verdict = z.infer<typeof Verdict>;

/** One candidate for a lost target. `strategies` holds each strategy's share of `score`. */
export const Candidate = z.object({
  /** Index into the failure snapshot's elements. */
  index: z.number().int(),
  fingerprint: Fingerprint,
  score: z.number(),
  strategies: z.record(z.string(), z.number()),
});
export type Candidate = z.infer<typeof Candidate>;

export const healingDecisions = ['heal', 'ask', 'abstain'] as const;

/** One broken step and what is to be done about it. `confidence` is between 0 and 1. */
export const HealingProposal = z.object({
  testKey: z.string(),
  stepKey: z.string(),
  decision: z.enum(healingDecisions),
  why: z.string(),
  confidence: z.number(),
  margin: z.number(),
  oldLocator: Locator,
  newLocator: Locator.optional(),
  oldFingerprint: Fingerprint,
  newFingerprint: Fingerprint.optional(),
  ranking: z.array(Candidate),
});
export type HealingProposal = z.infer<typeof HealingProposal>;

export const HealingOutcome = z.enum(['healed', 'waiting', 'regression', 'flake', 'environment']);
export type HealingOutcome = z.infer<typeof HealingOutcome>;

/** What a person is asked where a test waits. Failures of the same `cause` are one question, and one answer serves them. */
export const Question = z.object({
  cause: z.string(),
  /** A sentence for people. */
  words: z.string(),
  /** What was expected and what is there instead, where both can be said in words. */
  before: z.string().optional(),
  after: z.string().optional(),
});
export type Question = z.infer<typeof Question>;

/** What became of one failed test. */
export const JudgedFailure = z.object({
  testKey: z.string(),
  testTitle: z.string(),
  stepKey: z.string().nullable(),
  stepTitle: z.string(),
  verdict: Verdict,
  confidence: z.number(),
  /** The rule of the verdict table that applied. */
  rule: z.string(),
  evidence: z.array(z.string()),
  /** Of what waits for nobody: equal for failures of one run that come from the same thing, which is one finding. */
  cause: z.string().optional(),
  outcome: HealingOutcome,
  /** Why a person must decide, when the outcome is `waiting`. */
  waitingFor: z.enum(['approval', 'wording', 'intended']).optional(),
  question: Question.optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  proposals: z.array(HealingProposal),
  proven: z.boolean(),
  expectationHashBefore: z.string(),
  expectationHashAfter: z.string(),
  screenshot: z.string().optional(),
});
export type JudgedFailure = z.infer<typeof JudgedFailure>;

/** Stage 5. */
export const HealingResult = z.object({
  schemaVersion: z.literal(1),
  failures: z.array(JudgedFailure),
  /** Tests that could not run because logging in failed, as they went once that was healed. */
  dependents: z.array(TestResult).optional(),
  durationMs: z.number(),
});
export type HealingResult = z.infer<typeof HealingResult>;
