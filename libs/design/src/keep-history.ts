import type { PageSnapshot, Step } from '@testforge/core';
import type { Draft } from './draft.js';
import { says, uniqueValues } from './own-value.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';

/**
 * What somebody sends inside of the account that the draft made stands on the account's own page, to which making it led.
 * Throws where it does not: then the app keeps it to itself, and nothing can be said.
 */
export async function seekHistory(hands: Hands, draft: Draft, seen: PageSnapshot): Promise<FurtherLook[]> {
  const meanwhile: readonly Step[] = draft.watch.meanwhile ?? [];
  const known = new Set(uniqueValues(draft).map((value) => JSON.stringify(value)));
  const sent = uniqueValues({ steps: [...meanwhile] }).filter((value) => !known.has(JSON.stringify(value)));
  const { pathname, search } = new URL(seen.url);
  const open = titled({ kind: 'goto', key: 'open-own-page', phase: 'when', path: `${pathname}${search}` });
  const steps = [...meanwhile, open];
  const page = await hands.take(steps);
  const own = sent.filter((value) => says(page, hands.text(value)));
  if (own.length === 0) throw new Error('What was sent is not shown to who sent it.');
  return [{ name: 'found', steps, own, page }];
}
