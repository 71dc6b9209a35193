import { amountIn, sumOf } from '@testforge/browser';
import type { RememberedValue } from '@testforge/core';
import {
  agreedElement,
  leansOn,
  makeCheck,
  textOf,
  type AgreedElement,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { rememberedName, rememberStep } from '../remember-step.js';
import { vocabulary } from '../vocabulary.js';
import { byLabel, ownRow, typedNumber, valueLabel } from './value-label.js';

/** An amount that the page shows in both carryings-out. */
interface Amount {
  found: AgreedElement;
  a: string;
  b: string;
  label: string;
  name: string;
  /** The row it stands in, where that is a row of the scenario's own. */
  row: string | undefined;
}

const money = /\p{Sc}|(?<!\p{L})(?:USD|EUR|GBP|CHF|CAD|kr|zł)(?!\p{L})|\d[.,]\d{2}(?!\d)/u;
const nothing = /^(?:free|gratis|kostenlos|gratuite?|–|—|-)$/i;
const mostParts = 6;

const isTotal = ({ label }: Amount): boolean =>
  vocabulary.total.test(label) && !/^(?:sub|zwischen|sous)/i.test(label) && !/\d ?%/.test(label);
const isPart = ({ label }: Amount): boolean => vocabulary.subtotal.test(label) || /\d ?%/.test(label);

/** Amounts of money of the page's content, in its order, each with a name of its own. */
function amountsOf(pair: CheckpointPair): Amount[] {
  const names = new Set(pair.draft.steps.flatMap((step) => (step.kind === 'remember' ? [step.name] : [])));
  return pair.a.page.elements.flatMap((element, index): Amount[] => {
    const text = textOf(element);
    if (element.visible === false || pair.familiar.has(text)) return [];
    const isAmount = text.length <= 40 && ((money.test(text) && amountIn(text) !== null) || nothing.test(text));
    if (!isAmount || element.interactive || element.role === 'heading') return [];
    if (/navigation|banner|contentinfo/i.test(element.landmark ?? '')) return [];
    const found = byLabel(agreedElement(pair, index, { avoidOwnText: true }));
    if (found === null || leansOn(found.target.locator).some((leant) => /\d(?![\d.,]* ?%)/.test(leant))) return [];
    const row = ownRow(pair, element);
    const label = valueLabel(pair, element, found.target, row);
    const wanted = row === undefined ? rememberedName(label || 'amount') : 'price';
    let name = wanted;
    for (let number = 2; names.has(name); number += 1) name = `${wanted}${number}`;
    names.add(name);
    return [{ found, a: text, b: textOf(found.b), label, name, row }];
  });
}

const same = (sum: string, shown: string): boolean => amountIn(sum) !== null && amountIn(sum) === amountIn(shown);

/** Whether an amount is in both what is reckoned from others. */
const holds = (of: Amount, parts: readonly Amount[], times: number, percent?: number): boolean =>
  (['a', 'b'] as const).every((side) =>
    same(
      sumOf(
        parts.map((part) => part[side]),
        times,
        percent,
      ),
      of[side],
    ),
  );

function relation(
  pair: CheckpointPair,
  of: Amount,
  parts: readonly Amount[],
  rank: number,
  more: Pick<RememberedValue, 'times' | 'percent'> = {},
): Check[] {
  const [first, ...others] = [...parts].sort((x, y) => Number(nothing.test(x.a)) - Number(nothing.test(y.a)));
  // Written with other decimals or another sign, the text is not what is reckoned.
  const written = (side: 'a' | 'b'): string =>
    sumOf(
      [first, ...others].map((part) => part?.[side] ?? ''),
      more.times ?? 1,
      more.percent,
    );
  if (first === undefined || written('a') !== of.a || written('b') !== of.b) return [];
  const value: RememberedValue = {
    kind: 'remembered',
    name: first.name,
    ...more,
    ...(others.length === 0 ? {} : { plus: others.map(({ name }) => name) }),
  };
  const words = of.row === undefined ? `“${of.label}”` : 'the total of the row';
  const check = makeCheck(
    pair,
    'relation',
    rank,
    { matcher: 'toHaveText', expected: null, value },
    { found: of.found, name: of.name, words },
  );
  return [{ ...check, before: [first, ...others].map(({ found, name }) => rememberStep(found.target, name)) }];
}

/** The total of a row is its price as often as was asked for. */
function lines(pair: CheckpointPair, amounts: readonly Amount[]): Check[] {
  const times = typedNumber(pair);
  if (times === null || times < 2) return [];
  return [...new Set(amounts.flatMap(({ row }) => row ?? []))].flatMap((row) => {
    const [price, ...rest] = amounts.filter((amount) => amount.row === row);
    const total = rest.findLast((amount) => price !== undefined && holds(amount, [price], times));
    return price === undefined || total === undefined ? [] : relation(pair, total, [price], 79, { times });
  });
}

/** All subsets of at least two, the largest first. */
function subsets(parts: readonly Amount[]): Amount[][] {
  const all = parts.reduce<Amount[][]>((sets, part) => [...sets, ...sets.map((set) => [...set, part])], [[]]);
  return all.filter(({ length }) => length > 1).sort((x, y) => y.length - x.length);
}

/** A total is the sum of what stands above it: of what is called a part of it, else of the amounts right before. */
function sums(pair: CheckpointPair, amounts: readonly Amount[]): Check[] {
  return amounts.filter(isTotal).flatMap((total) => {
    const above = amounts.slice(0, amounts.indexOf(total));
    const named = above.filter(isPart).slice(-mostParts);
    const outside = above.filter(({ row }) => row === undefined).slice(-mostParts);
    for (const parts of [...subsets(named), ...subsets(outside)])
      if (holds(total, parts, 1)) return relation(pair, total, parts, 100);
    return [];
  });
}

/** What is called so many per cent is so many hundredths of an amount above it. */
function shares(pair: CheckpointPair, amounts: readonly Amount[]): Check[] {
  return amounts.flatMap((share) => {
    const percent = Number(/(\d+(?:[.,]\d+)?) ?%/.exec(share.label)?.[1]?.replace(',', '.') ?? Number.NaN);
    if (!(percent > 0 && percent < 100)) return [];
    const base = amounts
      .slice(0, amounts.indexOf(share))
      .filter(({ row }) => row === undefined)
      .find((amount) => holds(share, [amount], 1, percent));
    return base === undefined ? [] : relation(pair, share, [base], 77, { percent });
  });
}

/** The sum of the rows' totals stands below them; of several rows that says more than what is said of each. */
function subtotals(pair: CheckpointPair, amounts: readonly Amount[]): Check[] {
  const lastOfRow = new Map(
    amounts.flatMap((amount) => (amount.row === undefined ? [] : [[amount.row, amount] as const])),
  );
  const parts = [...lastOfRow.values()];
  const below = amounts.find(({ row, label }) => row === undefined && vocabulary.subtotal.test(label));
  const isSum = below !== undefined && parts.length > 0 && holds(below, parts, 1);
  return isSum ? relation(pair, below, parts, parts.length > 1 ? 82 : 74) : [];
}

/** Amounts that follow from others which the page shows, by the relation alone: prices may be others tomorrow. */
export function relationChecks(pair: CheckpointPair): Check[] {
  const { before, page } = pair.a;
  const stayed = before !== null && new URL(before.url).pathname === new URL(page.url).pathname;
  // Where the draft began, amounts stand there without its doing.
  if (!pair.draft.watch.writes || (pair.a.name === 'after' && stayed)) return [];
  const amounts = amountsOf(pair);
  return [...sums(pair, amounts), ...lines(pair, amounts), ...shares(pair, amounts), ...subtotals(pair, amounts)];
}
