import type { LedgerEntry } from '@testforge/core';
import type { Draft } from './draft.js';
import type { DraftOutcome } from './observation.js';
import { uniqueValues } from './own-value.js';

/**
 * What a scenario wrote, with what that made and whether it was removed again: what else was made stays in the app, and
 * its owner is told. The first kind of writing request that the app took is the one that makes.
 */
export function tellRemains(draft: Draft, { ledger, added }: DraftOutcome): LedgerEntry[] {
  const made = uniqueValues({ steps: [...draft.steps, ...(added ?? [])] })[0]?.prefix;
  const isTaken = ({ urlTemplate, status }: LedgerEntry): boolean =>
    urlTemplate.startsWith('/') && status !== null && status < 400;
  const first = ledger.find((entry) => isTaken(entry) && entry.method !== 'DELETE');
  if (made === undefined || first === undefined || !draft.watch.writes) return ledger;
  const cleanedUp = draft.watch.record === 'delete' && added !== null;
  return ledger.map((entry) =>
    isTaken(entry) && entry.method === first.method && entry.urlTemplate === first.urlTemplate
      ? { ...entry, created: made, cleanedUp }
      : entry,
  );
}
