import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { act } from './act.js';
import { actions } from './actions.js';
import type { Call } from './call.js';
import type { Session } from './session.js';

/** One test at a time runs in a process; outside of one, and in suites of others, locators are what they were. */
let current: Session | null = null;

/** Makes this test the one whose actions are looked after, until the answer is called. */
export function attend(session: Session): () => void {
  current = session;
  return () => {
    if (current === session) current = null;
  };
}

const mark = Symbol.for('testforge.watched');

/**
 * Errors and steps are told at the line of the test, not at ours. Playwright keeps the list of folders that it leaves out to
 * itself; where it cannot be reached, errors name our line first and the test's below.
 */
function hideFromStacks(): string | null {
  if (typeof __filename !== 'string') return 'places in errors may be ours: not the built package';
  try {
    const own = createRequire(__filename);
    const runner = createRequire(own.resolve('@playwright/test/package.json'));
    const runnerDir = dirname(runner.resolve('playwright/package.json'));
    const coreDir = dirname(createRequire(join(runnerDir, 'package.json')).resolve('playwright-core/package.json'));
    const core = own(join(coreDir, 'lib', 'coreBundle.js')) as {
      utils: { setBoxedStackPrefixes(prefixes: string[]): void };
    };
    core.utils.setBoxedStackPrefixes([runnerDir, dirname(__filename)]);
    return null;
  } catch (error) {
    return `places in errors may be ours: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Looks after the actions of all locators of this process, from the class of any page's: that way chains, frames, pop-ups and
 * page objects are the suite's own, and `expect(locator)` is not touched. A wrapper around each object would have to follow
 * all of them, and would not be what Playwright's own checks take for a locator.
 */
export function watchActions(page: Page): void {
  const locators = Object.getPrototypeOf(page.locator('html')) as Record<string | symbol, unknown>;
  if (Object.hasOwn(locators, mark)) return;
  Object.defineProperty(locators, mark, { value: true });
  const note = hideFromStacks();
  if (note) current?.notes.push(note);
  for (const [name, action] of Object.entries(actions)) {
    const original = locators[name] as Call['original'] | undefined;
    if (typeof original !== 'function') continue;
    locators[name] = function (this: Locator, ...args: unknown[]): Promise<unknown> {
      const session = current;
      return session ? act(session, { action, locator: this, args, original }) : original.apply(this, args);
    };
  }
}
