import {
  bothTroubles,
  FailureSnapshot,
  HealingPolicy,
  RunLimits,
  troubleOfFindings,
  troubleOfTest,
} from '@testforge/core';
import type { JudgedFailure, TestFailure, TestResult } from '@testforge/core';
import type { JudgeInput } from '@testforge/healing';
import type { Lab } from './lab.js';
import type { TestOutcome } from './records.js';
import type { Suite } from './suite.js';

export interface Judging {
  lab: Lab;
  suite: Suite;
  /** Off: what failed is judged, and nothing is repaired. */
  healing: boolean;
}

const { maxHealsPerTest } = RunLimits.parse({});

/** As `temporal/activities/healing-input.ts` makes it, with the pages from memory. */
export const inputOf =
  ({ lab, suite, healing }: Judging, origin: string) =>
  (result: TestResult): JudgeInput => {
    const test = suite.plan.tests.find(({ key }) => key === result.key);
    if (!test) throw new Error(`no such test: ${result.key}`);
    const earlier = (result.earlier ?? []).map((failure) => readSnapshot(lab, failure));
    return {
      test,
      result,
      known: bothTroubles(
        troubleOfFindings(suite.model.findings),
        troubleOfTest(suite.faults[test.key] ?? { serverErrors: [], pageErrors: [] }),
      ),
      origins: [origin],
      snapshot: result.failure ? readSnapshot(lab, result.failure) : null,
      earlierSnapshots: earlier.flatMap((snapshot) => (snapshot ? [snapshot] : [])),
      policy: HealingPolicy.parse({ mode: healing ? 'automatic' : 'never' }),
      maxHealsPerTest,
      knownTargets: suite.plan.tests
        .filter(({ key }) => key !== test.key)
        .flatMap(({ steps }) =>
          steps.flatMap((step) => ('target' in step && step.target ? [step.target.fingerprint] : [])),
        ),
      pagesBefore: suite.model.states.map(({ path, ledFrom, snapshot: { elements } }) => ({ path, ledFrom, elements })),
    };
  };

function readSnapshot(lab: Lab, { snapshot: key }: TestFailure): FailureSnapshot | null {
  const bytes = key === undefined ? undefined : lab.snapshot(key);
  return bytes ? FailureSnapshot.parse(JSON.parse(bytes.toString('utf8'))) : null;
}

export function outcomeOf(lab: Lab, suite: Suite, result: TestResult, failures: readonly JudgedFailure[]): TestOutcome {
  const failure = failures.find(({ testKey }) => testKey === result.key);
  const page = result.failure && readSnapshot(lab, result.failure)?.url;
  return {
    key: result.key,
    title: result.title,
    category: suite.plan.tests.find(({ key }) => key === result.key)?.category ?? 'smoke',
    state: failure?.outcome ?? (result.status === 'passed' ? 'passed' : 'environment'),
    ...(failure && {
      rule: failure.rule,
      repairs: failure.proposals.length,
      asked: failure.question?.words,
      evidence: failure.evidence.join('; ').slice(0, 400),
      step: failure.stepTitle,
      expected: failure.expected?.slice(0, 200),
      actual: failure.actual?.slice(0, 200),
    }),
    ...(page !== undefined && URL.canParse(page) ? { failedAt: new URL(page).pathname } : {}),
  };
}
