import { createStepValues, performStep, settle, type StepValues } from '@testforge/browser';
import type { StepValue } from '@testforge/core';
import type { BrowserContext, Page, Request } from 'playwright';
import type { Draft } from '../draft.js';
import { uniqueValues } from '../own-value.js';
import { findMark, makeMark, type Mark } from './marks.js';
import { foreignHost, inPage, isForeign, open, type ProbeTrip } from './probe-trip.js';

/** A thing of our own, as it was made. */
interface Made {
  /** By what it is known. */
  text: string;
  /** The form as the browser sent it; null where a script did. */
  form: { url: string; fields: [string, string][]; asked: string } | null;
  /** Addresses that list it, by which another one is seen too. */
  places: string[];
}

type Resolve = StepValues['resolve'];
const restMs = 3_000;

/** Forms that make something of our own: what they take, and from whom. At most four things are made of a kind. */
export async function probeMakings(trip: ProbeTrip, makings: readonly Draft[]): Promise<number> {
  let done = 0;
  for (const draft of makings) {
    if (performance.now() > trip.untilMs) break;
    const made = await makeOne(trip, draft);
    if (made) {
      await makeMarked(trip, draft, made.places);
      if (made.form && made.places.length > 0) {
        await sendByAddress(trip, draft, made);
        await sendFromElsewhere(trip, draft, made);
      }
    }
    done += 1;
  }
  return done;
}

async function fillAndSend(page: Page, draft: Draft, resolve: Resolve, trip: ProbeTrip): Promise<void> {
  const { remember } = createStepValues(trip.access);
  for (const step of draft.steps) {
    await performStep(page, step, { resolve, remember }, trip.timeouts);
    if (['goto', 'click', 'press'].includes(step.kind)) await settle(page, { timeoutMs: restMs });
  }
}

const ownValue = (draft: Draft): StepValue | undefined => uniqueValues(draft)[0];

/** Whether the page itself says it; what stands in fields was only typed. */
const says = (page: Page, text: string): Promise<boolean> =>
  page
    .locator('body')
    .innerText({ timeout: 5_000 })
    .then(
      (said) => said.includes(text),
      () => false,
    );

const candidates = (draft: Draft, after: string, base: string): string[] => {
  const opened = draft.steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : []));
  return [...new Set([after, ...[...(draft.watch.places ?? []), ...opened].map((path) => new URL(path, base).href)])];
};

function sentForm(request: Request): Omit<NonNullable<Made['form']>, 'asked'> | null {
  const isForm = /x-www-form-urlencoded/i.test(request.headers()['content-type'] ?? '');
  return request.isNavigationRequest() && request.method() === 'POST' && isForm
    ? { url: request.url(), fields: [...new URLSearchParams(request.postData() ?? '')] }
    : null;
}

/** As the app means it to be done. Null where nothing of our own is named, or the app does not take it. */
async function makeOne(trip: ProbeTrip, draft: Draft): Promise<Made | null> {
  const value = ownValue(draft);
  if (value === undefined) return null;
  return inPage(trip, draft.signedOut === true, async (page) => {
    const { resolve } = createStepValues(trip.access);
    const text = resolve(value);
    let form: Made['form'] = null;
    page.on('request', (request) => {
      const sent = sentForm(request);
      if (sent?.fields.some(([, said]) => said === text)) form = { ...sent, asked: page.url() };
    });
    await fillAndSend(page, draft, resolve, trip);
    const places: string[] = [];
    for (const url of candidates(draft, page.url(), trip.url)) {
      await open(page, url, trip);
      if (await says(page, text)) places.push(url);
    }
    return { text, form, places };
  });
}

/** Texts with a mark behind them, so that they are still what they were. */
const marked =
  (resolve: Resolve, { text }: Mark): Resolve =>
  (value) =>
    value.kind === 'unique' && ['text', 'name'].includes(value.shape) ? `${resolve(value)}${text}` : resolve(value);

const labelsOf = (draft: Draft): string =>
  draft.steps
    .flatMap((step) =>
      step.kind === 'fill' && step.value.kind === 'unique' && ['text', 'name'].includes(step.value.shape)
        ? [step.target.fingerprint.label ?? step.target.fingerprint.nameAttr ?? 'text']
        : [],
    )
    .join(', ');

