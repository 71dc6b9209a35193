import type { AppModel, AppState } from '@testforge/core';
import { isBelowThing, segmentsOf, variableAt } from '../below-thing.js';
import type { Below, Designer, Draft } from '../draft.js';
import { placedForms, spaced, type PlacedForm } from '../form-kind.js';
import { maySend, touchesOnly } from '../may-send.js';
import { uniqueValues } from '../own-value.js';
import { pageName } from '../page-names.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { fitsTemplate, hasVariable, pathOf, soundStates } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';
import { isAskedByMarkup, openFields, sendForm, validly } from './fill-form.js';
import { searchForOwn } from './find-by-search.js';
import { formKey, happyKey } from './form-happy.js';
import { makesRecord, onTheWay, placesOf } from './record-places.js';

const mostForms = 4;
const mostMakers = 2;
const worded: readonly string[] = ['text', 'textarea', 'email', 'url', ''];

const takesWords = (placed: PlacedForm): boolean =>
  openFields(placed).some(
    ({ type, element }) => worded.includes(type) && !placed.state.snapshot.elements[element]?.value,
  );
/** What gives a thing to somebody, or tells others of it, is no part of it. */
const isOthers = (words: string): boolean => [vocabulary.reaching, vocabulary.sending].some((bad) => bad.test(words));
const takesOnlyChoices = (placed: PlacedForm): boolean =>
  openFields(placed).length > 0 &&
  openFields(placed).every(({ type }) => /^select(?:-one)?$/.test(type)) &&
  ![placed.name, ...openFields(placed).map(({ label, nameAttr = '' }) => `${label} ${spaced(nameAttr)}`)].some(
    isOthers,
  );

/** A form that would add to a thing of others', where only that keeps it from being sent. */
function addsToThing(model: AppModel, placed: PlacedForm): boolean {
  const { state, form, kind } = placed;
  const parts = segmentsOf(state.template);
  const at = variableAt(state.template);
  return (
    kind === 'other' &&
    at >= 0 &&
    // What changes the thing adds nothing to it.
    !vocabulary.changing.test(spaced(parts.slice(at + 1).join('/'))) &&
    isBelowThing(model, state.template) &&
    !parts.slice(at + 1).some((part) => part.startsWith(':')) &&
    touchesOnly(model, placed) &&
    (takesWords(placed) || takesOnlyChoices(placed)) &&
    pathOf(form.action, model.url) !== null
  );
}

/**
 * A form of nothing but choices that a click opens on the page of one of several things, as that to lend it to somebody: it is
 * about that thing, and never sent for others'.
 */
function choosesForThing(model: AppModel, placed: PlacedForm): boolean {
  const { state, kind } = placed;
  const parts = segmentsOf(state.template);
  const isOpened = state.reach.length === 2 && state.reach[1]?.kind === 'click';
  return (
    kind === 'other' &&
    isOpened &&
    parts.length > 1 &&
    variableAt(state.template) === parts.length - 1 &&
    touchesOnly(model, placed) &&
    takesOnlyChoices(placed)
  );
}

/** Forms that make such a thing, those first on whose page, or on the list nearest to it, most of them are listed. */
function makersOf(model: AppModel, { state }: PlacedForm): PlacedForm[] {
  const own = `/${segmentsOf(state.template)
    .slice(0, variableAt(state.template) + 1)
    .join('/')}`;
  const listedOn = ({ snapshot }: AppState): number =>
    new Set(
      snapshot.links.flatMap(({ href }) => {
        const path = pathOf(href, model.url)?.replace(/\/$/, '') ?? '';
        return fitsTemplate(path, own) ? [path] : [];
      }),
    ).size;
  const listed = (maker: PlacedForm): number => {
    const [nearest] = placesOf(model, maker);
    const pages = soundStates(model).filter(({ path }) => path === nearest);
    return Math.max(0, ...[maker.state, ...pages].map(listedOn));
  };
  // What is done on the page of one thing makes no other of them: it only names some.
  return placedForms(model)
    .filter((maker) => makesRecord(maker) && !hasVariable(maker.state.template) && maySend(model, maker))
    .filter((maker) => listed(maker) > 1)
    .sort((a, b) => listed(b) - listed(a))
    .slice(0, mostMakers);
}

