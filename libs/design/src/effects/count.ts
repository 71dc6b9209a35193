import { countIn } from '@testforge/browser';
import { agreedElement, makeCheck, textOf, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { rowSets, sameRows } from '../row-sets.js';
import { rememberStep } from '../remember-step.js';
import { countsShared } from '../volatile-text.js';
import { listAsSubject } from './each.js';

const longest = 60;
const leastRows = 3;
/** “Total: 5”. */
const total = /^(?:total|(?:ins)?gesamt|au total|en total)\W{1,3}\d[\d.,]*$/iu;
const inBrackets = /\p{L}.*[([]\s?\d[\d.,]*\s?[)\]]\s*$/u;

/** Where nothing was asked of the list, a number is taken for its count only if it says so: “41 products”, “Members (7)”. */
function isTold({ draft, a }: CheckpointPair, text: string, said: number): boolean {
  const { chosen, writes, record } = draft.watch;
  if (chosen !== undefined) return true;
  const listsOwn = record === 'find' && (a.name === 'found' || a.name === 'again');
  return (
    (listsOwn || !writes) && said >= leastRows && (countsShared(text) || inBrackets.test(text) || total.test(text))
  );
}

/** The page says how many there are, and so many are listed: told by what it says at that time. */
export function countChecks(pair: CheckpointPair): Check[] {
  const { elements } = pair.a.page;
  return elements.flatMap((element, index): Check[] => {
    const text = textOf(element);
    const said = countIn(text);
    const isCount =
      said !== null &&
      isTold(pair, text, said) &&
      element.visible !== false &&
      !element.interactive &&
      element.group === undefined &&
      text.length <= longest &&
      /\p{L}{3}/u.test(text) &&
      !/navigation|banner|contentinfo/i.test(element.landmark ?? '');
    if (!isCount) return [];
    const set = rowSets(pair.a.page, 1).find(({ rows }) => rows.length === said);
    if (set === undefined) return [];
    const found = agreedElement(pair, index, { avoidOwnText: true });
    if (found === null || countIn(textOf(found.b)) !== sameRows(pair.b.page, set).length) return [];
    const value = { kind: 'remembered' as const, name: 'count' };
    const check = makeCheck(
      pair,
      'count',
      72,
      { matcher: 'toHaveCount', expected: null, value },
      { found: listAsSubject(set), name: 'rows', words: 'a row' },
    );
    return [{ ...check, before: [rememberStep(found.target, 'count')] }];
  });
}
