import type { AppModel, Step, StepValue, Target } from '@testforge/core';
import { contentWith } from '../content-with.js';
import type { Designer, Draft } from '../draft.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { pageName } from '../page-names.js';
import { draftKey } from '../slug.js';
import { pathOf } from '../state-place.js';
import { titled } from '../step-title.js';
import { nonsenseWord } from '../vocabulary.js';
import { asking } from './ask-box.js';
import { sendForm } from './fill-form.js';
import { formKey } from './form-happy.js';
import { listedItems, type ListedItem } from './listed-items.js';
import { detailName, listWay } from './list-way.js';
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

/** Boxes that search different things; and lists in which the first of them, which may search everything, should find something. */
const mostBoxes = 3;
const mostLists = 2;

/** A box in a menu narrows the menu: what it does for a visitor is the least. */
const inMenu = ({ form }: PlacedForm): boolean => /^navigation/.test(form.landmark ?? '') && form.submits.length === 0;

const searchesOf = (model: AppModel): PlacedForm[] =>
  placedForms(model)
    .filter(({ kind }) => kind === 'search')
    .sort((a, b) => Number(inMenu(a)) - Number(inMenu(b)))
    .slice(0, mostBoxes);

interface Question {
  name: keyof typeof words;
  title: string;
  value: StepValue;
  before: Step[];
  /** What must be so then. */
  after?: Step[];
  /** Another name for the same question with more demands. */
  strict?: string;
}

function draft(model: AppModel, placed: PlacedForm, question: Question, insteadOf?: Draft): Draft[] {
  const { name, title, value, before, after = [], strict = name } = question;
  const steps = sendForm(model, placed, asking(placed, value));
  if (steps === null) return [];
  const { effects, ...rest } = words[name];
  return [
    {
      ...rest,
      title,
      key: draftKey('search', placed.state.template, formKey(placed), strict),
      designer: 'search',
      tags: ['search'],
      flow: 'search',
      pages: [placed.state.template],
      steps: [...before, ...steps.done(), ...after],
      watch: { ...readWatch(effects), ...(insteadOf && { insteadOf: insteadOf.key }) },
    },
  ];
}

/** What the list showed of an item is shown no more. */
const isGone = ({ state }: PlacedForm): Step =>
  titled(
    {
      kind: 'expect',
      key: 'expect-gone',
      phase: 'then',
      target: contentWith(state.snapshot, { kind: 'remembered', name: 'title' }),
      expectation: { matcher: 'toBeHidden', expected: true },
    },
    'what the list showed before',
  );

/** A search without hits: where the box stands over a list, an item of that must be gone. Else, or where that is not so, what is said. */
function withoutHits(model: AppModel, placed: PlacedForm, title: string): Draft[] {
  const question: Question = { name: 'none', title, value: { kind: 'literal', value: nonsenseWord }, before: [] };
  const known = knownItems(model).find((one) => isOver(placed, one, model));
  const strict =
    known === undefined
      ? []
      : draft(model, placed, { ...question, strict: 'nothing', before: known.remember, after: [isGone(placed)] });
  return [...strict, ...draft(model, placed, question, strict[0])];
}

interface KnownItem {
  item: ListedItem;
  /** Opens the list and remembers the item's title. */
  remember: Step[];
  /** The same, and what is asked for to find the item. */
  ask: { before: Step[]; name: string };
}

/** “Ashford, Alice”: called otherwise than it is kept, so that no search need find it by all of that. */
const isTurned = ({ title }: ListedItem): boolean => /\p{L}, \p{L}/u.test(title);

/** Items that can be found by their place, of one list each. */
const knownItems = (model: AppModel): KnownItem[] =>
  listedItems(model).flatMap((item) => {
    const way = listWay(model, item)?.remember;
    if (way === undefined) return [];
    const remembering = (...names: string[]): Step[] =>
      way.filter((step) => step.kind !== 'remember' || names.includes(step.name));
    const detail = `${detailName}1`;
    const name = isTurned(item) && remembering(detail).some(({ kind }) => kind === 'remember') ? detail : 'title';
    return [{ item, remember: remembering('title'), ask: { before: remembering('title', name), name } }];
  });

/** Whether the box stands over the list or leads to it. */
const isOver = ({ state, form }: PlacedForm, { item }: KnownItem, { url }: AppModel): boolean =>
  [state.template, pathOf(form.action, url)].includes(item.state.template);

/** What the box should find: what it stands over; the first box, which may search everything, what other lists show as well. */
function itemsFor(model: AppModel, placed: PlacedForm, isFirst: boolean): KnownItem[] {
  const known = knownItems(model);
  const own = known.filter((one) => isOver(placed, one, model));
  return isFirst ? [...own, ...known.filter((one) => !own.includes(one))].slice(0, mostLists) : own.slice(0, 1);
}

/** Why no search is tried that finds something, where there is one. */
export function searchLeftOut(model: AppModel): { key: string; title: string; reason: string }[] {
  const placed = searchesOf(model)[0];
  if (placed === undefined || knownItems(model).length > 0) return [];
  const key = draftKey('search', placed.state.template, formKey(placed), 'hit');
  return [{ key, title: words.hit.title, reason: 'No list was seen whose items can be found by their place alone.' }];
}

/** Each search finds an item that was seen, and says so when there is none. */
export const search: Designer = (model) =>
  searchesOf(model).flatMap((placed, at): Draft[] => {
    const isFirst = at === 0;
    const where = isFirst ? 'A search' : `The search on “${pageName(model, placed.state)}”`;
    const titleOf = (name: keyof typeof words): string => words[name].title.replace(/^A search/, where);
    const hits = itemsFor(model, placed, isFirst).map(({ item, ask }, place): Question => {
      const title = place === 0 ? titleOf('hit') : `A search finds an item of “${pageName(model, item.state)}”`;
      return { name: 'hit', title, value: { kind: 'remembered', name: ask.name }, before: ask.before };
    });
    const asTyped: Question = {
      name: 'markup',
      title: titleOf('markup'),
      value: { kind: 'literal', value: markup },
      before: [],
      after: [echoes(placed)],
    };
    return [
      ...hits.flatMap((question) => draft(model, placed, question)),
      ...withoutHits(model, placed, titleOf('none')),
      ...(isFirst ? draft(model, placed, asTyped) : []),
    ];
  });