function belowOf(model: AppModel, placed: PlacedForm): Below {
  const { state, form } = placed;
  const at = variableAt(state.template);
  if (choosesForThing(model, placed)) {
    const way = onTheWay((stepsTo(model, state)?.done() ?? []).filter(({ kind }) => kind === 'click'));
    const labels = openFields(placed).map(({ label }) => label);
    return { template: state.template, action: '', at, inside: { way, labels } };
  }
  const action = segmentsOf(pathOf(form.action, model.url) ?? '').map((part, index) => (index === at ? ':own' : part));
  return { template: state.template, action: `/${action.join('/')}`, at };
}

const ways = {
  extend: {
    key: 'extend',
    words: 'works on what',
    priority: 'P1',
    reason: 'What a thing is made of is added to it afterwards, and must stay with it.',
    category: 'functional',
    effects: ['own', 'message', 'once', 'choice'],
  },
  lack: {
    key: 'extend-required',
    words: 'asks for what is missing, on what',
    priority: 'P2',
    reason: 'Missing data must be refused with a word that helps.',
    category: 'negative',
    effects: ['message', 'missing'],
  },
  double: {
    key: 'extend-twice',
    words: 'is not taken a second time, on what',
    priority: 'P2',
    reason: 'What may be there only once, as an hour in a room, must not be there twice.',
    category: 'negative',
    effects: ['message', 'missing'],
  },
  part: {
    key: 'extend-deleted',
    words: 'makes what can be deleted again, on what',
    priority: 'P2',
    reason: 'What was added to a thing must go without anything beside it.',
    category: 'functional',
    effects: ['own'],
  },
} as const;

function draftOf(
  model: AppModel,
  placed: PlacedForm,
  { first, maker, record }: { first: readonly PlacedForm[]; maker: PlacedForm; record: keyof typeof ways },
): Draft[] {
  const steps = sendForm(model, maker, validly(false))?.done();
  if (steps === undefined || uniqueValues({ steps }).length === 0) return [];
  const { key, words, effects, ...rest } = ways[record];
  return [
    {
      ...rest,
      key: draftKey(key, placed.state.template, maker.state.template, formKey(maker)),
      title: `“${placed.name}” on the page “${pageName(model, placed.state)}” ${words} “${maker.name}” made`,
      designer: key,
      tags: ['form', 'record', 'extend'],
      flow: 'create, change, delete',
      pages: [placed.state.template],
      steps,
      watch: {
        effects: [...effects],
        consequence: false,
        again: false,
        mentions: [],
        writes: true,
        record,
        below: belowOf(model, placed),
        first: first.map((each) => belowOf(model, each)),
        follows: happyKey(maker),
        places: placesOf(model, maker),
        search: searchForOwn(model, maker, steps),
      },
    },
  ];
}

/** What no markup asks for the app itself may ask for; the browser's own word is told by other tests. */
const recordsOf = (placed: PlacedForm): (keyof typeof ways)[] =>
  !openFields(placed).some(isAskedByMarkup) ? ['extend', 'lack', 'part', 'double'] : ['extend', 'part', 'double'];

/** Those that add to things of the same kind. */
const besides = (all: readonly PlacedForm[], placed: PlacedForm): PlacedForm[] => {
  const ownOf = ({ state: { template } }: PlacedForm): string =>
    segmentsOf(template)
      .slice(0, variableAt(template) + 1)
      .join('/');
  return all.filter((other) => other !== placed && ownOf(other) === ownOf(placed));
};

/** What can be added to the things that a form makes. */
export function partsFor(model: AppModel): (maker: PlacedForm) => Below[] {
  const adding = placedForms(model)
    .filter((placed) => addsToThing(model, placed))
    .slice(0, mostForms)
    .map((placed) => ({ below: belowOf(model, placed), makers: makersOf(model, placed).map(happyKey) }));
  return (maker) => adding.flatMap(({ below, makers }) => (makers.includes(happyKey(maker)) ? [below] : []));
}

/** What is added to things that were there before is added to one that the test made itself, and refused without what it needs. */
export const extend: Designer = (model) => {
  if (model.interaction === 'read') return [];
  const adding = placedForms(model)
    .filter((placed) => addsToThing(model, placed))
    .slice(0, mostForms);
  const choosing = placedForms(model)
    .filter((placed) => choosesForThing(model, placed))
    .slice(0, mostForms);
  const chosen = choosing.flatMap((placed) =>
    makersOf(model, placed)
      .slice(0, 1)
      .flatMap((maker) => draftOf(model, placed, { first: [], maker, record: 'extend' })),
  );
  const added = adding.flatMap((placed) =>
    makersOf(model, placed).flatMap((maker) =>
      recordsOf(placed).flatMap((record) => draftOf(model, placed, { first: besides(adding, placed), maker, record })),
    ),
  );
  return [...added, ...chosen];
};
