import { countIn, countInSnapshot } from '@testforge/browser';
import type { AppModel, AppState, Locator, PageElement, Step, Target } from '@testforge/core';
import { textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { placedForms } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { rowSets } from '../row-sets.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey, slug } from '../slug.js';
import { goesOn } from '../stands-surely.js';
import { hasVariable, soundStates, statePerTemplate } from '../state-place.js';
import { titled } from '../step-title.js';
import { sendForm, validly } from './fill-form.js';
import { happyKey } from './form-happy.js';
import { onceAPath } from './paging.js';
import { makesRecord, placesOf } from './record-places.js';
import { readWatch } from './read-watch.js';
import { around, besideIt, isAboutList, longest, sayersOutside, steadyTarget, stems } from './told-numbers.js';

const mostFigures = 6;
/** A smaller number is the same as another by chance, unless all words before it are about the other. */
const [least, leastByWords] = [10, 3];
const leastRows = 2;

/** A number that a page tells of what other pages list. */
interface Figure {
  state: AppState;
  label: string;
  count: number;
  target: Target;
}

/** Where a list says, or shows, how many it has. */
interface Listed {
  state: AppState;
  target: Target;
  /** Whether the elements themselves are counted. */
  isRows: boolean;
}

const listParts: readonly string[] = ['li', 'tr', 'td', 'th', 'option'];
const money = /\p{Sc}|\d[.,]\d/u;

/** “19 on the list” */
const beginsWithNumber = /^\d+\s+\p{L}/u;

const withoutNumber = (text: string): string =>
  text.replace(/\d+/g, ' ').replace(/[:：]/g, ' ').replace(/\s+/g, ' ').trim();

/** A card, told by its kind and by what it is called. */
function cardTarget({ snapshot }: AppState, element: PageElement, label: string): Target | null {
  const { interactive: _i, repeated: _r, group: _g, text: _t, name: _n, ...fingerprint } = element;
  const ways = (element.classes ?? []).map((name): Locator => ({
    frame: element.frame ?? [],
    links: [
      { by: 'css', css: `${element.tag}.${CSS(name)}` },
      { by: 'hasText', text: label },
    ],
  }));
  const locator = ways.find((way) => countInSnapshot(way, snapshot).length === 1);
  return locator === undefined ? null : { locator, fingerprint };
}

const CSS = (name: string): string => name.replace(/[^\p{L}\d_-]/gu, (sign) => `\\${sign}`);

/** The numbers that a page tells, each with what it is called, the innermost place first. */
function figuresOf(state: AppState): Figure[] {
  const told = new Set<string>();
  const isSayer = (element: PageElement): boolean =>
    element.visible !== false &&
    !listParts.includes(element.tag) &&
    !around.test(element.landmark ?? '') &&
    textOf(element).length <= longest &&
    !money.test(textOf(element)) &&
    (countIn(textOf(element)) ?? 0) >= leastByWords;
  return state.snapshot.elements
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => isSayer(element))
    .sort((a, b) => textOf(a.element).length - textOf(b.element).length)
    .flatMap(({ element, index }): Figure[] => {
      const count = countIn(textOf(element)) ?? 0;
      const text = textOf(element);
      const before = /\p{L}[^\d]*\p{L}(?=\s*[:：]?\s*\d|$)/u.exec(text)?.[0].trim();
      const said = before ?? (withoutNumber(text) || withoutNumber(besideIt(state, element)));
      if (stems(said).length === 0 || told.has(`${count} ${said}`)) return [];
      const target = cardTarget(state, element, said) ?? steadyTarget(state, index);
      if (target === null) return [];
      told.add(`${count} ${said}`);
      return [{ state, label: said, count, target }];
    });
}

const wordsOf = ({ path, snapshot }: AppState, said: string): string[] =>
  stems([decodeURIComponent(path), snapshot.title, ...snapshot.headings.map(({ text }) => text), said].join(' '));

/** Whether the words of a figure are those of a list. */
function isAbout({ label, count }: Figure, state: AppState, said: string): boolean {
  const words = wordsOf(state, said);
  const own = stems(label);
  const known = own.filter((stem) => words.includes(stem));
  return known.length === own.length || (known.length > 0 && count >= least);
}

/** Where a page says or shows that it lists just as many. */
function listedIn(state: AppState, figure: Figure): Listed | null {
  for (const set of rowSets(state.snapshot, leastRows)) {
    const said = sayersOutside(state, set).find((index) => {
      const text = textOf(state.snapshot.elements[index] as PageElement);
      return (
        countIn(text) === figure.count &&
        !money.test(text) &&
        (isAboutList(state, text) || beginsWithNumber.test(text)) &&
        isAbout(figure, state, text)
      );
    });
    const target = said === undefined ? null : steadyTarget(state, said);
    if (target !== null) return { state, target, isRows: false };
    const [row] = set.rows;
    if (row !== undefined && set.rows.length === figure.count && !goesOn(state.snapshot) && isAbout(figure, state, ''))
      return { state, isRows: true, target: { locator: set.locator, fingerprint: { tag: row.tag } } };
  }
  return null;
}

