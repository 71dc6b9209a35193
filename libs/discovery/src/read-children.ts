import { collectPage, settle, toLocator } from '@testforge/browser';
import type { Locator, PageSnapshot, ReachStep } from '@testforge/core';
import type { Page } from 'playwright';
import { findOpeners, isAlone, type Opener } from './find-openers.js';
import { openPage } from './open-page.js';
import { readChoices } from './read-choices.js';
import type { PageReading, ReadOptions, ReadState } from './read-state.js';
import { isSamePage, pathOf } from './url-template.js';
import type { PageWatch } from './watch-page.js';

/** A state that a click led to. */
export interface ChildState {
  state: ReadState;
  /** Of the opener, the same wherever it stands. */
  key: string;
}

/** Openers tried on a page as it was opened, and within what one of them showed. A page that leads to no other is the whole app. */
const mostOpeners = { usual: [10, 4], behind: [5, 2], alone: [24, 8, 3] };
/** How long the openers of one page may take while there is more to read than time for it. */
const behindMs = 12_000;
/** Of the time that is left, what one page among others may have for its openers. */
const shareOfRest = 1 / 4;

/** Until when a page's openers are tried. The page that is the whole app has all the time there is. */
function timeFor({ untilMs, isBehind }: Pick<ReadOptions, 'untilMs' | 'isBehind'>, isWhole: boolean): number {
  const now = performance.now();
  const share = isBehind ? behindMs : isWhole ? Infinity : Math.max(behindMs, (untilMs - now) * shareOfRest);
  return Math.min(untilMs, now + share);
}

async function click(page: Page, locator: Locator, timeoutMs: number): Promise<boolean> {
  return toLocator(page, locator)
    .click({ timeout: Math.min(timeoutMs, 2_000) })
    .then(
      () => true,
      (error: unknown) => {
        if (page.isClosed()) throw error;
        return false;
      },
    );
}

/** Opens a state anew: its address, then the clicks that lead on. */
async function reopen(
  page: Page,
  root: string,
  state: ReadState,
  watch: PageWatch,
  options: ReadOptions,
): Promise<void> {
  watch.leave();
  options.guard.leaves(page);
  await openPage(page, root, options.limits.pageTimeoutMs);
  await settle(page, { timeoutMs: 3_000, untouched: true });
  for (const step of state.reach) {
    // What closed a window on the first visit finds none on the next.
    if (step.kind !== 'click' || (step === state.reach[1] && state.covered)) continue;
    await click(page, step.locator, options.limits.actionTimeoutMs);
    await settle(page, { timeoutMs: 2_000 });
  }
}

/** From one tab to the next there is no need to go back first. */
const isTab = ({ snapshot }: ReadState, { index }: Opener): boolean => snapshot.elements[index]?.role === 'tab';

/** Whether the page shows the state again after the key that closes dialogs and menus: much sooner than opened anew. */
async function closeAgain(page: Page, state: ReadState): Promise<boolean> {
  if (page.url() !== state.url) return false;
  await page.keyboard.press('Escape');
  await settle(page, { timeoutMs: 1_000 });
  const { structureHash, elements } = await collectPage(page);
  return structureHash === state.snapshot.structureHash && elements.length === state.snapshot.elements.length;
}

/** “New” may write a draft before it shows its form: fields are fields, whatever was stopped. */
function showsFields(now: PageSnapshot, before: PageSnapshot): boolean {
  const count = ({ forms }: PageSnapshot) => forms.reduce((sum, { fields }) => sum + fields.length, 0);
  return count(now) > count(before);
}

/**
 * Clicks an opener and reads what came: `shown` is null where nothing new did, `moved` tells whether the page is still as it
 * was. What it would write is stopped: an opener that turns
 * out to write is none, and what then goes wrong in the page is our doing.
 */
