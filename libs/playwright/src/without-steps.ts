import type { Locator } from '@playwright/test';

interface Wrapping {
  _wrapApiCall?: <T>(work: () => Promise<T>, options: { internal: boolean }) => Promise<T>;
}

/** Does our own looking at a page without making steps of it in the suite's report and trace, where Playwright lets us. */
export function withoutSteps<T>(locator: Locator, work: () => Promise<T>): Promise<T> {
  const wrapping = locator as unknown as Wrapping;
  return wrapping._wrapApiCall ? wrapping._wrapApiCall(work, { internal: true }) : work();
}

/** Gives up on what hangs, so that a test is not held up. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the page did not answer within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
