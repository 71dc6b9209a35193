import { tidy, type CheckpointPair } from './checkpoint-pair.js';
import type { Draft, Effect } from './draft.js';
import { actedChecks } from './effects/acted.js';
import { addressChecks } from './effects/address.js';
import { badgeChecks } from './effects/badge.js';
import { choiceChecks } from './effects/choice.js';
import { contentChecks } from './effects/content.js';
import { countChecks } from './effects/count.js';
import { eachChecks } from './effects/each.js';
import { enteredChecks } from './effects/entered.js';
import { featureChecks } from './effects/feature.js';
import { fieldChecks } from './effects/field.js';
import { headingChecks, titleChecks } from './effects/heading.js';
import { messageChecks } from './effects/message.js';
import { missingChecks } from './effects/missing.js';
import { onceChecks } from './effects/once.js';
import { orderChecks } from './effects/order.js';
import { ownChecks } from './effects/own.js';
import { relationChecks } from './effects/relation.js';
import { rowChecks } from './effects/row.js';
import { setChecks } from './effects/set.js';
import { valueChecks } from './effects/value.js';
import { nothingShared, type SharedTexts } from './page-names.js';
import { checkpointNames, type Check, type Checkpoint, type Observation } from './observation.js';

const derivations: Record<Effect, (pair: CheckpointPair) => Check[]> = {
  address: addressChecks,
  title: titleChecks,
  heading: headingChecks,
  message: messageChecks,
  value: valueChecks,
  badge: badgeChecks,
  row: rowChecks,
  field: fieldChecks,
  own: ownChecks,
  feature: featureChecks,
  missing: missingChecks,
  content: contentChecks,
  each: eachChecks,
  order: orderChecks,
  count: countChecks,
  relation: relationChecks,
  choice: choiceChecks,
  once: onceChecks,
  acted: actedChecks,
  entered: enteredChecks,
  set: setChecks,
};

/** How many checks a test has at most, and how many of them may be of one kind. */
const maxChecks = 8;
/** Of a test that looks at more than two places, as after a change that must last. */
const maxChecksOfMany = 12;
/** Of a test that holds each field to what was entered, when it is opened and after it was changed, or of a making over several pages. */
const maxChecksOfFields = 20;
const maxOfEffect: Record<Effect, number> = {
  address: 1,
  title: 1,
  heading: 1,
  message: 2,
  value: 3,
  badge: 1,
  row: 1,
  field: 5,
  own: 4,
  feature: 1,
  missing: 3,
  content: 20,
  each: 1,
  order: 1,
  count: 1,
  relation: 4,
  choice: 1,
  once: 1,
  acted: 2,
  entered: 3,
  set: 2,
};

/** Of a page that is opened: what it is made of. */
const maxChecksOfPage = 24;
const opening: readonly string[] = ['smoke', 'navigation'];

/** Of a form that is sent empty: each field that it cannot go without says so, and one of them may have ceased to. */
const maxOfMissing = 6;

const ofEachPlace: readonly Effect[] = ['relation', 'badge', 'own', 'field', 'each', 'order', 'entered'];
/** Where an account was left or entered, or a thing deleted: what is shown there depends on the way there having led where it should. */
const doors: readonly Check['checkpoint'][] = ['outside', 'returned', 'deleted'];

/** What a check counts as, of which there are at most so many. */
const kindOf = ({ effect, checkpoint, afterStep }: Check): string =>
  effect === 'set'
    ? `${effect} ${afterStep}`
    : ofEachPlace.includes(effect) || (effect === 'address' && doors.includes(checkpoint))
      ? // What follows from a change is asserted anew at each place.
        `${effect} ${checkpoint}`
      : effect;

/** What is demanded of which element, and where. */
const demandOf = ({ checkpoint, step: { target, expectation } }: Check): string =>
  JSON.stringify([checkpoint, target?.locator ?? null, expectation]);

/** Of the next part of a list only that what was asked for holds there too. */
const ofLists: readonly Effect[] = ['each', 'order'];

const pathOf = (url: string): string => new URL(url).pathname;

/** Whether texts of a path are this page's: many pages of an app may lie at one path, told by parameters or a script. */
const isPageOf = (texts: readonly string[], { url, headings }: Checkpoint['page']): boolean =>
  new URL(url).search === '' &&
  new URL(url).hash === '' &&
  headings.some(({ text }) => tidy(text) !== '' && texts.includes(tidy(text)));