const remember = (key: string, target: Target, name: string, count = false): Step =>
  titled({ phase: 'when', kind: 'remember', key, target, name, ...(count ? { count } : {}) });

const withoutQuery = (path: string): string => path.split('?')[0] ?? '';

/** What makes one more of what a page lists. */
function makerOf(model: AppModel, { path }: AppState): { steps: Step[]; key: string } | null {
  const maker = placedForms(model).find(
    (placed) =>
      makesRecord(placed) &&
      maySend(model, placed) &&
      !hasVariable(placed.state.template) &&
      [placed.state.path, ...placesOf(model, placed)].map(withoutQuery).includes(withoutQuery(path)),
  );
  const steps = maker && sendForm(model, maker, validly(false))?.done();
  return maker === undefined || steps === undefined ? null : { steps, key: happyKey(maker) };
}

/** `making`: what is done once the page was opened, before its number is looked at. */
function stepsOf(model: AppModel, figure: Figure, listed: Listed, making: readonly Step[] = []): Step[] | null {
  const [way, there, back] = [figure.state, listed.state, figure.state].map((state) => stepsTo(model, state)?.done());
  if (way === undefined || there === undefined || back === undefined) return null;
  const again = (steps: readonly Step[], part: string): Step[] =>
    steps.map((step) => ({ ...step, key: `${step.key}-${part}`, phase: 'when' as const }));
  const made = making.length === 0 ? [] : [...again(making, 'made'), ...again(way, 'then')];
  return [
    ...way,
    ...made,
    remember('remember-earlier', figure.target, 'earlier'),
    ...again(there, 'list'),
    remember('remember-listed', listed.target, 'listed', listed.isRows),
    ...again(back, 'again'),
    remember('remember-figure', figure.target, 'figure'),
    titled(
      {
        kind: 'expect',
        key: 'expect-figure',
        phase: 'then',
        target: figure.target,
        expectation: {
          matcher: 'toHaveText',
          expected: null,
          value: { kind: 'remembered', name: 'figure', counted: 'listed', earlier: 'earlier' },
        },
      },
      `“${figure.label}”`,
    ),
  ];
}

/** Looked at as it is and, where one more can be made, once that was: a number that was kept from before would not tell. */
function draftsOf(model: AppModel, figure: Figure, listed: Listed): Draft[] {
  // Rows that are counted are all there only until one more fills the page.
  const maker = model.interaction === 'read' || listed.isRows ? null : makerOf(model, listed.state);
  const is = `“${figure.label}” on “${pageName(model, figure.state)}” is what “${pageName(model, listed.state)}” lists`;
  const base = {
    designer: 'figures',
    priority: 'P1' as const,
    reason: 'Whoever reads the number relies on it, and seldom counts.',
    category: 'functional' as const,
    tags: ['total', 'count'],
    flow: 'browse items',
    pages: [figure.state.template, listed.state.template],
  };
  const part = [figure.state.template, slug(figure.label)] as const;
  const key = draftKey('figures', ...part);
  const [still, grown] = [stepsOf(model, figure, listed), maker && stepsOf(model, figure, listed, maker.steps)];
  const made: Draft[] =
    maker === null || grown === null
      ? []
      : [
          {
            ...base,
            key: draftKey('figures', 'made', ...part),
            title: `${is}, also when one more is made`,
            steps: grown,
            watch: readWatch([], { writes: true, follows: maker.key }),
          },
        ];
  const insteadOf = made[0] && { insteadOf: made[0].key };
  return [
    ...made,
    ...(still === null ? [] : [{ ...base, key, title: is, steps: still, watch: readWatch([], insteadOf) }]),
  ];
}

/**
 * A number that one page tells of what another lists is how many are listed there. Others may add to it meanwhile, so it is
 * looked at before and after.
 */
export const figures: Designer = (model) => {
  // The page of one thing tells of that, and a front page seldom shows the whole of a list.
  const states = soundStates(model).filter(({ template }) => !hasVariable(template));
  return onceAPath(statePerTemplate(model).filter(({ template }) => !hasVariable(template)))
    .flatMap((state) => figuresOf(state))
    .flatMap((figure): [Figure, Listed][] => {
      const listed = states
        .filter(
          ({ path, depth, signedOut }) =>
            depth > 0 && path !== figure.state.path && signedOut === figure.state.signedOut,
        )
        .flatMap((state) => listedIn(state, figure) ?? [])[0];
      return listed === undefined ? [] : [[figure, listed]];
    })
    .slice(0, mostFigures)
    .flatMap(([figure, listed]) => draftsOf(model, figure, listed));
};
