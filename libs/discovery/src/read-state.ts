import { join } from 'node:path';
import type { AppState, Finding, Locator, PageSnapshot, ReachStep, RunLimits } from '@testforge/core';
import { chooseLocators, collectPage, settle } from '@testforge/browser';
import type { Page } from 'playwright';
import { checkAccessibility } from './check-accessibility.js';
import type { Candidate } from './frontier.js';
import type { RequestGuard } from './guard-requests.js';
import { findOpeners, tryOpener, type Opening } from './interact.js';
import { openPage, type Opened } from './open-page.js';
import { pathOf } from './url-template.js';
import { wantedLocators } from './wanted-locators.js';
import { watchPage } from './watch-page.js';

export interface ReadOptions {
  limits: RunLimits;
  origins: string[];
  guard: RequestGuard;
  outDir: string;
  /** Picture and accessibility: once a template. */
  thorough: boolean;
  /** Openers already tried on other pages; grows. */
  tried: Set<string>;
  /** Whether a page of this address and structure is already a state, which needs no second look. */
  isKnown(url: string, structureHash: string): boolean;
  pictureName: string;
  untilMs: number;
}

/** A state without its place among the others: key, template and samples are given when it is filed. */
export type ReadState = Pick<
  AppState,
  'path' | 'status' | 'reach' | 'snapshot' | 'locators' | 'requests' | 'screenshot' | 'loadMs'
> & { url: string };

export interface PageReading {
  candidate: Candidate;
  opened: Opened;
  state: ReadState | null;
  children: ReadState[];
  findings: Finding[];
}

const mostLocators = 160;
const mostOpeners = 6;

/** The picture's file name, or nothing where the page would not be pictured. */
async function takePicture(page: Page, options: ReadOptions): Promise<string | undefined> {
  const path = join(options.outDir, options.pictureName);
  return page
    .screenshot({ path, type: 'jpeg', quality: 60, fullPage: true, timeout: 8_000, animations: 'disabled' })
    .then(
      () => options.pictureName,
      () => undefined,
    );
}

const locatorsOf = (page: Page, snapshot: PageSnapshot): Promise<Record<string, Locator>> =>
  chooseLocators(page, snapshot, wantedLocators(snapshot, mostLocators));

async function readChildren(page: Page, parent: ReadState, options: ReadOptions): Promise<ReadState[]> {
  const openers = findOpeners(parent.snapshot)
    .filter((opener) => !options.tried.has(opener.key))
    .slice(0, mostOpeners);
  const children: ReadState[] = [];
  for (const opener of openers) {
    options.tried.add(opener.key);
    const locator = parent.locators[String(opener.index)];
    if (!locator || performance.now() > options.untilMs) continue;
    const opening = await tryOpener(page, parent.snapshot, locator, options.limits);
    if (!opening) continue;
    children.push(await childOf(page, parent, opening));
    await openPage(page, parent.url, options.limits.pageTimeoutMs);
    await settle(page, { timeoutMs: 3_000 });
  }
  return children;
}

async function childOf(page: Page, parent: ReadState, opening: Opening): Promise<ReadState> {
  const moved = opening.url !== parent.snapshot.url;
  const locators = moved ? {} : await locatorsOf(page, opening.snapshot);
  return {
    url: opening.url,
    path: pathOf(opening.url),
    status: parent.status,
    reach: [...parent.reach, opening.step],
    snapshot: opening.snapshot,
    locators,
    requests: [],
    loadMs: 0,
  };
}

/** Opens one address in a page and reads all that is to be known of it. */
export async function readPage(page: Page, candidate: Candidate, options: ReadOptions): Promise<PageReading> {
  const startedAt = performance.now();
  const watch = watchPage(page, options.guard, options.origins);
  try {
    const opened = await openPage(page, candidate.url, options.limits.pageTimeoutMs);
    const nothing = { candidate, opened, state: null, children: [], findings: watch.findings() };
    if (
      opened.kind !== 'page' ||
      (opened.status >= 400 && candidate.from !== null) ||
      !options.origins.includes(new URL(opened.url).origin)
    )
      return nothing;
    await settle(page, { timeoutMs: Math.min(options.limits.pageTimeoutMs, 5_000) });
    const loadMs = Math.round(performance.now() - startedAt);
    const snapshot = await collectPage(page);
    if (!options.origins.includes(new URL(snapshot.url).origin)) return nothing;
    const reach: ReachStep[] = [{ kind: 'goto', path: pathOf(candidate.url) }];
    const state: ReadState = {
      url: snapshot.url,
      path: pathOf(snapshot.url),
      status: opened.status,
      reach,
      snapshot,
      locators: {},
      requests: watch.requests(),
      loadMs,
    };
    if (options.isKnown(snapshot.url, snapshot.structureHash)) return { ...nothing, state };
    state.locators = await locatorsOf(page, snapshot);
    if (!options.thorough) return { ...nothing, state };
    state.screenshot = await takePicture(page, options);
    const faults = await checkAccessibility(page, 8_000);
    const children = await readChildren(page, state, options);
    return { candidate, opened, state, children, findings: [...watch.findings(), ...faults] };
  } finally {
    watch.stop();
  }
}
