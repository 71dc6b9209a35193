import { settle } from '@testforge/browser';
import type { PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import { collectBuilt } from '../collect-built.js';
import { findLogInForm } from '../log-in/find-log-in-form.js';
import { openPage } from '../open-page.js';
import { passOverlay } from '../pass-overlay.js';
import { reasonOf } from '../read-state.js';
import type { Trip } from '../trip.js';
import { pathOf } from '../url-template.js';
import { placeOf } from './place-of.js';

/** What somebody was answered who asked for an address. */
export interface Look {
  /** The address that was asked for. */
  asked: string;
  status: number;
  snapshot: PageSnapshot;
}

const settleMs = 5_000;

/** The log-in page that an address led to at once, as it was read before; null where it led elsewhere. */
function knownDoor(asked: string, url: string, known: Iterable<Look>): PageSnapshot | null {
  if (placeOf(asked) === placeOf(url)) return null;
  for (const { snapshot } of known)
    if (placeOf(snapshot.url) === placeOf(url) && findLogInForm(snapshot) !== null) return { ...snapshot, url };
  return null;
}

/**
 * Asks for an address and reads what comes; null where that is no page of the app, or cannot be read. Where the app leads
 * to its log-in, which is among what is `known`, that is not read anew.
 */
export async function lookAt(page: Page, url: string, trip: Trip, known: Iterable<Look> = []): Promise<Look | null> {
  const { input, guard, note } = trip;
  guard.leaves(page);
  const opened = await openPage(page, url, input.limits.pageTimeoutMs);
  if (opened.kind !== 'page') return null;
  const door = knownDoor(url, opened.url, known);
  if (door !== null) return { asked: url, status: opened.status, snapshot: door };
  try {
    await settle(page, { timeoutMs: settleMs, untouched: true });
    const first = await collectBuilt(page, input.limits.pageTimeoutMs, { onLeftOut: note });
    // A greeting is closed by a click; whatever that would write is stopped.
    const { result: passed } = await guard.withoutWrites(page, () => passOverlay(page, first));
    const snapshot = passed?.after ?? first;
    return input.origins.includes(new URL(snapshot.url).origin)
      ? { asked: url, status: opened.status, snapshot }
      : null;
  } catch (error) {
    if (page.isClosed()) throw error;
    note(`${pathOf(url)} was not read: ${reasonOf(error)}`);
    return null;
  }
}
