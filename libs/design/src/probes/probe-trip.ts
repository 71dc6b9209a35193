import { stripVTControlCharacters } from 'node:util';
import { settle, type Session, type StepTimeouts } from '@testforge/browser';
import { isAppError, type Access, type LedgerEntry, type LogIn } from '@testforge/core';
import type { BrowserContext, Page, Response } from 'playwright';
import { announceLeaving, watchTraffic } from '../watch-traffic.js';
import type { Sighting } from './probe-findings.js';

/** What every probe has at hand. */
export interface ProbeTrip {
  session: Session;
  url: string;
  origins: readonly string[];
  access: Access;
  logIn: LogIn | undefined;
  timeouts: StepTimeouts;
  untilMs: number;
  sightings: Sighting[];
  ledger: LedgerEntry[];
  /** Why a probe could not be carried out to its end. */
  failed: Set<string>;
}

/** A site that can never be there (RFC 2606): whoever leads to it leads to any. What is asked of it is answered here and never leaves. */
export const foreignHost = 'testforge.invalid';

export const isForeign = (url: string): boolean => URL.parse(url)?.hostname === foreignHost;

const firstLine = (error: unknown): string =>
  stripVTControlCharacters(String(error)).split('\n')[0]?.slice(0, 200) ?? '';

/** Null where the app lets nobody in at the moment. */
const enter = ({ session, failed }: ProbeTrip, signedOut: boolean): Promise<BrowserContext | null> =>
  session.newContext({ signedOut }).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    failed.add(firstLine(error));
    return null;
  });

/** Work in a page of a clean context; what it writes is told. What does not work is no finding, and is told. */
export async function inPage<T>(
  trip: ProbeTrip,
  signedOut: boolean,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T | null> {
  const context = await enter(trip, signedOut);
  if (context === null) return null;
  try {
    await announceLeaving(context);
    const page = await context.newPage();
    const traffic = watchTraffic(page, { origins: trip.origins, known: [] });
    return await work(page, context)
      .catch((error: unknown) => {
        trip.failed.add(firstLine(error));
        return null;
      })
      .finally(() => trip.ledger.push(...traffic.ledger));
  } finally {
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  }
}

const restMs = 3_000;

/** Opens an address and waits for rest. Null where it does not open. */
export async function open(page: Page, url: string, { timeouts }: ProbeTrip): Promise<Response | null> {
  const response = await page.goto(url, { timeout: timeouts.pageTimeoutMs }).catch(() => null);
  await settle(page, { timeoutMs: restMs, untouched: true });
  return response;
}

const longestAnswer = 200_000;

/** What the app answers from now on, for as long as `work` takes. */
export async function answersDuring(page: Page, origins: readonly string[], work: () => Promise<unknown>) {
  const answers: Promise<{ url: string; status: number; text: string }>[] = [];
  const note = (response: Response): void => {
    const type = response.headers()['content-type'] ?? '';
    if (!/html|json|text\/plain/i.test(type) || !origins.includes(URL.parse(response.url())?.origin ?? '')) return;
    const text = response.text().then(
      (all) => all.slice(0, longestAnswer),
      () => '',
    );
    answers.push(text.then((all) => ({ url: response.url(), status: response.status(), text: all })));
  };
  page.on('response', note);
  try {
    await work();
  } finally {
    page.off('response', note);
  }
  return Promise.all(answers);
}
