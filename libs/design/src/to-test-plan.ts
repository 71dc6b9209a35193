import {
  AppError,
  canonicalJson,
  TestPlan,
  type AppModel,
  type Finding,
  type LedgerEntry,
  type Step,
  type StepValue,
  type TestCase,
} from '@testforge/core';
import { detailName } from './designers/list-way.js';
import type { Draft } from './draft.js';
import { isSampleValue } from './field-value.js';
import { usualLeftOut, type ToldIndustry } from './industries/tell-industry.js';
import { anotherOf } from './make-another.js';
import type { DraftOutcome, ProbeOutcome } from './observation.js';
import { limitReached, type DraftPlan } from './plan-drafts.js';
import { opensOnly, staysShut } from './share-time.js';
import { createNames } from './slug.js';
import { tellRemains } from './tell-remains.js';

const uniqueFindings = (outcomes: readonly Pick<DraftOutcome, 'findings'>[]): Finding[] => [
  ...new Map(outcomes.flatMap(({ findings }) => findings).map((finding) => [finding.key, finding])).values(),
];

/** Nothing, a number, a day, an hour, a telephone number that rings nowhere. */
const plain = /^(?:\d{0,4}(?:\.\d{1,4})?|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?|\d{2}:\d{2}|\+1202555\d{4})$/;

/** Of these, or what every app is given: no secret. */
const isPlain = (value: StepValue): boolean =>
  value.kind === 'literal' && (plain.test(value.value) || isSampleValue(value.value));

/** What observing may add: checks, a click, a choice, a value of its own, or a page of the app itself. A stranger’s page had a hand in it. */
const mayAdd = (step: Step): boolean =>
  ['expect', 'click', 'check', 'reload', 'accept', 'remember'].includes(step.kind) ||
  (step.kind === 'goto' && /^\/(?![/\\])/.test(step.path)) ||
  // A secret must not be typed where a page wants it.
  (step.kind === 'fill' && (step.value.kind === 'unique' || isPlain(step.value))) ||
  (step.kind === 'select' && step.value.kind === 'literal') ||
  (step.kind === 'press' && step.value.kind === 'literal' && step.value.value === 'Enter');

/** A step's key tells it from all others of its test, also where the same is done or checked twice. */
function withOwnKeys(steps: readonly Step[]): Step[] {
  const unique = createNames();
  return steps.map((step) => ({ ...step, key: unique(step.key) }));
}

/** Whether a run-time value goes by this name. */
const usesName = (step: Step, name: string): boolean =>
  step.kind !== 'remember' && canonicalJson(step).includes(JSON.stringify(name));

/** Without what was remembered of an item in case its own page says it, where that does not. */
const withoutIdle = (steps: readonly Step[]): Step[] =>
  steps.filter(
    (step) =>
      step.kind !== 'remember' ||
      !step.name.startsWith(detailName) ||
      steps.some((other) => usesName(other, step.name)),
  );

/** What a step does, however it was handed over. */
const doing = (step: Step): string =>
  canonicalJson([
    step.kind,
    step.key,
    'path' in step ? step.path : null,
    'value' in step ? step.value : null,
    'target' in step ? (step.target?.locator ?? null) : null,
  ]);

/** The steps that the draft was carried out with. */
const ownSteps = ({ steps, watch }: Draft, instead = -1): Step[] => watch.instead?.[instead] ?? steps;

/** A stranger's page had a hand in what observing added: a test with a step that it must not add is not kept, and says so. */
function withinRights(draft: Draft, outcome: DraftOutcome | undefined): DraftOutcome | undefined {
  const { watch } = draft;
  // What makes a second thing of the kind is the draft's own steps again.
  const another = anotherOf({ ...draft, steps: ownSteps(draft, outcome?.instead) })?.steps ?? [];
  const designed = new Set(
    [...(watch.afterLeaving ?? []), ...(watch.meanwhile ?? []), ...(watch.thenEnter ?? []), ...another].map(doing),
  );
  const foreign = outcome?.added?.find((step) => !mayAdd(step) && !designed.has(doing(step)));
  return outcome === undefined || foreign === undefined
    ? outcome
    : { ...outcome, added: null, reason: `Observing it added a step that it must not add (${foreign.kind}).` };
}

/** The test of a draft: its own steps as they were designed, and behind them what observing added. */
function toTest(draft: Draft, { added, instead, ...outcome }: DraftOutcome): TestCase[] {
  const { watch: _watch, ...test } = draft;
  if (added === null) return [];
  const tags = writes({ added, ...outcome }) ? [...draft.tags, 'writes'] : draft.tags;
  return [{ ...test, tags, steps: withOwnKeys(withoutIdle([...ownSteps(draft, instead), ...added])) }];
}

/** Whether the app itself was sent what writes. What pages tell others, who count visitors, is nobody's test. */
const writes = ({ ledger }: DraftOutcome): boolean => ledger.some(({ urlTemplate }) => urlTemplate.startsWith('/'));

