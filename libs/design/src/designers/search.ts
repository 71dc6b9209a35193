import type { AppModel, FormField, Step, StepValue, Target } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import type { FieldAction } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { draftKey } from '../slug.js';
import { titled } from '../step-title.js';
import { nonsenseWord, vocabulary } from '../vocabulary.js';
import { openFields, sendForm } from './fill-form.js';
import { formKey } from './form-happy.js';
import { listedItems } from './listed-items.js';
import { listWay } from './list-way.js';
import { readWatch } from './read-watch.js';

/** Harmless mark-up that changes how the text reads where it is taken for a part of the page. */
const markup = `<i>${nonsenseWord}</i>`;

/** The content of the page reads just as it was typed. */
function echoes({ state }: PlacedForm): Step {
  const hasMain = state.snapshot.landmarks.filter(({ role }) => role === 'main').length === 1;
  const target: Target = {
    locator: { frame: [], links: [hasMain ? { by: 'role', role: 'main' } : { by: 'css', css: 'body' }] },
    fingerprint: hasMain ? { tag: 'main', role: 'main' } : { tag: 'body' },
  };
  return titled(
    {
      kind: 'expect',
      key: 'expect-as-typed',
      phase: 'then',
      target,
      expectation: { matcher: 'toContainText', expected: markup },
    },
    'the page',
  );
}

const queryField = (placed: PlacedForm): FormField | undefined =>
  openFields(placed).find((field) => field.type === 'search') ??
  openFields(placed).find((field) => vocabulary.search.test(`${field.label} ${field.nameAttr ?? ''}`)) ??
  openFields(placed)[0];

const asking =
  (placed: PlacedForm, value: StepValue) =>
  (field: FormField): FieldAction =>
    field === queryField(placed) ? { kind: 'fill', value } : { kind: 'leave' };

type Words = Pick<Draft, 'title' | 'priority' | 'reason' | 'category'> & { effects: Draft['watch']['effects'] };

const words: Record<'hit' | 'none' | 'markup', Words> = {
  hit: {
    title: 'A search finds what is there',
    priority: 'P1',
    reason: 'A visitor who knows what to look for searches.',
    category: 'functional',
    effects: ['address', 'row'],
  },
  none: {
    title: 'A search for what is not there says so',
    priority: 'P2',
    reason: 'A search without hits must not look like a fault, nor show everything.',
    category: 'negative',
    effects: ['address', 'message', 'value'],
  },
  markup: {
    title: 'A search for mark-up shows it as it was typed',
    priority: 'P2',
    reason: 'What a visitor types must never become part of the page.',
    category: 'security',
    effects: [],
  },
};

function draft(
  model: AppModel,
  placed: PlacedForm,
  name: keyof typeof words,
  value: StepValue,
  before: Step[],
): Draft[] {
  const steps = sendForm(model, placed, asking(placed, value));
  if (steps === null) return [];
  const { effects, ...rest } = words[name];
  return [
    {
      ...rest,
      key: draftKey('search', placed.state.template, formKey(placed), name),
      designer: 'search',
      tags: ['search'],
      flow: 'search',
      pages: [placed.state.template],
      steps: [...before, ...steps.done(), ...(name === 'markup' ? [echoes(placed)] : [])],
      watch: readWatch(effects),
    },
  ];
}

/** The first item of a list that can be found by its place, with what the list calls it remembered. */
function rememberItem(model: AppModel): Step[] | undefined {
  const way = listedItems(model)
    .map((item) => listWay(model, item))
    .find((found) => found !== null);
  return way?.remember.filter((step) => step.kind !== 'remember' || step.name === 'title');
}

const searchOf = (model: AppModel): PlacedForm | undefined =>
  placedForms(model).find((candidate) => candidate.kind === 'search');

/** Why no search is tried that finds something, where there is one. */
export function searchLeftOut(model: AppModel): { key: string; title: string; reason: string }[] {
  const placed = searchOf(model);
  if (placed === undefined || rememberItem(model) !== undefined) return [];
  const key = draftKey('search', placed.state.template, formKey(placed), 'hit');
  return [{ key, title: words.hit.title, reason: 'No list was seen whose items can be found by their place alone.' }];
}

/** The search finds an item that was seen, and says so when there is none. */
export const search: Designer = (model) => {
  const placed = searchOf(model);
  if (placed === undefined) return [];
  const remember = rememberItem(model);
  return [
    ...(remember === undefined ? [] : draft(model, placed, 'hit', { kind: 'remembered', name: 'title' }, remember)),
    ...draft(model, placed, 'none', { kind: 'literal', value: nonsenseWord }, []),
    ...draft(model, placed, 'markup', { kind: 'literal', value: markup }, []),
  ];
};
