import { amountIn, countIn } from '@testforge/browser';
import type { AppState, Locator, PageElement, Step, Target } from '@testforge/core';
import { textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { columnsOf, rowSets, type Column, type RowSet } from '../row-sets.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey, slug } from '../slug.js';
import { statePerTemplate } from '../state-place.js';
import { titled } from '../step-title.js';
import { vocabulary } from '../vocabulary.js';
import { onceAPath } from './paging.js';
import { readWatch } from './read-watch.js';
import { besideIt, isAboutList, longest, sayersOutside, steadyTarget, wordsBefore } from './told-numbers.js';

const mostPages = 6;
const leastRows = 2;
/** Of fewer rows a number is the same as another by chance. */
const leastCounted = 4;
/** Of fewer amounts only what is called a total is one. */
const leastUnnamed = 3;

const money = /\p{Sc}|(?<!\p{L})(?:USD|EUR|GBP|CHF|CAD|kr|zł)(?!\p{L})|\d[.,]\d{2}(?!\d)/u;

/** What the rows of a list come to, and where the page says so. */
interface Total {
  /** All of the texts that are added up, or the rows that are counted. */
  parts: Target;
  /** Where it stands; found by the words before it, or by what stands around it. */
  target: Target;
  /** As it is written, with noughts for its digits; null for a number of rows. */
  written: string | null;
  /** What it is called. */
  label: string;
}

const inCents = (text: string): number => Math.round((amountIn(text) ?? Number.NaN) * 100);
const withoutDigits = (text: string): string => text.replace(/\d/g, '0');

const targetOf = ({ locator }: { locator: Locator }, { tag, role }: PageElement): Target => ({
  locator,
  fingerprint: { tag, ...(role === undefined ? {} : { role }) },
});

/** Where the page says what the amounts of a column come to. */
function sumOfColumn(state: AppState, set: RowSet, column: Column): Total | null {
  if (column.texts.length < leastRows || !column.texts.every((text) => money.test(text) && text.length <= longest))
    return null;
  const sum = column.texts.reduce((total, text) => total + inCents(text), 0);
  for (const index of sayersOutside(state, set)) {
    const element = state.snapshot.elements[index] as PageElement;
    const text = textOf(element);
    const label = wordsBefore(text) || besideIt(state, element);
    const isTold = column.texts.length >= leastUnnamed || vocabulary.total.test(label) || isSumWord.test(label);
    if (!money.test(text) || inCents(text) !== sum || countIn(text) === null || !isTold) continue;
    const target = steadyTarget(state, index);
    const cell = { tag: 'td' };
    if (target !== null)
      return {
        parts: { locator: column.locator, fingerprint: cell },
        target,
        written: withoutDigits(text),
        label: label.replace(/[:：]\s*$/, ''),
      };
  }
  return null;
}

const isSumWord = /(?<!\p{L})(?:sum|balance|saldo|somme|solde|outstanding|amount|betrag)(?!\p{L})/iu;

/** Where the page says how many rows there are; one page of a longer list says nothing of all of it. */
function numberOfRows(state: AppState, set: RowSet): Total | null {
  const [first] = set.rows;
  if (set.rows.length < leastCounted || first === undefined) return null;
  for (const index of sayersOutside(state, set)) {
    const element = state.snapshot.elements[index] as PageElement;
    const text = textOf(element);
    if (countIn(text) !== set.rows.length || money.test(text) || !isAboutList(state, text)) continue;
    const target = steadyTarget(state, index);
    if (target !== null)
      return { parts: targetOf(set, first), target, written: null, label: text.replace(/\d+/, '').trim() };
  }
  return null;
}

const base = { phase: 'when' as const };

function stepsOf({ parts, target, written, label }: Total): Step[] {
  const first: Target = {
    ...parts,
    locator: { ...parts.locator, links: [...parts.locator.links, { by: 'nth', index: 0 }] },
  };
  const isThere = titled(
    {
      kind: 'expect',
      key: 'expect-first',
      phase: 'then',
      target: first,
      expectation: { matcher: 'toBeVisible', expected: true },
    },
    'a first entry',
  );
  if (written === null)
    return [
      isThere,
      titled({ ...base, kind: 'remember', key: 'remember-count', target, name: 'count' }),
      titled(
        {
          kind: 'expect',
          key: 'expect-rows',
          phase: 'then',
          target: parts,
          expectation: { matcher: 'toHaveCount', expected: null, value: { kind: 'remembered', name: 'count' } },
        },
        'a row',
      ),
    ];
  return [
    isThere,
    titled({ ...base, kind: 'remember', key: 'remember-amounts', target: parts, name: 'amounts', sum: written }),
    titled(
      {
        kind: 'expect',
        key: 'expect-sum',
        phase: 'then',
        target,
        expectation: { matcher: 'toHaveText', expected: null, value: { kind: 'remembered', name: 'amounts' } },
      },
      label === '' ? 'the sum' : `“${label}”`,
    ),
  ];
}

/** Of each page the first sum and the first number of rows that it tells of a list that is all there. */
function totalsOf(state: AppState): Total[] {
  const sets = rowSets(state.snapshot, leastRows);
  const sums = sets.flatMap((set) =>
    columnsOf(state.snapshot, set).map((column) => () => sumOfColumn(state, set, column)),
  );
  const counts = sets.map((set) => () => numberOfRows(state, set));
  const firstOf = (all: (() => Total | null)[]): Total[] => {
    for (const one of all) {
      const found = one();
      if (found !== null) return [found];
    }
    return [];
  };
  return [...firstOf(sums), ...firstOf(counts)];
}

/** What a page says its rows come to is what they do: amounts added up, rows counted. */
export const totals: Designer = (model) =>
  onceAPath(statePerTemplate(model))
    .flatMap((state): Draft[] => {
      const way = stepsTo(model, state)?.done();
      if (way === undefined) return [];
      return totalsOf(state).map((total) => ({
        key: draftKey('totals', state.template, total.written === null ? 'rows' : `sum-${slug(total.label)}`),
        title:
          total.written === null
            ? `“${pageName(model, state)}” lists as many as it says`
            : `What the list on “${pageName(model, state)}” comes to is what it says`,
        designer: 'totals',
        priority: 'P1',
        reason: 'Whoever reads a total relies on it.',
        category: 'functional',
        tags: ['total', 'count'],
        flow: 'browse items',
        pages: [state.template],
        steps: [...way, ...stepsOf(total)],
        watch: readWatch([]),
      }));
    })
    .slice(0, mostPages);
