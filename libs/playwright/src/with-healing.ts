import { dirname, relative, resolve } from 'node:path';
import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestInfo,
  TestType,
} from '@playwright/test';
import { conclude, lookAtUnanswered } from './conclude.js';
import { standardOptions, type HealingFixtures, type HealingOptions } from './options.js';
import { createSession, type Session } from './session.js';
import { createStore, type Store } from './store.js';
import { attend, watchActions } from './watch-actions.js';

type Given = TestType<PlaywrightTestArgs & PlaywrightTestOptions, PlaywrightWorkerArgs & PlaywrightWorkerOptions>;

const stores = new Map<string, Store>();

function storeIn(dir: string): Store {
  const store = stores.get(dir) ?? createStore(dir);
  stores.set(dir, store);
  return store;
}

async function openSession(
  testInfo: TestInfo,
  wishes: Partial<HealingOptions>,
  actionTimeoutMs: number,
): Promise<Session> {
  const wished = Object.entries(wishes).filter(([, value]) => value !== undefined);
  const options: HealingOptions = { ...standardOptions, ...Object.fromEntries(wished) };
  const { configFile, rootDir } = testInfo.config;
  const root = configFile ? dirname(configFile) : rootDir;
  const store = storeIn(resolve(root, options.dir));
  const file = relative(root, testInfo.file).replaceAll('\\', '/');
  const [tests, heals] = [store.readFingerprints(file), await store.readHeals()];
  return createSession({ testInfo, options, actionTimeoutMs, store, file, tests, heals });
}

/**
 * The same tests, whose lost elements are looked for: give it the `test` that a suite imports, with whatever fixtures it has.
 * Nothing else in the suite changes. Expectations are never touched.
 */
export function withHealing<T extends object, W extends object>(
  base: TestType<T, W>,
): TestType<T & HealingFixtures, W> {
  const extended = (base as unknown as Given).extend<HealingFixtures & { testforge: Session }>({
    healing: [{}, { option: true }],

    testforge: [
      async ({ healing, actionTimeout }, use, testInfo) => {
        const session = await openSession(testInfo, healing, actionTimeout ?? 0);
        const leave = attend(session);
        try {
          await use(session);
        } finally {
          leave();
        }
        await conclude(session);
      },
      { auto: true, box: true },
    ],

    context: async ({ context, testforge: _session }, use) => {
      context.once('page', watchActions);
      await use(context);
    },

    page: async ({ page, testforge }, use) => {
      watchActions(page);
      await use(page);
      await lookAtUnanswered(testforge);
    },
  });
  return extended as unknown as TestType<T & HealingFixtures, W>;
}
