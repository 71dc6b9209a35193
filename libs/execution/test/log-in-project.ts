import type { TestProject } from '@testforge/core';
import { playwrightConfig } from './written-project.js';

const projects = `projects: [
    { name: 'log-in', testMatch: 'log-in.setup.ts' },
    { name: 'tests', dependencies: ['log-in'] },
  ],`;

const logIn = `import { expect, type Page } from '@playwright/test';
export async function logIn(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Password').fill(process.env.TESTFORGE_PASSWORD ?? 'not set');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading')).toHaveText('Inside');
}
`;

const setup = `import { test } from '@playwright/test';
import { logIn } from './log-in';
import { sessionFile } from './session';
test('A user logs in', async ({ page }) => {
  await logIn(page);
  if (sessionFile) await page.context().storageState({ path: sessionFile });
});
`;

const sessions = {
  shared: `import { test as base } from '@playwright/test';
export const sessionFile = \`\${process.env.TESTFORGE_SESSION_DIR}/session.json\`;
export const test = base.extend({ storageState: sessionFile });
`,
  each: `import { test as base } from '@playwright/test';
import { logIn } from './log-in';
export const sessionFile = null;
export const test = base.extend({
  context: async ({ context }, use) => {
    const page = await context.newPage();
    await logIn(page);
    await page.close();
    await use(context);
  },
});
`,
};

const spec = `import { expect } from '@playwright/test';
import { test } from './session';
for (const title of ['one is inside', 'two is inside']) {
  test(title, async ({ page }) => {
    await page.goto('/private');
    await expect(page.getByRole('heading')).toHaveText('Inside');
  });
}
`;

/** A project whose tests \`one is inside\` and \`two is inside\` need a session, in the form that ours have. */
export function logInProject(baseUrl: string, sharing: 'shared' | 'each'): TestProject {
  const known = { expectationHash: '' };
  const of = (title: string) => ({ key: title, title, file: 'tests/home.spec.ts', ...known });
  const step = (stepKey: string, line: number) => ({
    ...{ testKey: 'log-in', stepKey, file: 'tests/log-in.ts', line, title: `step ${stepKey}` },
  });
  return {
    schemaVersion: 1,
    baseUrl,
    files: [
      { path: 'playwright.config.ts', content: playwrightConfig(baseUrl, projects) },
      { path: 'tests/log-in.ts', content: logIn },
      { path: 'tests/log-in.setup.ts', content: setup },
      { path: 'tests/session.ts', content: sessions[sharing] },
      { path: 'tests/home.spec.ts', content: spec },
    ],
    tests: [
      { key: 'log-in', title: 'A user logs in', file: 'tests/log-in.setup.ts', setup: sharing, ...known },
      of('one is inside'),
      of('two is inside'),
    ],
    steps: [step('open', 3), step('type', 4), step('submit', 5), step('inside', 6)],
    gates: [],
  };
}
