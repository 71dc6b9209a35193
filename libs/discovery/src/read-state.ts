import { join } from 'node:path';
import type { AppState, Finding, PageSnapshot, ReachStep, RunLimits } from '@testforge/core';
import { settle } from '@testforge/browser';
import type { Page } from 'playwright';
import { checkAccessibility } from './check-accessibility.js';
import { collectBuilt } from './collect-built.js';
import type { Candidate } from './frontier.js';
import type { RequestGuard } from './guard-requests.js';
import { openPage, type Opened } from './open-page.js';
import { popupsOf } from './open-tabs.js';
import { passOverlay, type PassedOverlay } from './pass-overlay.js';
import { sizeOf, type PageProof } from './prove-locators.js';
import { readVitals } from './read-vitals.js';
import { readChildren, type ChildState } from './read-children.js';
import type { Stopwatch } from './stopwatch.js';
import type { Turn } from './take-turns.js';
import { pathOf } from './url-template.js';
import { watchPage, type PageWatch } from './watch-page.js';

export interface ReadOptions {
  limits: RunLimits;
  origins: string[];
  guard: RequestGuard;
  proof: PageProof;
  /** Tests of this app may write. */
  mayWrite: boolean;
  outDir: string;
  /** Picture and accessibility: once a template. */
  thorough: boolean;
  /** There is more to read than time for it: faults of accessibility are left for later, and fewer openers are tried. */
  isBehind: boolean;
  /** Closes the window that this app puts over its pages, as seen on an earlier one. */
  uncover: ClickStep | null;
  /** Hardly anything else is known of the app: a page that leads to no other may be all of it. */
  mayBeWhole: boolean;
  /** `false`: nothing is clicked. */
  withChildren?: boolean;
  /** Openers already tried on other pages. */
  tried: ReadonlySet<string>;
  /** Whether a page of this address and structure is already a state, which needs no second look. */
  isKnown(snapshot: PageSnapshot): boolean;
  /** Whether the page looks as if the session were lost; absent where there is none. */
  looksOutside?: ((snapshot: PageSnapshot) => boolean) | undefined;
  pictureName: string;
  watch: Stopwatch;
  untilMs: number;
  /** Told what could not be read, and why. */
  note(text: string): void;
}

export type ClickStep = Extract<ReachStep, { kind: 'click' }>;

/** A state without its place among the others: key, template and samples are given when it is filed. */
export type ReadState = Pick<
  AppState,
  'path' | 'status' | 'reach' | 'snapshot' | 'locators' | 'requests' | 'screenshot' | 'covered' | 'loadMs' | 'vitals'
> & { url: string };

export interface PageReading {
  candidate: Candidate;
  opened: Opened;
  state: ReadState | null;
  /** The page as a window covered it, and what closed that. */
  cover?: { state: ReadState; step: ClickStep; asksCookies: boolean };
  children: ChildState[];
  /** Keys of the openers that were tried. */
  tried: string[];
  /** Addresses of windows that the page opened. */
  popups: string[];
  findings: Finding[];
  /** Its accessibility is still to be looked at. */
  unchecked?: true;
  /** `before`: the page was not shown because nobody is logged in any more. `after`: what was tried on it ended the session. */
  lost?: 'before' | 'after';
}

const hugeElements = 6_000;
/** How long a page may take to come to rest before it is read as it is. */
const settleMs = 5_000;

/** The picture's file name, or nothing where the page would not be pictured. */
async function takePicture(page: Page, fullPage: boolean, options: ReadOptions): Promise<string | undefined> {
  const path = join(options.outDir, options.pictureName);
  return page.screenshot({ path, type: 'jpeg', quality: 60, fullPage, timeout: 8_000, animations: 'disabled' }).then(
    () => options.pictureName,
    (error: unknown) => {
      if (page.isClosed()) throw error;
      options.note(`no picture of ${pathOf(page.url())}: ${reasonOf(error)}`);
      return undefined;
    },
  );
}

/** A reading of nothing: why is told by `opened`. */
export const nothingRead = (candidate: Candidate, opened: Opened): PageReading => ({
  candidate,
  opened,
  state: null,
  children: [],
  tried: [],
  popups: [],
  findings: [],
});

/** What one look at a page showed. */
interface Look {
  first: PageSnapshot;
  passed: PassedOverlay | null;
  status: number;
  loadMs: number;
  requests: ReadState['requests'];
  vitals?: ReadState['vitals'];
}

