import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import type { HealingFixtures } from './options.js';
import { withHealing } from './with-healing.js';

export * from '@playwright/test';
export type { HealingFixtures, HealingOptions } from './options.js';
export { withHealing } from './with-healing.js';

/** Playwright's own `test`, whose lost elements are looked for. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & HealingFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = withHealing(base);
