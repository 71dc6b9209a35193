import { countInSnapshot, createSession } from '@testforge/browser';
import { accessAs, nobodyRole, type LogIn, type PageSnapshot } from '@testforge/core';
import type { Browser, BrowserContext, Page } from 'playwright';
import { logInByForm } from '../log-in/log-in.js';
import type { Trip } from '../trip.js';
import { lookAt, type Look } from './look-at.js';

/** The app as one role sees it. */
export interface Sight {
  role: string;
  page: Page;
  /** How this role logs in; absent of whoever does not. */
  steps?: LogIn['steps'];
  /** The page one lands on. */
  landing?: PageSnapshot;
  /** Pages that were read on the ways that this role is led, by template. */
  looks: Map<string, Look>;
  /** Templates of all addresses that links on them lead to. */
  linked: Set<string>;
  /** Whether one is still inside; true of whoever is not. */
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

const seenSoFar = (): Pick<Sight, 'looks' | 'linked'> => ({ looks: new Map(), linked: new Set() });

const closing = (context: BrowserContext) => async (): Promise<void> => {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
};

/** A clean browser of somebody who is not logged in. */
export async function openAsNobody(browser: Browser, { input, guard }: Trip): Promise<Sight> {
  const { url, access, limits } = input;
  const context = await createSession({ browser, url, access, timeouts: limits }).newContext({ signedOut: true });
  await guard.watch(context);
  const page = await context.newPage();
  return { role: nobodyRole, page, ...seenSoFar(), isAlive: async () => true, close: closing(context) };
}

/** A clean browser in which the role logged in. Throws AppError `discovery.log_in_failed`. */
export async function openAsRole(browser: Browser, role: string, trip: Trip): Promise<Sight> {
  const { input, guard } = trip;
  const { url, limits } = input;
  const access = accessAs(input.access, role);
  const context = await createSession({ browser, url, access, timeouts: limits }).newContext();
  const close = closing(context);
  try {
    await guard.watch(context);
    const page = await context.newPage();
    const { steps, landing } = await guard.allowWrites(() => logInByForm(page, { url, access, limits }));
    const isAlive = () => showsMarker(page, { steps, landing }, trip);
    return { role, page, steps, landing, ...seenSoFar(), isAlive, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whether the page one landed on still shows what only those inside see. */
async function showsMarker(
  page: Page,
  { steps, landing }: Required<Pick<Sight, 'steps' | 'landing'>>,
  trip: Trip,
): Promise<boolean> {
  const marker = steps.findLast(({ kind }) => kind === 'expect');
  const look = await lookAt(page, landing.url, trip);
  if (look === null || marker?.kind !== 'expect') return false;
  return marker.target
    ? countInSnapshot(marker.target.locator, look.snapshot).length > 0
    : new URL(look.snapshot.url).pathname === new URL(landing.url).pathname;
}
