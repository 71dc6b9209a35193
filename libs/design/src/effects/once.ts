import { countInSnapshot } from '@testforge/browser';
import type { Locator } from '@testforge/core';
import { asSeenBy, makeCheck, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { findRow } from '../record-way.js';

const rank = 84;

/** Told by what a row is, and not by how it is styled: a second one must not hide behind a new style. */
const isSturdy = ({ links }: Locator): boolean => links.every((link) => link.by !== 'css' || link.css === 'tr');

/**
 * What was made once stands in the list once: there is no second row with it. Where rows are none any more, nothing is
 * said: that it is there at all is another check.
 */
export function onceChecks(pair: CheckpointPair): Check[] {
  const { writes, record } = pair.draft.watch;
  // Of what is changed only what it is called then: its old name went away altogether.
  if (!writes || (record === 'change' && pair.a.name !== 'kept')) return [];
  const [seen, again] = [pair.a.own ?? [], pair.b.own ?? []];
  for (const own of seen.filter(({ value }) => value.kind === 'unique')) {
    const row = findRow(pair.a.page, own);
    const isAlone = (locator: Locator): boolean =>
      countInSnapshot(asSeenBy(locator, seen), pair.a.page).length === 1 &&
      countInSnapshot(asSeenBy(locator, again), pair.b.page).length === 1;
    const locator = row?.locators.find((each) => isSturdy(each) && isAlone(each));
    if (row === null || locator === undefined) continue;
    const second: Locator = { ...locator, links: [...locator.links, { by: 'nth', index: 1 }] };
    const element = { ...row.fingerprint, interactive: false };
    const found = {
      target: { locator: second, fingerprint: row.fingerprint },
      locators: [second],
      a: element,
      b: element,
    };
    const words = 'a second one of what was made';
    return [makeCheck(pair, 'once', rank, { matcher: 'toBeHidden', expected: true }, { found, words })];
  }
  return [];
}
