import { locatorWords, Target, type Step, type TestCase } from '@testforge/core';
import { z } from 'zod';
import { byScore, type Ranked } from './candidates.js';
import type { Decision } from './decide.js';
import { failingStep, readFacts, type FailureInput } from './facts.js';
import { weightyMeanings } from './label-meanings.js';
import { faultsOfTheApp } from './proof.js';
import { locateAlone, type LostTarget } from './propose.js';
import { hasTarget, isProvable, type TargetedStep } from './subject.js';
import { judgeFacts } from './verdict.js';

/**
 * A counter-proof: the healed test with one healed step left out (`without`), or done to the second candidate (`instead`).
 * Where the test then breaks what it checks, and passes with the step, what is checked comes of the healed step: its effect
 * is shown. Where it passes all the same, the proof says nothing about the element.
 */
export const Trial = z.object({
  stepKey: z.string(),
  way: z.enum(['without', 'instead']),
  /** The second candidate, for `instead`. */
  target: Target.optional(),
  /** The step at which this trial failed the first time; it must fail there again, for once may be chance. */
  failedAt: z.string().optional(),
});
export type Trial = z.infer<typeof Trial>;

/** A second candidate with such a share of the best one's score is near enough that it must be shown not to do as well. */
const nearShare = 0.6;

const leavable: readonly Step['kind'][] = ['click', 'fill', 'select', 'check', 'uncheck', 'press'];
const isWeighty = (step: Step): boolean => hasTarget(step) && weightyMeanings(step.target.fingerprint).length > 0;

/**
 * Whether the test may be run without this step. Not where it logs in (others need the session), and not where something is
 * deleted, paid or said yes to: done to what the left-out step did not prepare, that could hit something else.
 */
const mayBeLeftOut = (test: TestCase, step: TargetedStep): boolean =>
  test.setup === undefined &&
  leavable.includes(step.kind) &&
  isProvable(test, step.key) &&
  !test.steps.some((one) => one.kind === 'accept' || isWeighty(one));

/** Whether a second candidate may be tried: a field may be filled and a link followed; what a button does nobody knows. */
function mayTakeStep({ kind }: Step, { fingerprint, fit }: Ranked): boolean {
  if (fit !== 'fits' || weightyMeanings(fingerprint).length > 0) return false;
  return kind === 'click' ? fingerprint.role === 'link' && fingerprint.href !== undefined : kind !== 'press';
}

/** Whether what is typed is seen again in a later check: then it must have gone where it belongs. */
function isSeenAgain(test: TestCase, step: TargetedStep): boolean {
  if (!('value' in step)) return false;
  const { value } = step;
  const sign = JSON.stringify(value);
  const later = test.steps.slice(test.steps.findIndex(({ key }) => key === step.key) + 1);
  return later.some(
    (one) =>
      one.kind === 'expect' &&
      (JSON.stringify(one).includes(sign) ||
        (value.kind === 'literal' && value.value.length > 1 && String(one.expectation.expected).includes(value.value))),
  );
}

const tellingTypes = ['email', 'password', 'tel', 'number', 'date', 'time', 'datetime-local', 'url', 'file', 'search'];

/** What nobody can see or use is no second candidate. */
const isUsable = ({ fingerprint: { visible, enabled } }: Ranked): boolean => visible !== false && enabled !== false;

/** Whether it takes the same kind of input as the lost field, and no other field that is to be seen does. */
function isOnlyOfItsType({ target }: TargetedStep, [best, ...rivals]: readonly Ranked[]): boolean {
  const { type } = target.fingerprint;
  return (
    type !== undefined &&
    tellingTypes.includes(type) &&
    best?.fingerprint.type === type &&
    rivals.every((rival) => rival.fingerprint.type !== type || !isUsable(rival))
  );
}

/** Any required field breaks a form when it stays empty; that alone does not tell which of them was meant. */
const tellsTheField = (test: TestCase, step: TargetedStep, { ranking, offersAlone }: Decision): boolean =>
  !['fill', 'select'].includes(step.kind) || offersAlone || isSeenAgain(test, step) || isOnlyOfItsType(step, ranking);

/** What is to be tried before a heal may rest on its effect; null where it may not, or cannot be tried without harm. */
export function planTrials({ test, step, snapshot }: LostTarget, decision: Decision): Trial[] | null {
  if (!decision.byEffect || !mayBeLeftOut(test, step) || !tellsTheField(test, step, decision)) return null;
  const without: Trial = { stepKey: step.key, way: 'without' };
  const [best, ...rivals] = decision.ranking;
  const rival = rivals.sort(byScore).find(isUsable);
  if (!best || !rival || rival.score < nearShare * best.score) return [without];
  const locator = mayTakeStep(step, rival) ? locateAlone(rival.index, snapshot.page) : undefined;
  if (!locator) return null;
  return [
    without,
    { stepKey: step.key, way: 'instead', target: Target.parse({ locator, fingerprint: rival.fingerprint }) },
  ];
}

/** The healed test as a trial runs it. Its expectations are those of the test. */
export const trialTest = (healed: TestCase, { stepKey, way, target }: Trial): TestCase => ({
  ...healed,
  steps: healed.steps.flatMap((step) => {
    if (step.key !== stepKey) return [step];
    return way === 'instead' && target && hasTarget(step) ? [{ ...step, target }] : [];
  }),
});

/** `idle`: the test passed in the trial as well, so that the trial says nothing for or against the repair. */
export type WeighedTrial =
  { shown: true; failedAt: string; evidence: string } | { shown: false; idle: boolean; why: string };

const nothing = (why: string, idle = false): WeighedTrial => ({ shown: false, idle, why });
const stepWords = ({ title }: Step): string => `“${title}”`;
const trialWords = ({ way, target }: Trial, step: Step | undefined): string =>
  way === 'instead' && target
    ? `with ${locatorWords(target.locator)} instead`
    : `without the healed step ${step ? stepWords(step) : ''}`.trim();

/**
 * What the run of a trial says. `input` is of the trial: its result, its page. The effect is shown only by a later check
 * that fails for want of it, or by the second candidate that cannot take the step; a later step may be lost to a slow page,
 * and trouble of the app or of ours shows nothing.
 */
export function weighTrial(healed: TestCase, trial: Trial, input: FailureInput): WeighedTrial {
  const { result } = input;
  const at = healed.steps.findIndex(({ key }) => key === trial.stepKey);
  const tried = trialWords(trial, healed.steps[at]);
  if (result.status === 'passed')
    return nothing(`${tried} the test passes as well, so that its passing does not show what this step does`, true);
  const test = trialTest(healed, trial);
  const failing = failingStep(test, result);
  const { rule } = judgeFacts(readFacts({ ...input, test }));
  if (result.status !== 'failed' || !failing || rule.startsWith('environment.') || faultsOfTheApp.includes(rule))
    return nothing(`${tried} the test did not come to an end that says anything (${rule})`);
  const failedAt = healed.steps.indexOf(failing);
  const isOwn = failing.key === trial.stepKey;
  if (failedAt < at || (!isOwn && failing.kind !== 'expect'))
    return nothing(`${tried} the test fails at ${stepWords(failing)}, which does not depend on this step alone`);
  if (trial.failedAt !== undefined && trial.failedAt !== failing.key)
    return nothing(`${tried} the test fails now here, now there`);
  return {
    shown: true,
    failedAt: failing.key,
    evidence: `${tried} the test fails at ${stepWords(failing)}; with it the test passes, so what is checked comes of it`,
  };
}
