import { makeCheck, textOf, type AgreedElement, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { rowSets, sameRows, type RowSet } from '../row-sets.js';

/** A list as the subject of a check. */
export function listAsSubject({ locator, rows }: Pick<RowSet, 'locator' | 'rows'>): AgreedElement {
  const { tag, role } = rows[0] ?? { tag: 'body', role: undefined };
  const element = { tag, ...(role === undefined ? {} : { role }), interactive: false };
  const target = { locator, fingerprint: { tag, ...(role === undefined ? {} : { role }) } };
  return { target, locators: [locator], a: element, b: element };
}

/** Every row shows what was asked for, and not every row did before. */
export function eachChecks(pair: CheckpointPair): Check[] {
  const { chosen } = pair.draft.watch;
  const { before } = pair.a;
  if (chosen === undefined || before === null) return [];
  const shows = (rows: RowSet['rows']): boolean => rows.length > 0 && rows.every((row) => textOf(row).includes(chosen));
  return rowSets(pair.a.page, 1)
    .filter((set) => shows(set.rows) && shows(sameRows(pair.b.page, set)) && !shows(sameRows(before, set)))
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
