import { contentHash, nobodyRole, type AppModel, type ScenarioFile, type Step } from '@testforge/core';
import { formsLeftOut } from './designers/forms-left-out.js';
import { designers as allDesigners } from './designers/index.js';
import { searchLeftOut } from './designers/search.js';
import type { Designer, Draft } from './draft.js';
import { withExamples } from './field-examples.js';
import { tellIndustry, weighDraft, type ToldIndustry } from './industries/tell-industry.js';
import { numberedThings, type NumberedThings } from './numbered-things.js';
import { scenarioDrafts } from './scenarios/scenario-drafts.js';
import { createNames } from './slug.js';

export interface LeftOut {
  key: string;
  title: string;
  reason: string;
}

export interface DraftPlan {
  drafts: Draft[];
  designed: number;
  leftOut: LeftOut[];
  /** Drafts that are tests of the suite already. */
  known: Draft[];
  /** Which kind of app it is; null where that is open. */
  industry: ToldIndustry | null;
  /** How many tests may be kept of it. */
  maxTests: number;
}

/** Of what is designed about half shows itself to be so: so many drafts are tried for each test that may be kept. */
const draftsForEach = 2;

export const limitReached = (maxTests: number): string => `The limit of ${maxTests} tests (maxTests) was reached.`;

const doing = (step: Step): unknown => {
  const { key: _key, title: _title, phase: _phase, ...rest } = step;
  return 'target' in rest ? { ...rest, target: rest.target?.locator } : rest;
};

/** The same steps are something else in another role's session; of those, whoever is not logged in is one. */
const asWhom = ({ role, signedOut, tags }: Draft): string | null =>
  role ?? (signedOut === true && tags.includes('role') ? nobodyRole : null);

/** Where two drafts have one title, the page they are about is said as well. */
function tellApart(drafts: readonly Draft[]): Draft[] {
  const titles = new Map<string, number>();
  for (const { title } of drafts) titles.set(title, (titles.get(title) ?? 0) + 1);
  return drafts.map((draft) =>
    (titles.get(draft.title) ?? 0) > 1 ? { ...draft, title: `${draft.title} (${draft.pages.at(-1) ?? ''})` } : draft,
  );
}

/** What is done behind a draft's own steps, where that is more than a look. */
const further = ({
  watch: { record, ticked, below, cart, meanwhile, afterLeaving, refusedAfterLeaving },
}: Draft): unknown =>
  record === 'find'
    ? null
    : [
        record ?? null,
        ticked ?? false,
        below ?? null,
        cart ?? null,
        (meanwhile ?? []).map(doing),
        (afterLeaving ?? []).map(doing),
        refusedAfterLeaving ?? false,
      ];

/** What only a visitor sees is tried as a visitor. */
function asVisitor(model: AppModel, draft: Draft): Draft {
  const first = draft.steps[0];
  const path = first?.kind === 'goto' ? first.path : undefined;
  const there = model.states.filter((state) => state.path === path);
  return draft.setup === undefined &&
    draft.role === undefined &&
    there.length > 0 &&
    there.every(({ signedOut }) => signedOut)
    ? { ...draft, signedOut: true }
    : draft;
}

/** What makes something is told which numbers are taken. */
const withNumbers = (draft: Draft, numbered: NumberedThings): Draft =>
  draft.watch.writes && draft.watch.record !== undefined ? { ...draft, watch: { ...draft.watch, numbered } } : draft;

const left = ({ key, title }: Draft, reason: string): LeftOut => ({ key, title, reason });

/**
 * Takes what people wrote and lets every designer speak, folds drafts that do the same, and cuts by priority.
 * What is known already (`knownKeys`) is not designed again.
 */
export function planDrafts(
  model: AppModel,
  options: {
    maxTests: number;
    knownKeys?: readonly string[];
    designers?: readonly Designer[];
    scenarios?: readonly ScenarioFile[];
  },
): DraftPlan {
  const written = scenarioDrafts(model, options.scenarios ?? []);
  const unique = createNames();
  const known = new Set(options.knownKeys);
  const exemplary = withExamples(model);
  const designed = (options.designers ?? allDesigners).flatMap((designer) => designer(exemplary));
  const industry = tellIndustry(model);
  const weighed = industry === null ? designed : designed.map((draft) => weighDraft(draft, industry));
  const numbered = numberedThings(model);
  const all = tellApart([...written.drafts, ...weighed]).map((draft) => ({
    ...asVisitor(model, withNumbers(draft, numbered)),
    key: unique(draft.key),
  }));
  const ordered = all
    .map((draft, order) => ({ draft, order }))
    .sort((a, b) => a.draft.priority.localeCompare(b.draft.priority) || a.order - b.order)
    .map(({ draft }) => draft);
  const plan: DraftPlan = {
    drafts: [],
    designed: all.length,
    leftOut: [...written.leftOut, ...formsLeftOut(model), ...searchLeftOut(model)],
    known: ordered.filter(({ key }) => known.has(key)),
    industry,
    maxTests: options.maxTests,
  };
  const firstWith = new Map<string, Draft>();
  for (const draft of ordered) {
    const hash = contentHash([asWhom(draft), draft.setup !== undefined, draft.steps.map(doing), further(draft)]);
    const same = firstWith.get(hash);
    if (same !== undefined) plan.leftOut.push(left(draft, `It does the same as “${same.title}”.`));
    else if (known.has(draft.key)) plan.leftOut.push(left(draft, 'The suite has it already.'));
    else if (plan.drafts.length >= draftsForEach * options.maxTests)
      plan.leftOut.push(left(draft, limitReached(options.maxTests)));
    else plan.drafts.push(draft);
    if (same === undefined) firstWith.set(hash, draft);
  }
  return plan;
}
