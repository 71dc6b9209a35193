import type { Fingerprint } from '@testforge/core';
import { ownText } from './evidence.js';
import { orderWeights } from './order-weights.js';
import { tellingSimilarity, type Rarity } from './rarity.js';
import { labelSimilarity } from './similarity.js';
import type { Comparison, View } from './strategies/comparison.js';
import { textsAround } from './strategies/relative.js';
import { textsOf } from './strategies/text.js';
import type { StrategyName } from './weights.js';

/** So many steps at the end of a path are compared: what is put around a whole page changes all paths alike. */
const lastSteps = 5;
const remembered = new Map<string, string[]>();

function stepsOf(path: string): string[] {
  const known = remembered.get(path);
  if (known) return known;
  if (remembered.size > 20_000) remembered.clear();
  const steps = path
    .split('/')
    .filter(Boolean)
    .slice(-lastSteps - 1);
  remembered.set(path, steps);
  return steps;
}

/** Share of the last steps that are found again, in their order, whatever was put between them: `ul/li[3]/a` in `ul/li[3]/div/a`. */
export function wayKept(lost: string, found: string): number {
  if (lost === found) return 1;
  const steps = stepsOf(lost).slice(-lastSteps);
  const others = stepsOf(found);
  let kept: number[] = others.map(() => 0);
  for (const step of steps) {
    const before = kept;
    kept = [];
    for (const [at, other] of others.entries())
      kept.push(step === other ? (before[at - 1] ?? 0) + 1 : Math.max(before[at] ?? 0, kept[at - 1] ?? 0));
  }
  return steps.length === 0 ? 0 : (kept.at(-1) ?? 0) / steps.length;
}

/** What says now just what stood beside the lost element, or over it, is its neighbour, which is still there: that counts against it. */
function standsBeside(lost: Fingerprint, found: Fingerprint): Comparison {
  const [own, now] = [ownText(lost), ownText(found)];
  // What stood beside something without a label may be its label by now.
  if (!own || !now || now === own) return {};
  return lost.heading === now || lost.neighbourTexts?.includes(now) ? { notBeside: 0 } : {};
}

/** How much of what stood around it stands around it still; what stands around many tells little. */
function textsKept(lost: readonly string[], found: readonly string[], rarity: Rarity): number {
  let [all, kept] = [0, 0];
  for (const text of lost) {
    const weight = rarity.ofNeighbour(text);
    all += weight;
    kept += weight * Math.max(0, ...found.map((other) => labelSimilarity(text, other)));
  }
  return all === 0 ? 0 : kept / all;
}

/** CSS pixels after which a place has nothing to do with another; things are pushed down more than aside. */
const far = { aside: 100, down: 200 } as const;

function placeKept({ box }: Fingerprint, found: Fingerprint): Comparison {
  if (!box || box.width * box.height === 0) return {};
  if (!found.box) return { column: 0, row: 0 };
  return {
    column: Math.max(0, 1 - Math.abs(box.x - found.box.x) / far.aside),
    row: Math.max(0, 1 - Math.abs(box.y - found.box.y) / far.down),
  };
}

/** What it says, rare words before common ones; of a checked value it may only order. */
function wordsKept(
  lost: Fingerprint,
  found: Fingerprint,
  { ownTextCounts, ownTextHints }: View,
  rarity: Rarity,
): Comparison {
  const said = ownTextCounts ? (lost.name ?? lost.text ?? lost.alt ?? lost.title) : (lost.text ?? lost.name);
  if (!said || !(ownTextCounts || ownTextHints)) return {};
  const words = Math.max(0, ...textsOf(found).map((text) => tellingSimilarity(said, text, rarity)));
  return ownTextCounts ? { words } : { value: words };
}

/**
 * How near a candidate is at a second look, in 0..1: what the strategies compared, weighed anew, with what tells on this very page. It
 * only puts candidates in order. The score stays what it was, so where the two looks disagree the margin is gone, and a
 * person is asked; whatever is healed without one comes first at both.
 */
export function lookAgain(
  lost: Fingerprint,
  found: Fingerprint,
  compared: Record<StrategyName, Comparison>,
  view: View,
  rarity: Rarity,
): number {
  const fields: Comparison = {
    ...compared.text,
    ...compared.attribute,
    ...compared.relative,
    ...compared.visual,
    ...wordsKept(lost, found, view, rarity),
    ...standsBeside(lost, found),
    ...(lost.neighbourTexts?.length ? { texts: textsKept(lost.neighbourTexts, textsAround(lost, found), rarity) } : {}),
    ...(lost.xpath ? { way: wayKept(lost.xpath, found.xpath ?? '') } : {}),
    ...placeKept(lost, found),
  };
  let [all, gained] = [0, 0];
  for (const [field, weight] of Object.entries(orderWeights)) {
    const value = fields[field];
    if (value === undefined) continue;
    all += weight;
    gained += weight * value;
  }
  return all === 0 ? 0 : gained / all;
}
