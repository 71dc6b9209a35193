import { AppError, TestPlan, type AppModel, type Finding, type Step, type TestCase } from '@testforge/core';
import type { Draft } from './draft.js';
import type { DraftOutcome } from './observation.js';
import type { DraftPlan } from './plan-drafts.js';

const uniqueFindings = (outcomes: readonly DraftOutcome[]): Finding[] => [
  ...new Map(outcomes.flatMap(({ findings }) => findings).map((finding) => [finding.key, finding])).values(),
];

/** What observing may add: checks, a click, or a page of the app itself. A stranger's page had a hand in it. */
const mayAdd = (step: Step): boolean =>
  step.kind === 'expect' || step.kind === 'click' || (step.kind === 'goto' && /^\/(?![/\\])/.test(step.path));

/** The test of a draft: its own steps as they were designed, and behind them what observing added. */
function toTest({ watch: _watch, ...draft }: Draft, added: readonly Step[]): TestCase {
  if (added.every(mayAdd)) return { ...draft, steps: [...draft.steps, ...added] };
  throw new AppError('upstream', 'design.bad_plan', `Observing “${draft.title}” added steps that it must not add.`);
}

/**
 * Puts together what was designed and what observing made of it, in the order of the drafts. Only what observing is for
 * is taken from it. Throws `design.bad_plan` where that is no valid plan.
 */
export function toTestPlan(
  model: AppModel,
  plan: DraftPlan,
  outcomes: readonly DraftOutcome[],
  durationMs: number,
): TestPlan {
  const byKey = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const seen = plan.drafts.map((draft) => ({ draft, outcome: byKey.get(draft.key) }));
  const parsed = TestPlan.safeParse({
    schemaVersion: 1,
    url: model.url,
    tests: seen.flatMap(({ draft, outcome }) => (outcome?.added ? toTest(draft, outcome.added) : [])),
    designed: plan.designed,
    leftOut: [
      ...plan.leftOut,
      ...seen.flatMap(({ draft: { key, title }, outcome }) =>
        outcome?.added ? [] : { key, title, reason: outcome?.reason ?? 'It was not observed.' },
      ),
    ],
    findings: uniqueFindings(outcomes),
    ledger: seen.flatMap(({ outcome }) => outcome?.ledger ?? []),
    durationMs,
  });
  if (parsed.success) return parsed.data;
  throw new AppError('upstream', 'design.bad_plan', 'The observed tests do not make a valid plan.', {
    details: { issues: parsed.error.issues.slice(0, 5) },
  });
}