export interface DeriveContext {
  draft: Draft;
  uniqueValues: readonly string[];
  /** Texts that each path shows to a new visitor. */
  familiar: Record<string, readonly string[]>;
  /** What several kinds of page show. */
  shared?: SharedTexts;
  /** All tests have one session. */
  oneSession?: boolean;
}

/** Everything that one checkpoint would allow to assert, because both carryings-out agree on it; the strongest first. */
export function proposeChecks(
  a: Checkpoint,
  b: Checkpoint,
  { draft, uniqueValues, familiar, shared = nothingShared, oneSession = false }: DeriveContext,
): Check[] {
  // Where nothing was asked of the page before, what it always shows is just what is wanted.
  const first = familiar[pathOf(a.page.url)] ?? [];
  const pair: CheckpointPair = {
    ...{ a, b, draft, uniqueValues, shared, oneSession },
    familiar: new Set(a.name === 'after' ? [] : first),
    ...(isPageOf(first, a.page) && { shownFirst: new Set(first) }),
  };
  return draft.watch.effects
    .filter((effect) => a.name !== 'next' || ofLists.includes(effect))
    .flatMap((effect) => derivations[effect](pair))
    .sort((left, right) => right.rank - left.rank);
}

const tellPages: readonly Effect[] = ['heading', 'feature', 'message', 'own'];

/** Parameters say how an app asks itself; where the page tells what it is, they are the first thing that a release writes otherwise. */
const isPassing = ({ effect, step, checkpoint }: Check, all: readonly Check[]): boolean =>
  effect === 'address' &&
  String(step.expectation.expected).includes('?') &&
  all.some((other) => other.checkpoint === checkpoint && !other.weak && tellPages.includes(other.effect));

/** A title says nothing beside a heading; what nothing changed says nothing beside what did, but for an address that stayed. */
function needed(check: Check, all: readonly Check[]): boolean {
  if (isPassing(check, all)) return false;
  if (check.effect === 'title' && all.some(({ effect, weak }) => effect === 'heading' && !weak)) return false;
  return !check.weak || check.effect === 'address' || all.every(({ weak }) => weak);
}

/** As few and as strong as will do, in the order in which they were seen. Weak ones only stand beside strong ones. */
export function chooseChecks(checks: readonly Check[], { designer }: Partial<Draft> = {}): Check[] {
  const chosen: Check[] = [];
  const said = new Set<string>();
  const mostOf = { ...maxOfEffect, ...(designer === 'form-required' ? { message: maxOfMissing } : {}) };
  const places = new Set(checks.map(({ checkpoint }) => checkpoint));
  const isLong = places.has('reopened') || places.has('made');
  const isPage = opening.includes(designer ?? '');
  const most = isLong ? maxChecksOfFields : isPage ? maxChecksOfPage : places.size > 2 ? maxChecksOfMany : maxChecks;
  const count = new Map<string, number>();
  for (const check of checks.filter((each) => needed(each, checks)).sort((a, b) => b.rank - a.rank)) {
    const kind = kindOf(check);
    const used = count.get(kind) ?? 0;
    const demand = demandOf(check);
    if (chosen.length >= most || used >= mostOf[check.effect] || said.has(demand)) continue;
    said.add(demand);
    count.set(kind, used + 1);
    chosen.push(check);
  }
  const place = (check: Check): number => checkpointNames.indexOf(check.checkpoint);
  // Many a message goes by itself, and the sooner it is asked for the slower a machine may be.
  const passes = ({ effect }: Check): number => Number(effect === 'message');
  return chosen.every((check) => check.weak)
    ? []
    : chosen.sort((a, b) => place(a) - place(b) || passes(b) - passes(a) || b.rank - a.rank);
}

/** The expectations of a draft from two observations of it: only what agreed in both. Empty when nothing worth asserting was seen. */
export function deriveExpectations(
  a: Observation,
  b: Observation,
  draft: Draft,
  familiar: DeriveContext['familiar'] = {},
  shared: SharedTexts = nothingShared,
  oneSession = false,
): Check[] {
  const context = { draft, familiar, shared, oneSession, uniqueValues: [...a.uniqueValues, ...b.uniqueValues] };
  return chooseChecks(
    a.checkpoints.flatMap((first) => {
      const second = b.checkpoints.find(
        (candidate) => candidate.name === first.name && candidate.stepKey === first.stepKey,
      );
      return second === undefined ? [] : proposeChecks(first, second, context);
    }),
    draft,
  );
}
