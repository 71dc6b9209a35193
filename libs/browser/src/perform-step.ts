import { sumOf } from './amount.js';
import type { Step } from '@testforge/core';
import type { Locator, Page } from 'playwright';
import type { StepValues } from './step-values.js';
import { toLocator } from './to-locator.js';

export interface StepTimeouts {
  actionTimeoutMs: number;
  pageTimeoutMs: number;
}

/** Carries out one action as the written test will; a check does nothing here. Throws Playwright's error where it can't be done. */
export async function performStep(
  page: Page,
  step: Step,
  { resolve, remember }: Pick<StepValues, 'resolve' | 'remember'>,
  { actionTimeoutMs: timeout, pageTimeoutMs }: StepTimeouts,
): Promise<void> {
  switch (step.kind) {
    case 'goto':
      return void (await page.goto(step.path, { timeout: pageTimeoutMs }));
    case 'reload':
      return void (await page.reload({ timeout: pageTimeoutMs }));
    case 'back':
      return void (await page.goBack({ timeout: pageTimeoutMs }));
    case 'click':
      return clickPatiently(toLocator(page, step.target.locator, resolve), { timeout, pageTimeoutMs });
    case 'fill':
      return toLocator(page, step.target.locator, resolve).fill(resolve(step.value), { timeout });
    case 'select':
      return void (await toLocator(page, step.target.locator, resolve).selectOption(resolve(step.value), { timeout }));
    case 'check':
      return toLocator(page, step.target.locator, resolve).check({ timeout });
    case 'uncheck':
      return toLocator(page, step.target.locator, resolve).uncheck({ timeout });
    case 'press':
      return toLocator(page, step.target.locator, resolve).press(resolve(step.value), { timeout });
    case 'remember': {
      const found = toLocator(page, step.target.locator, resolve);
      if (step.count !== true && step.sum === undefined)
        return remember(step.name, (await found.textContent({ timeout })) ?? '');
      const shown = found.filter({ visible: true });
      const read =
        step.sum === undefined ? String(await shown.count()) : sumOf([step.sum, ...(await shown.allTextContents())], 1);
      return remember(step.name, read);
    }
    case 'accept':
      // One that waited for a question that never came may have answered this one already.
      return void page.once('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    case 'expect':
      return;
  }
}

/** Playwright counts the navigation that a click begins into the click's time-out: a slow answer would read as a lost element. */
async function clickPatiently(
  element: Locator,
  { timeout, pageTimeoutMs }: { timeout: number; pageTimeoutMs: number },
): Promise<void> {
  await element.click({ timeout, trial: true });
  await element.click({ timeout: Math.max(timeout, pageTimeoutMs) });
}
