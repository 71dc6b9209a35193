import { performLogIn } from '@testforge/browser';
import type { Page } from 'playwright';
import { findDatabaseWords, findMark, makeMark } from './marks.js';
import type { AddressProbe } from './plan-probes.js';
import { answersDuring, foreignHost, inPage, isForeign, open, type ProbeTrip } from './probe-trip.js';

/** The address with another value for the probed parameter. */
function withValue({ path, parameter }: AddressProbe, base: string, change: (value: string) => string): string {
  const url = new URL(path, base);
  url.searchParams.set(parameter, change(url.searchParams.get(parameter) ?? ''));
  return url.href;
}

/** Parameters of addresses: mark-up that is shown as such, a quote that reaches the database, a way that leads anywhere. */
export async function probeAddresses(trip: ProbeTrip, addresses: readonly AddressProbe[]): Promise<number> {
  let done = 0;
  for (const signedOut of [false, true])
    await inPage(trip, signedOut, async (page) => {
      const timesLed = await catchForeign(page);
      for (const probe of addresses.filter((each) => each.signedOut === signedOut)) {
        if (performance.now() > trip.untilMs) return;
        if (probe.leads) await askToLead(page, probe, trip, timesLed);
        await askWithMark(page, probe, trip);
        if (!probe.leads) await askWithQuote(page, probe, trip);
        done += 1;
      }
    });
  const way = addresses.find(({ leads }) => leads);
  if (way && performance.now() < trip.untilMs) await enterToLead(trip, addresses);
  return done;
}

async function askWithMark(page: Page, probe: AddressProbe, trip: ProbeTrip): Promise<void> {
  const mark = makeMark({ breaksOut: true });
  const url = withValue(probe, trip.url, (value) => value + mark.text);
  const response = await open(page, url, trip);
  if (response === null) trip.failed.add(`${probe.template} did not open with mark-up in “${probe.parameter}”`);
  const seen = await findMark(page, mark);
  if (seen !== null)
    trip.sightings.push({ hole: 'reflected', page: probe.template, url, input: probe.parameter, seen });
}

/** The database's words, or an error of the app's own that a second quote takes away; neither without a quote. */
async function askWithQuote(page: Page, probe: AddressProbe, trip: ProbeTrip): Promise<void> {
  const answersWith = async (more: string) => {
    const url = withValue(probe, trip.url, (value) => value + more);
    let status = 0;
    const answers = await answersDuring(page, trip.origins, async () => {
      status = (await open(page, url, trip))?.status() ?? 0;
    });
    return { url, status, words: answers.map(({ text }) => findDatabaseWords(text)).find((words) => words !== null) };
  };
  const broken = await answersWith("'");
  if (broken.words === undefined && broken.status < 500) return;
  const plain = await answersWith('');
  if (plain.words !== undefined || plain.status === 0 || plain.status >= 500) return;
  const mended = await answersWith("''");
  const isMended = mended.status > 0 && mended.status < 500 && mended.words === undefined;
  if (broken.words === undefined && !isMended) return;
  const seen = broken.words ?? `answers with ${broken.status} to one quote and with ${mended.status} to two`;
  trip.sightings.push({ hole: 'database', page: probe.template, url: broken.url, input: probe.parameter, seen });
}

const foreignAddress = (base: string): string => `${new URL(base).protocol}//${foreignHost}/`;

/** Stops what a script asks of the foreign site (its name leads nowhere in any case), and counts how often the page was led there. */
async function catchForeign(page: Page): Promise<() => number> {
  let led = 0;
  page.on('request', (request) => {
    if (isForeign(request.url()) && request.isNavigationRequest() && request.frame() === page.mainFrame()) led += 1;
  });
  await page.route(
    (url) => isForeign(url.href),
    (route) => route.abort(),
  );
  return () => led;
}

async function askToLead(page: Page, probe: AddressProbe, trip: ProbeTrip, timesLed: () => number): Promise<void> {
  const before = timesLed();
  const url = withValue(probe, trip.url, () => foreignAddress(trip.url));
  await open(page, url, trip);
  if (timesLed() > before) tellLed(trip, probe, url);
}

const tellLed = (trip: ProbeTrip, { template, parameter }: AddressProbe, url: string): void =>
  void trip.sightings.push({ hole: 'redirect', page: template, url, input: parameter, seen: foreignAddress(trip.url) });

/** The page of the log-in says where to go on to: whoever logs in there is led anywhere. */
async function enterToLead(trip: ProbeTrip, addresses: readonly AddressProbe[]): Promise<void> {
  const { logIn, access } = trip;
  const door = logIn?.steps.find((step) => step.kind === 'goto');
  if (!logIn || door?.kind !== 'goto') return;
  const doorPath = new URL(door.path, trip.url).pathname;
  const probe = addresses.find(({ leads, path }) => leads && new URL(path, trip.url).pathname === doorPath);
  if (!probe || trip.sightings.some(({ hole, page }) => hole === 'redirect' && page === probe.template)) return;
  const url = withValue(probe, trip.url, () => foreignAddress(trip.url));
  const { pathname, search } = new URL(url);
  const steps = logIn.steps
    .filter(({ kind }) => kind !== 'expect')
    .map((step) => (step === door ? { ...door, path: pathname + search } : step));
  await inPage(trip, true, async (page) => {
    const timesLed = await catchForeign(page);
    await performLogIn(page, { ...logIn, steps }, access, trip.timeouts);
    if (timesLed() > 0) tellLed(trip, probe, url);
  });
}
