import { makeCheck, textOf, type AgreedElement, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { rowSets, sameRows, type RowSet } from '../row-sets.js';

/** A next part with fewer rows may be gone tomorrow. */
const leastOfNext = 3;

/** A list as the subject of a check. */
export function listAsSubject({ locator, rows }: Pick<RowSet, 'locator' | 'rows'>): AgreedElement {
  const { tag, role } = rows[0] ?? { tag: 'body', role: undefined };
  const element = { tag, ...(role === undefined ? {} : { role }), interactive: false };
  const target = { locator, fingerprint: { tag, ...(role === undefined ? {} : { role }) } };
  return { target, locators: [locator], a: element, b: element };
}

/** Every row shows what was asked for, and not every row did before; on the next part of the list as on the first. */
export function eachChecks(pair: CheckpointPair): Check[] {
  const { chosen } = pair.draft.watch;
  const { before } = pair.a;
  if (chosen === undefined || before === null) return [];
  const shows = (rows: RowSet['rows']): boolean => rows.length > 0 && rows.every((row) => textOf(row).includes(chosen));
  const isNext = pair.a.name === 'next';
  return rowSets(pair.a.page, isNext ? leastOfNext : 1)
    .filter((set) => shows(set.rows) && shows(sameRows(pair.b.page, set)) && shows(sameRows(before, set)) === isNext)
    .slice(0, 2)
    .map((set) =>
      makeCheck(
        pair,
        'each',
        86,
        { matcher: 'toEachContain', expected: chosen },
        { found: listAsSubject(set), name: chosen, words: 'row' },
      ),
    );
}