const requestOf = ({ method, urlTemplate }: LedgerEntry): string => `${method} ${urlTemplate}`;

/** What the app was sent and answered with an error of its own, whoever sent it: it is a finding, and no ground to stand on. */
const brokenRequests = (outcomes: readonly DraftOutcome[]): Set<string> =>
  new Set(
    outcomes.flatMap(({ ledger }) =>
      ledger.filter(({ status, urlTemplate }) => (status ?? 0) >= 500 && urlTemplate.startsWith('/')).map(requestOf),
    ),
  );

/** A scenario that was lucky with such a request would fail tomorrow. The log-in stays: nothing could be tested without. */
function withoutLuck({ setup }: Draft, outcome: DraftOutcome | undefined, broken: ReadonlySet<string>) {
  const request = outcome?.ledger.map(requestOf).find((each) => broken.has(each));
  if (outcome?.added == null || setup !== undefined || request === undefined) return outcome;
  const reason = `The app answers ${request} with an error of its own now and then.`;
  return { ...outcome, added: null, reason };
}

const industryOf = ({ industry, evidence }: ToldIndustry, uncovered: number): NonNullable<TestPlan['industry']> => ({
  name: industry.name,
  evidence: evidence.slice(0, 20),
  flows: industry.flows.length,
  covered: industry.flows.length - uncovered,
});

/** Without a log-in that works twice, nothing that needs one can be kept. */
const shutOut = ({ key, setup }: Draft, outcome: DraftOutcome | undefined): DraftOutcome => ({
  ...(outcome ?? { key, findings: [], ledger: [], durationMs: 0 }),
  added: null,
  ...(setup === undefined ? { reason: 'Logging in did not work twice, and it needs the session.' } : {}),
});

type Seen = { draft: Draft; outcome: DraftOutcome | undefined };

/** As many of those who may not open a page as are kept before what is done in the app: one guard serves many pages. */
const guardsFirst = 3;

/** The kept in order of worth: what the app stands on, then what is done in it, then what only opens and what only stays shut. */
function byWorth(kept: readonly Seen[]): Seen[] {
  const guards = new Map<string, number>();
  const rankOf = ({ draft }: Seen): number => {
    if (draft.priority === 'P0') return 0;
    if (opensOnly(draft)) return 2;
    if (!staysShut(draft)) return 1;
    const before = guards.get(draft.designer) ?? 0;
    guards.set(draft.designer, before + 1);
    return before < guardsFirst ? 1 : 2;
  };
  const ranks = new Map(kept.map((each) => [each, rankOf(each)]));
  return kept.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

/** As many tests as may be kept, in order of worth; the others say why they are not. */
function withinLimit({ maxTests }: DraftPlan, seen: readonly Seen[]): Seen[] {
  const kept = new Set(byWorth(seen.filter(({ outcome }) => outcome?.added)).slice(0, maxTests));
  return seen.map((each) =>
    each.outcome?.added && !kept.has(each)
      ? { ...each, outcome: { ...each.outcome, added: null, reason: limitReached(maxTests) } }
      : each,
  );
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
  probes?: ProbeOutcome,
): TestPlan {
  const byKey = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const entered = (role: string | undefined): boolean =>
    plan.drafts.every(({ key, setup, role: own }) => setup === undefined || own !== role || byKey.get(key)?.added);
  const broken = brokenRequests(outcomes);
  const seen = withinLimit(
    plan,
    plan.drafts.map((draft) => ({
      draft,
      outcome: withoutLuck(
        draft,
        withinRights(
          draft,
          entered(draft.role) || draft.signedOut ? byKey.get(draft.key) : shutOut(draft, byKey.get(draft.key)),
        ),
        broken,
      ),
    })),
  );
  const tests = seen.flatMap(({ draft, outcome }) => (outcome ? toTest(draft, outcome) : []));
  const usual = plan.industry ? usualLeftOut(plan.industry, model, [...tests, ...plan.known]) : [];
  const parsed = TestPlan.safeParse({
    schemaVersion: 1,
    url: model.url,
    tests,
    designed: plan.designed,
    leftOut: [
      ...plan.leftOut,
      ...seen.flatMap(({ draft: { key, title }, outcome }) =>
        outcome?.added ? [] : { key, title, reason: outcome?.reason ?? 'It was not observed.' },
      ),
      ...usual,
    ],
    ...(plan.industry && { industry: industryOf(plan.industry, usual.length) }),
    findings: uniqueFindings([...outcomes, ...(probes ? [probes] : [])]),
    ledger: [
      ...seen.flatMap(({ draft, outcome }) => (outcome ? tellRemains(draft, outcome) : [])),
      ...(probes?.ledger ?? []),
    ],
    ...(probes && { probed: probes.probed }),
    durationMs,
  });
  if (parsed.success) return parsed.data;
  throw new AppError('upstream', 'design.bad_plan', 'The observed tests do not make a valid plan.', {
    details: { issues: parsed.error.issues.slice(0, 5) },
  });
}
