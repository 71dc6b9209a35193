import type { StepLocation, TestProject } from '@testforge/core';

/** Of a project as ours are written; `more` are further properties. */
export const playwrightConfig = (
  baseUrl: string,
  more = '',
): string => `import { defineConfig } from '@playwright/test';
const chromium = process.env.TESTFORGE_CHROMIUM;
export default defineConfig({
  testDir: './tests',
  timeout: 120_000,
  use: {
    baseURL: process.env.BASE_URL ?? '${baseUrl}',
    launchOptions: chromium ? { executablePath: chromium, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] } : {},
  },
  ${more}
});
`;

/**
 * A project from test bodies by title. Every statement of a body is a step of its own, keyed `<title>:<number>`;
 * all tests stand in one file, each test's key is its title.
 */
export function writtenProject(baseUrl: string, bodies: Record<string, string[]>, prelude: string[] = []): TestProject {
  const lines = [`import { expect, test } from '@playwright/test';`, ...prelude];
  const steps: StepLocation[] = [];
  for (const [title, body] of Object.entries(bodies)) {
    lines.push(
      `test('${title}', { tag: ['@smoke'] }, async ({ page }, testInfo) => {`,
      'void testInfo; void expect; void page;',
    );
    for (const [index, statement] of body.entries()) {
      steps.push({
        testKey: title,
        stepKey: `${title}:${index}`,
        file: 'tests/fixture.spec.ts',
        line: lines.length + 1,
        title: `step ${index}`,
      });
      lines.push(...statement.split('\n'));
    }
    lines.push('});');
  }
  return {
    schemaVersion: 1,
    baseUrl,
    files: [
      { path: 'playwright.config.ts', content: playwrightConfig(baseUrl) },
      { path: 'tests/fixture.spec.ts', content: `${lines.join('\n')}\n` },
    ],
    tests: Object.keys(bodies).map((title) => ({
      key: title,
      title,
      file: 'tests/fixture.spec.ts',
      expectationHash: '',
    })),
    steps,
    gates: [],
  };
}