async function tryOpener(
  page: Page,
  parent: ReadState,
  opener: Opener,
  locator: Locator,
  watch: PageWatch,
  options: ReadOptions,
): Promise<{ shown: PageSnapshot | null; moved: boolean }> {
  const clickAndRead = async () => {
    if (!(await click(page, locator, options.limits.actionTimeoutMs))) return null;
    await settle(page, { timeoutMs: 2_500 });
    return collectPage(page);
  };
  const known = watch.findings().length;
  options.guard.touched(page);
  const { result, wrote } =
    opener.kind === 'declared'
      ? { result: await clickAndRead(), wrote: false }
      : await options.guard.withoutWrites(page, clickAndRead);
  if (wrote) watch.forgetFrom(known);
  const keeps = !wrote || (options.mayWrite && result !== null && showsFields(result, parent.snapshot));
  if (!result || !keeps || !/^https?:/.test(result.url)) return { shown: null, moved: result !== null };
  const moved =
    result.url !== parent.snapshot.url ||
    result.structureHash !== parent.snapshot.structureHash ||
    result.elements.length !== parent.snapshot.elements.length;
  const isNew =
    result.url !== parent.snapshot.url ||
    result.structureHash !== parent.snapshot.structureHash ||
    result.links.some(({ href }) => !parent.snapshot.links.some((link) => link.href === href));
  return { shown: isNew ? result : null, moved: moved || isNew };
}

async function childOf(
  page: Page,
  parent: ReadState,
  locator: Locator,
  snapshot: PageSnapshot,
  options: ReadOptions,
): Promise<ReadState> {
  const step: ReachStep = { kind: 'click', locator };
  const isOwn = options.origins.includes(new URL(snapshot.url).origin);
  const worth = isOwn && !options.isKnown(snapshot);
  const locators = worth ? await options.proof.locatorsOf(page, snapshot) : {};
  if (worth) await readChoices(page, { snapshot, locators }, options);
  return {
    url: snapshot.url,
    path: pathOf(snapshot.url),
    status: parent.status,
    reach: [...parent.reach, step],
    snapshot,
    locators,
    requests: [],
    ...(parent.covered && { covered: true }),
    loadMs: 0,
  };
}

/**
 * Tries the openers of a state, and those of what they show at the same address; adds to `all` what they showed, and the
 * keys of those tried. `lost`: one of them ended the session. The page must show `parent`.
 */
export async function readChildren(
  page: Page,
  parent: ReadState,
  watch: PageWatch,
  options: ReadOptions,
  all: Pick<PageReading, 'children' | 'tried'>,
): Promise<{ lost: boolean }> {
  const isWhole = options.mayBeWhole && isAlone(parent.snapshot);
  const most = mostOpeners[options.isBehind ? 'behind' : isWhole ? 'alone' : 'usual'];
  const untilMs = timeFor(options, isWhole);
  let lost = false;
  const seen = new Set<string>([`${parent.url} ${parent.snapshot.structureHash}`]);

  async function descend(state: ReadState, level: number): Promise<void> {
    const openers = findOpeners(state.snapshot)
      .filter(({ key }) => !options.tried.has(key) && !all.tried.includes(key))
      .slice(0, most[level] ?? 0);
    const found: ReadState[] = [];
    // Opening a page anew is what costs most: only for the next click, and only where the last one changed something.
    let isElsewhere = level === 0 && (await readChoices(page, state, options));
    let last: Opener | null = null;
    for (const opener of openers) {
      const locator = state.locators[String(opener.index)];
      // What there was no time for may be tried on the next page that has it.
      if (lost || performance.now() > untilMs) break;
      all.tried.push(opener.key);
      if (!locator) continue;
      const isTabAgain = last !== null && isTab(state, last) && isTab(state, opener) && page.url() === state.url;
      if (isElsewhere && !isTabAgain && !(await closeAgain(page, state)))
        await reopen(page, parent.url, state, watch, options);
      last = opener;
      const { shown: snapshot, moved } = await tryOpener(page, state, opener, locator, watch, options);
      isElsewhere = moved;
      if (snapshot && options.looksOutside?.(snapshot)) lost = true;
      if (snapshot && !lost) {
        const child = await childOf(page, state, locator, snapshot, options);
        all.children.push({ state: child, key: opener.key });
        const place = `${child.url} ${snapshot.structureHash}`;
        if (isSamePage(child.url, parent.url) && !seen.has(place)) found.push(child);
        seen.add(place);
      }
    }
    for (const child of found) {
      if (lost || !most[level + 1] || performance.now() > untilMs) continue;
      if (!findOpeners(child.snapshot).some(({ key }) => !options.tried.has(key) && !all.tried.includes(key))) continue;
      await reopen(page, parent.url, child, watch, options);
      await descend(child, level + 1);
    }
  }

  await descend(parent, 0);
  return { lost };
}