async function makeMarked(trip: ProbeTrip, draft: Draft, places: readonly string[]): Promise<void> {
  const mark = makeMark({ breaksOut: false });
  await inPage(trip, draft.signedOut === true, async (page) => {
    await fillAndSend(page, draft, marked(createStepValues(trip.access).resolve, mark), trip);
    for (const url of [null, ...places]) {
      if (url !== null) await open(page, url, trip);
      const seen = await findMark(page, mark);
      if (seen === null) continue;
      const where = { page: draft.pages[0] ?? '/', url: page.url(), input: labelsOf(draft) };
      trip.sightings.push({ hole: 'stored', ...where, seen });
      return;
    }
  });
}

/** The fields of the form once more, with a name of their own. */
function renamed({ text, form }: Made, draft: Draft, access: ProbeTrip['access']) {
  const value = ownValue(draft);
  const own = value === undefined ? text : createStepValues(access).resolve(value);
  return {
    own,
    fields: (form?.fields ?? []).map(([name, said]): [string, string] => [name, said === text ? own : said]),
  };
}

async function isListed(page: Page, places: readonly string[], own: string, trip: ProbeTrip): Promise<string | null> {
  for (const url of places) {
    await open(page, url, trip);
    if (!page.url().includes(own) && (await says(page, own))) return url;
  }
  return null;
}

/** What is asked for by a bare address must change nothing (RFC 9110, 9.2.1): links, pictures and prefetching ask so. */
async function sendByAddress(trip: ProbeTrip, draft: Draft, made: Made): Promise<void> {
  await inPage(trip, draft.signedOut === true, async (page) => {
    const { own, fields } = renamed(made, draft, trip.access);
    const url = new URL(made.form?.url ?? trip.url);
    for (const [name, said] of fields) url.searchParams.set(name, said);
    await open(page, url.href, trip);
    const seen = await isListed(page, made.places, own, trip);
    if (seen === null) return;
    const input = fields.map(([name]) => name).join(', ');
    trip.sightings.push({ hole: 'method', page: draft.pages[0] ?? '/', url: url.origin + url.pathname, input, seen });
    trip.ledger.push({ stage: 'design', method: 'GET', urlTemplate: url.pathname, status: 200 });
  });
}

const guardName = /csrf|xsrf|token|nonce|authenticity|verif|signature|form_?(?:key|build_?id)|captcha/i;
const guardValue = /^(?=.*\d)(?=.*[a-z])[\w+/=.:-]{16,}$/i;

/** Whether a field looks as if only a page of the app could know its value. */
const isGuarded = (fields: readonly [string, string][], own: string): boolean =>
  fields.some(([name, said]) => !said.includes(own) && (guardName.test(name) || guardValue.test(said)));

/** Whether whoever is not logged in is given the form as well: what anybody may send needs nobody's name. */
async function isPublic(trip: ProbeTrip, asked: string, fields: readonly [string, string][]): Promise<boolean> {
  const shown = await inPage(trip, true, async (page) => {
    const response = await open(page, asked, trip);
    const names = await Promise.all(fields.map(([name]) => page.locator(`[name=${JSON.stringify(name)}]`).count()));
    return (
      (response?.status() ?? 500) < 400 &&
      new URL(page.url()).pathname === new URL(asked).pathname &&
      names.every((count) => count > 0)
    );
  });
  return shown !== false;
}

const written = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const foreignPage = (action: string, fields: readonly [string, string][]): string =>
  `<form method="post" action="${written(action)}">${fields
    .map(([name, said]) => `<input type="hidden" name="${written(name)}" value="${written(said)}">`)
    .join('')}</form><script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>`;

/** Another site sends the form in the name of who is logged in. Browsers keep cookies back that say SameSite, and then it is not taken. */
async function sendFromElsewhere(trip: ProbeTrip, draft: Draft, made: Made): Promise<void> {
  const { form, text } = made;
  const isEntered = trip.logIn !== undefined || trip.access.storageState !== undefined;
  if (form === null || !isEntered || draft.signedOut === true || isGuarded(form.fields, text)) return;
  if (await isPublic(trip, form.asked, form.fields)) return;
  await inPage(trip, false, async (page: Page, context: BrowserContext) => {
    const { own, fields } = renamed(made, draft, trip.access);
    await context.route(
      (url) => isForeign(url.href),
      (route) => route.fulfill({ contentType: 'text/html', body: foreignPage(form.url, fields) }),
    );
    await open(page, `${new URL(trip.url).protocol}//${foreignHost}/`, trip);
    await page.waitForURL((url) => !isForeign(url.href), { timeout: trip.timeouts.pageTimeoutMs });
    const seen = await isListed(page, made.places, own, trip);
    if (seen === null) return;
    const input = fields.map(([name]) => name).join(', ');
    trip.sightings.push({ hole: 'forged', page: draft.pages[0] ?? '/', url: form.url, input, seen });
  });
}
