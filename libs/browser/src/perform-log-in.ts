import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type Access, type LogIn } from '@testforge/core';
import type { Page } from 'playwright';
import { performStep, type StepTimeouts } from './perform-step.js';
import { settle } from './settle.js';
import { createStepValues } from './step-values.js';
import { toLocator } from './to-locator.js';
import { saysTooOften } from './too-often.js';

const settleTimeoutMs = 5_000;
/** How long one code of an authenticator holds (RFC 6238). */
const codeMs = 30_000;
/** A code with less time left than this may be too old when it arrives. */
const sendingMs = 3_000;
/** The window in which each secret last gave a code: a well-made app takes a code once. */
const usedWindows = new Map<string, number>();

const windowAt = (atMs: number): number => Math.floor(atMs / codeMs);

/** Waits until the secret gives a code that was not used yet. */
async function awaitFreshCode(secret: string): Promise<void> {
  const now = Date.now();
  const leftMs = (windowAt(now) + 1) * codeMs - now;
  if (usedWindows.get(secret) === windowAt(now) || leftMs < sendingMs) await pause(leftMs + 200);
  usedWindows.set(secret, windowAt(Date.now()));
}

const isCodeStep = (step: LogIn['steps'][number]): boolean =>
  'value' in step && step.value.kind === 'credential' && step.value.name === 'totp';

async function takeSteps(page: Page, logIn: LogIn, access: Access, timeouts: StepTimeouts): Promise<void> {
  const values = createStepValues(access);
  for (const step of logIn.steps) {
    if (isCodeStep(step) && access.totpSecret !== undefined) await awaitFreshCode(access.totpSecret);
    try {
      if (step.kind === 'expect')
        await (step.target && toLocator(page, step.target.locator).waitFor({ timeout: timeouts.pageTimeoutMs }));
      else await performStep(page, step, values, timeouts);
    } catch (error) {
      throw new AppError('upstream', 'browser.log_in_failed', `Logging in stopped at “${step.title}”.`, {
        cause: error,
      });
    }
  }
  await settle(page, { timeoutMs: settleTimeoutMs });
}

/** Apps that count log-ins do so by the minute. */
const countedMs = 61_000;

const sayingMs = 2_000;

/** A page that hangs or is being left says nothing, and must not stand in the place of what went wrong. */
const isTooOften = (page: Page): Promise<boolean> =>
  page
    .locator('body')
    .innerText({ timeout: sayingMs })
    .then(
      (said) => saysTooOften(said.slice(0, 20_000)),
      () => false,
    );

/**
 * Logs in in this page, which is then inside and at rest. Where a one-time code is refused, which happens when it was
 * used already, the next one is tried once; where the app says that this is too often, it is tried once more a minute later. Throws AppError `browser.log_in_failed` (upstream) with the step that did not
 * work, `browser.no_credential` (invalid).
 */
export async function performLogIn(page: Page, logIn: LogIn, access: Access, timeouts: StepTimeouts): Promise<void> {
  try {
    await takeSteps(page, logIn, access, timeouts);
  } catch (error) {
    if (page.isClosed()) throw error;
    const isCounted = await isTooOften(page);
    if (!isCounted && !logIn.steps.some(isCodeStep)) throw error;
    if (isCounted) await pause(countedMs);
    await takeSteps(page, logIn, access, timeouts);
  }
}
