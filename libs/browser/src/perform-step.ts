import type { Step, StepValue } from '@testforge/core';
import type { Page } from 'playwright';
import { toLocator } from './to-locator.js';

export interface StepTimeouts {
  actionTimeoutMs: number;
  pageTimeoutMs: number;
}

/** Carries out one action as the written test will; a check does nothing here. Throws Playwright's error where it can't be done. */
export async function performStep(
  page: Page,
  step: Step,
  resolve: (value: StepValue) => string,
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
      return toLocator(page, step.target.locator).click({ timeout });
    case 'fill':
      return toLocator(page, step.target.locator).fill(resolve(step.value), { timeout });
    case 'select':
      return void (await toLocator(page, step.target.locator).selectOption(resolve(step.value), { timeout }));
    case 'check':
      return toLocator(page, step.target.locator).check({ timeout });
    case 'uncheck':
      return toLocator(page, step.target.locator).uncheck({ timeout });
    case 'press':
      return toLocator(page, step.target.locator).press(resolve(step.value), { timeout });
    case 'expect':
      return;
  }
}
