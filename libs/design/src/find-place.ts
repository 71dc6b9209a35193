import type { PageSnapshot, Step } from '@testforge/core';
import type { Draft } from './draft.js';
import { says, withoutHead, type OwnText } from './own-value.js';
import { goTo, isOwnPage, wholePathOf } from './reach-own.js';
import { findOwnLink, findRow } from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { standsSurely } from './stands-surely.js';

/** What is done with the record where it is listed. */
export const deeds: readonly (string | undefined)[] = [
  'change',
  'spoil',
  'forgo',
  'repeat',
  'delete',
  'extend',
  'part',
  'lack',
  'double',
  'act',
  'set',
];

/**
 * Where the record is shown: here, or on one of the pages that may list it. What is done with it is done where it is listed:
 * the address of its own page is another for the next one. The page it is filled in on may be the list.
 */
export async function findPlace(hands: Hands, draft: Draft, { before, seen }: Looks, own: OwnText) {
  const isHere = says(seen, own.text) && (isOwnPage(seen, own) || standsSurely(seen, own));
  const here = isHere ? { page: seen, steps: [] as Step[], again: null } : null;
  const mustLast = deeds.includes(draft.watch.record) && isOwnPage(seen, own);
  if (here !== null && !mustLast) return here;
  const filledIn = draft.steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : [])).slice(-1);
  const listed = await findListed(hands, draft, own, mustLast ? filledIn : []);
  // What is opened again by its own address cannot be seen to be gone: the next one has another.
  if (listed === null && here === null && draft.watch.record === 'find' && isAwaited(hands, draft, { before, seen }))
    return findBehind(hands, draft, own);
  if (listed !== null || here === null || draft.watch.record === 'delete') return listed;
  return { page: await hands.take([goTo(wholePathOf(seen.url), 'open-own-again')]), steps: [] as Step[], again: null };
}

/** What was seen before the record was made, and behind it. */
export interface Looks {
  before: PageSnapshot;
  seen: PageSnapshot;
}

/** Whether something is waited for behind the making: who leaves a page whose script is still sending loses what it sends. */
const isAwaited = (hands: Hands, { watch }: Draft, { before, seen }: Looks): boolean =>
  hands.wasPosted() ||
  (watch.effects.includes('message') && seen.messages.some((message) => !before.messages.includes(message)));

/** In the part of its page that was opened to make it: a page that is loaded anew shows another part first. */
async function findBehind(hands: Hands, draft: Draft, { text }: OwnText) {
  const [open] = draft.steps.filter((step) => step.kind === 'goto');
  const way = opening(draft);
  if (open === undefined || way.length === 0) return null;
  const steps = [goTo(open.path, 'open-again'), ...way];
  const page = await hands.take(steps);
  return says(page, text) && standsSurely(page, { text }) ? { page, steps, again: null } : null;
}

/** The steps that ask a search box, for another value than they were made for. */
export const askedFor = (search: readonly Step[], value: OwnText['value']): Step[] =>
  search.map((step) =>
    (step.kind === 'fill' || step.kind === 'press') && step.value.kind === 'unique' && value.kind === 'unique'
      ? titled({ ...step, value })
      : step,
  );

/** Where the draft fills something in. */
const filledInAt = ({ steps }: Draft): string =>
  steps.flatMap((step) => (step.kind === 'goto' ? [step.path.split('?')[0] ?? ''] : [])).at(-1) ?? '';

/** Whether a page is the one that something is filled in on, or one above it; the start page is above all. */
const isNear = (path: string, at: string): boolean =>
  path === at || (path !== '/' && at.startsWith(path.endsWith('/') ? path : `${path}/`));

/**
 * The first of the pages that may list the record that does. A long list shows it only where it is looked for, which says more
 * than that another page tells of it.
 */
export async function findListed(hands: Hands, draft: Draft, own: Named, others: readonly string[] = []) {
  const paths = [...new Set([...(draft.watch.places ?? []), ...others])];
  const at = filledInAt(draft);
  const opened = (isWanted: (path: string) => boolean): Step[][] =>
    paths.filter(isWanted).map((path) => [goTo(path, 'open-list')]);
  return (
    (await firstThatShows(
      hands,
      opened((path) => isNear(path, at)),
      own,
    )) ??
    (await findBySearch(hands, draft, own)) ??
    (await firstThatShows(hands, [...opened((path) => !isNear(path, at)), ...(draft.watch.panels ?? [])], own))
  );
}

type Named = Pick<OwnText, 'value' | 'text'>;

async function firstThatShows(hands: Hands, ways: readonly Step[][], { text }: Named) {
  for (const steps of ways) {
    const page = await hands.take(steps);
    if (says(withoutHead(page), text) && standsSurely(page, { text })) return { page, steps, again: null };
  }
  return null;
}

async function findBySearch(hands: Hands, { watch: { search } }: Draft, own: Named) {
  const steps = search === undefined ? [] : askedFor(search, own.value);
  const page = steps.length === 0 ? null : withoutHead(await hands.take(steps));
  return page !== null && (findRow(page, own) !== null || findOwnLink(page, own) !== null)
    ? { page, steps, again: steps }
    : null;
}

/** What opens the part of the page in which the draft enters something: a tab, a panel. */
export function opening({ steps }: Draft): Step[] {
  const first = steps.findIndex(({ kind }) => kind !== 'goto' && kind !== 'click');
  return steps.slice(0, first).filter(({ kind }) => kind === 'click');
}
