import type { Locator } from '@playwright/test';
import { optionsOf, withTimeout, type KnownAction } from './actions.js';

/** One action of a test as it was called. */
export interface Call {
  action: KnownAction;
  locator: Locator;
  args: readonly unknown[];
  original: (this: Locator, ...args: unknown[]) => Promise<unknown>;
}

/** Carries it out by Playwright, on this locator. */
export const carryOut = ({ original, args }: Call, locator: Locator): Promise<unknown> =>
  original.apply(locator, [...args]);

export const carryOutWithin = (call: Call, timeoutMs: number): Promise<unknown> =>
  call.original.apply(call.locator, withTimeout(call.action, call.args, timeoutMs));

/** Its own time limit in milliseconds, or that of the configuration; 0 for none. */
export const limitOf = ({ action, args }: Call, actionTimeoutMs: number): number =>
  optionsOf(action, args).timeout ?? actionTimeoutMs;