/** The state that was seen, and the page as a window covered it where one did. */
function seenOf(nothing: PageReading, look: Look, options: ReadOptions): PageReading & { state: ReadState } {
  const { first, passed, ...rest } = look;
  const snapshot = passed?.after ?? first;
  const goto: ReachStep = { kind: 'goto', path: pathOf(nothing.candidate.url) };
  const uncover = passed?.step ?? options.uncover;
  const bare = { ...rest, url: snapshot.url, path: pathOf(snapshot.url), reach: [goto], snapshot, locators: {} };
  const state: ReadState = uncover ? { ...bare, reach: [goto, uncover], covered: true } : bare;
  if (!passed) return { ...nothing, state };
  const locators = { [String(passed.index)]: passed.locator };
  const { step, asksCookies } = passed;
  return { ...nothing, state, cover: { state: { ...bare, snapshot: first, locators }, step, asksCookies } };
}

/**
 * Adds what takes longer: locators, and once a template picture, accessibility and what the openers show. Until the openers
 * the app is asked for nothing, and the turn is another page's.
 */
async function complete(
  page: Page,
  seen: PageReading & { state: ReadState },
  watch: PageWatch,
  turn: Turn,
  options: ReadOptions,
): Promise<PageReading> {
  const { state } = seen;
  const { time } = options.watch;
  turn.pass();
  state.locators = await time('proving', () => options.proof.locatorsOf(page, state.snapshot));
  if (!options.thorough) return seen;
  // Neither axe-core nor a picture of all of it can be stopped: on a huge page they would hold all that comes after.
  const size = sizeOf(state.snapshot);
  const isHuge = size > hugeElements;
  state.screenshot = await time('picturing', () => takePicture(page, !isHuge && !options.isBehind, options));
  if (isHuge) options.note(`accessibility of ${state.path} was not checked: it has ${size} elements`);
  const faults =
    isHuge || options.isBehind ? [] : await time('accessibility', () => checkAccessibility(page, 8_000, options.note));
  if (options.withChildren === false) return { ...seen, findings: [...watch.findings(), ...faults] };
  await turn.take();
  const { lost } = await time('openers', () => readChildren(page, state, watch, options, seen));
  await watch.lookedInto();
  const findings = [...watch.findings(), ...faults];
  return { ...seen, popups: popupsOf(page), findings, ...(lost && { lost: 'after' as const }) };
}

/**
 * Opens one address in a page, with the turn that was taken for it, and reads all that is to be known of it. `onSeen` is
 * given what counts as soon as it is there, and what is added to it later: whoever waits no longer has that.
 */
export async function readPage(
  page: Page,
  candidate: Candidate,
  options: ReadOptions,
  { turn, onSeen }: { turn: Turn; onSeen(sofar: PageReading): void },
): Promise<PageReading> {
  const startedAt = performance.now();
  const watch = watchPage(page, options.guard, options.origins);
  try {
    options.guard.leaves(page);
    const { time } = options.watch;
    const opened = await time('opening', () => openPage(page, candidate.url, options.limits.pageTimeoutMs));
    const nothing: PageReading = { ...nothingRead(candidate, opened), findings: watch.findings() };
    if (opened.kind === 'page' && opened.status === 401 && options.looksOutside) return { ...nothing, lost: 'before' };
    if (
      opened.kind !== 'page' ||
      (opened.status >= 400 && candidate.from !== null) ||
      !options.origins.includes(new URL(opened.url).origin)
    )
      return nothing;
    await time('settling', () => settle(page, { timeoutMs: settleMs, untouched: true }));
    const loadMs = Math.round(performance.now() - startedAt);
    const first = await time('collecting', () =>
      collectBuilt(page, options.limits.pageTimeoutMs, { onLeftOut: options.note }),
    );
    const vitals = await readVitals(page);
    const passed = await time('uncovering', () => passOverlay(page, first));
    const snapshot = passed?.after ?? first;
    await watch.lookedInto();
    if (!options.origins.includes(new URL(snapshot.url).origin)) return nothing;
    if (options.looksOutside?.(snapshot)) return { ...nothing, lost: 'before' };
    const look = {
      first,
      passed,
      status: opened.status,
      loadMs,
      requests: watch.requests(),
      ...(vitals && { vitals }),
    };
    const seen = seenOf(nothing, look, options);
    seen.popups = popupsOf(page);
    if (options.isKnown(snapshot)) return seen;
    if (options.thorough && options.isBehind && sizeOf(snapshot) <= hugeElements) seen.unchecked = true;
    onSeen(seen);
    return await complete(page, seen, watch, turn, options);
  } finally {
    watch.stop();
  }
}

/** The first line of what went wrong. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? '';
