import { setTimeout as pause } from 'node:timers/promises';
import { chooseLocators, collectPage, createStepValues, performStep, settle } from '@testforge/browser';
import {
  AppError,
  type Access,
  type PageSnapshot,
  type RunLimits,
  type Step,
  type StorageState,
} from '@testforge/core';
import type { Page, Response } from 'playwright';
import { pathOf } from '../url-template.js';
import { findFormPage, type FormPage } from './find-form-page.js';
import type { LogInForm } from './find-log-in-form.js';
import { judgeSending, type LogInVerdict } from './judge-log-in.js';
import type { LogInSteps } from './log-in-steps.js';
import { proposeMarkers } from './propose-markers.js';

/** One successful log-in. */
export interface LoggedIn {
  steps: Step[];
  /** The page one lands on. */
  landing: PageSnapshot;
  /** Path of the page that held the form. */
  formPath: string;
  /** Pages that were seen before, by whoever is not logged in. */
  before: PageSnapshot[];
}

export interface LogInOptions {
  url: string;
  access: Access;
  limits: RunLimits;
}

/** How long an answer to a sent form is waited for. */
const answerMs = 15_000;
/** A user, a password, a code, and one page more. */
const mostPages = 4;
const mostMarkers = 8;

const failed = (message: string): AppError => new AppError('invalid', 'discovery.log_in_failed', message);

const stored = async (page: Page): Promise<string> => {
  const state: StorageState = await page.context().storageState();
  return JSON.stringify([state.cookies.map(({ name, value }) => [name, value]), state.origins]);
};

/** Fills and sends one page of the form; the steps are kept. */
async function send(
  page: Page,
  { form, snapshot }: { form: LogInForm; snapshot: PageSnapshot },
  steps: LogInSteps,
  options: LogInOptions,
): Promise<void> {
  const fields = [
    { index: form.stage === 'password' ? undefined : form.user, name: 'user' as const },
    { index: form.password, name: 'password' as const },
    { index: form.code, name: 'totp' as const },
  ].flatMap(({ index, name }) => (index === undefined ? [] : [{ index, name }]));
  const wanted = [...fields.map(({ index }) => index), ...(form.submit === undefined ? [] : [form.submit])];
  const locators = await chooseLocators(
    page,
    snapshot,
    wanted.map((index) => ({ index })),
  );
  const locatorOf = (index: number) => {
    const locator = locators[String(index)];
    if (locator) return locator;
    throw failed('A field of the log-in form cannot be told from the others, so the form cannot be filled.');
  };
  const values = createStepValues(options.access);
  const take = (step: Step) => performStep(page, step, values, options.limits);
  try {
    for (const { index, name } of fields) await take(steps.fill(snapshot, index, locatorOf(index), name));
    const last = fields.at(-1)?.index;
    if (form.submit !== undefined) await take(steps.click(snapshot, form.submit, locatorOf(form.submit)));
    else if (last !== undefined) await take(steps.enter(snapshot, last, locatorOf(last)));
  } catch (error) {
    if (page.isClosed() || error instanceof AppError) throw error;
    const title = steps.list().at(-1)?.title ?? 'the first step';
    throw failed(`Logging in stopped at “${title}”: it could not be done on the page.`);
  }
}

/** Sends the form and waits until the page shows what came of it. */
async function sendAndJudge(
  page: Page,
  at: { form: LogInForm; snapshot: PageSnapshot },
  steps: LogInSteps,
  options: LogInOptions,
): Promise<{ verdict: LogInVerdict; after: PageSnapshot }> {
  const before = await stored(page);
  let status: number | null = null;
  const onResponse = (response: Response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) status = response.status();
  };
  page.on('response', onResponse);
  try {
    await send(page, at, steps, options);
    const until = performance.now() + answerMs;
    for (;;) {
      await settle(page, { timeoutMs: 5_000 });
      const after = await collectPage(page);
      const sending = {
        stage: at.form.stage,
        before: at.snapshot,
        after,
        status,
        stored: (await stored(page)) !== before,
      };
      const verdict = judgeSending(sending);
      if (verdict.kind !== 'undecided' || performance.now() > until) return { verdict, after };
      await pause(250);
    }
  } finally {
    page.off('response', onResponse);
  }
}

const quoted = (text: string): string => `“${text.slice(0, 200)}”`;

function whyNot(verdict: LogInVerdict, stage: LogInForm['stage']): string {
  const given = stage === 'code' ? 'the one-time code' : 'the user name and password';
  if (verdict.kind === 'refused' && verdict.said !== null)
    return `The app did not take ${given}. It says: ${quoted(verdict.said)}`;
  if (verdict.kind === 'unknown factor')
    return 'After the password the app asks for a second factor of a kind that is not known here. Give a session instead: --storage-state FILE.';
  return `The log-in form was sent, but the page stayed as it was. Are the user name and password right? If they are, give a session instead: --storage-state FILE.`;
}

/** Adds the check that shows one is inside, by an element that only those inside see. */
async function addMarker(
  page: Page,
  steps: LogInSteps,
  before: PageSnapshot[],
  landing: PageSnapshot,
  user: string,
): Promise<void> {
  const proposed = proposeMarkers(before, landing, user).slice(0, mostMarkers);
  const locators = await chooseLocators(
    page,
    landing,
    proposed.map((index) => ({ index })),
  );
  const index = proposed.find((each) => locators[String(each)] !== undefined);
  const locator = index === undefined ? undefined : locators[String(index)];
  if (index !== undefined && locator) steps.expect(landing, index, locator);
  else steps.expectPath(pathOf(landing.url).split(/[?#]/)[0] ?? '/');
}

async function passForms(page: Page, start: FormPage, options: LogInOptions): Promise<PageSnapshot> {
  let at: { form: LogInForm; snapshot: PageSnapshot } = start;
  for (let pages = 0; pages < mostPages; pages += 1) {
    if (at.form.stage === 'code' && options.access.totpSecret === undefined)
      throw failed('After the password the app asks for a one-time code. Give its secret in TESTFORGE_TOTP_SECRET.');
    const { verdict, after } = await sendAndJudge(page, at, start.steps, options);
    if (verdict.kind === 'in') return after;
    if (verdict.kind !== 'next') throw failed(whyNot(verdict, at.form.stage));
    at = { form: verdict.form, snapshot: after };
  }
  throw failed('The app asks for one log-in page after the other.');
}

/**
 * Finds the log-in form, fills and sends it, and gives back what was done as steps that end with a check that one is
 * inside. Throws AppError `discovery.log_in_failed` (invalid) with a sentence that says whether no form was found, the
 * app refused (in its own words), or a second factor is missing.
 */
export async function logInByForm(page: Page, options: LogInOptions): Promise<LoggedIn> {
  const before: PageSnapshot[] = [];
  const start = await findFormPage(page, { ...options, onSeen: (snapshot) => void before.push(snapshot) });
  if (!start)
    throw failed(
      options.access.logInPath === undefined
        ? 'A user was given, but no log-in form was found on the start page, behind its links, or at the usual places. Name its path: --log-in-path /PATH.'
        : `There is no log-in form at ${options.access.logInPath}.`,
    );
  const landing = await passForms(page, start, options);
  await addMarker(page, start.steps, before, landing, options.access.user ?? '');
  return { steps: start.steps.list(), landing, formPath: pathOf(start.snapshot.url), before };
}
