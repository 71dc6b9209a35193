import { chooseLocators, createStepValues, performStep, settle } from '@testforge/browser';
import type { Access, Locator, PageSnapshot, RunLimits } from '@testforge/core';
import type { Page } from 'playwright';
import { collectBuilt } from '../collect-built.js';
import { passOverlay } from '../pass-overlay.js';
import { pathOf } from '../url-template.js';
import { findLogInEntries, findLogInForm, type LogInForm } from './find-log-in-form.js';
import { createLogInSteps, type LogInSteps } from './log-in-steps.js';

/** Where log-in forms are found when no link leads to them. */
const commonPlaces = [
  '/login',
  '/signin',
  '/sign-in',
  '/log-in',
  '/admin',
  '/admin/login',
  '/user/login',
  '/users/sign_in',
  '/account/login',
  '/accounts/login/',
  '/auth/login',
  '/wp-login.php',
  '/#/login',
];
const mostEntries = 3;

export interface FormPage {
  steps: LogInSteps;
  snapshot: PageSnapshot;
  form: LogInForm;
}

export interface FormSearch {
  url: string;
  access: Access;
  limits: RunLimits;
  /** Called with each page seen on the way, which nobody was logged in to see. */
  onSeen(snapshot: PageSnapshot): void;
}

const settleMs = 5_000;

async function look(page: Page, search: FormSearch): Promise<PageSnapshot> {
  await settle(page, { timeoutMs: settleMs });
  const snapshot = await collectBuilt(page, search.limits.pageTimeoutMs);
  search.onSeen(snapshot);
  return snapshot;
}

/** A look at the page that was just opened; a window that covers it is closed, as one of the steps. */
async function lookUncovered(page: Page, steps: LogInSteps, search: FormSearch): Promise<PageSnapshot> {
  const snapshot = await look(page, search);
  const passed = await passOverlay(page, snapshot);
  if (!passed) return snapshot;
  steps.click(passed.before, passed.index, passed.locator);
  search.onSeen(passed.after);
  return passed.after;
}

/** A page that is not there, or takes too long, has no form. */
async function open(page: Page, path: string, search: FormSearch): Promise<Omit<FormPage, 'form'> | null> {
  const response = await page
    .goto(path, { waitUntil: 'domcontentloaded', timeout: search.limits.pageTimeoutMs })
    .catch((error: unknown) => {
      if (page.isClosed()) throw error;
      return undefined;
    });
  if (response === undefined || (response?.status() ?? 200) === 404) return null;
  const steps = createLogInSteps();
  steps.open(path);
  return { steps, snapshot: await lookUncovered(page, steps, search) };
}

/** Follows links and buttons that speak of logging in, one after the other, each from the page as it was. */
async function byEntries(
  page: Page,
  path: string,
  { steps: way, snapshot: start }: Omit<FormPage, 'form'>,
  search: FormSearch,
): Promise<FormPage | null> {
  const entries = findLogInEntries(start).slice(0, mostEntries);
  const locators = await chooseLocators(
    page,
    start,
    entries.map((index) => ({ index })),
  );
  for (const [tried, index] of entries.entries()) {
    const locator: Locator | undefined = locators[String(index)];
    if (!locator || (tried > 0 && (await open(page, path, search)) === null)) continue;
    const steps = createLogInSteps(way.list());
    const click = steps.click(start, index, locator);
    const clicked = await performStep(page, click, createStepValues(), search.limits).then(
      () => true,
      (error: unknown) => {
        if (page.isClosed()) throw error;
        return false;
      },
    );
    if (!clicked) continue;
    const snapshot = await look(page, search);
    const form = findLogInForm(snapshot);
    if (form) return { steps, snapshot, form };
  }
  return null;
}

/**
 * The page with the log-in form and the way to it: the place that was named, the start page or where it leads, what a
 * link there leads to, else one of the usual places. The way begins at the address that was asked for, never at one that
 * it led on to, which may hold what is good for once only. Null where there is no form.
 */
export async function findFormPage(page: Page, search: FormSearch): Promise<FormPage | null> {
  const { access, url } = search;
  const starts = access.logInPath === undefined ? [pathOf(url)] : [access.logInPath];
  for (const path of [...starts, ...(access.logInPath === undefined ? commonPlaces : [])]) {
    const opened = await open(page, path, search);
    const form = opened && findLogInForm(opened.snapshot);
    if (form) return { ...opened, form };
    const found = opened && starts.includes(path) ? await byEntries(page, path, opened, search) : null;
    if (found) return found;
  }
  return null;
}
