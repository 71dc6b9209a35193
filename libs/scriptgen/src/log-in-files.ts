import { stringLiteral } from '@testforge/core';
import {
  expectName,
  importLine,
  stepsSource,
  testSource,
  valueImports,
  type MarkStep,
  type TitledTest,
} from './spec-file.js';

/** The steps of logging in, which the setup test and, where sessions cannot be shared, every other test go through. */
export const logInPath = 'tests/log-in.ts';
/** The test that shows that logging in works, and in a shared session leaves what the others begin with. */
export const setupPath = 'tests/log-in.setup.ts';

export const logInSource = ({ test }: TitledTest, mark: MarkStep): string =>
  [
    importLine(['test', 'type Page', ...expectName([test])], '@playwright/test'),
    ...(test.role === undefined ? valueImports([test]) : [importLine(['credentialsOf'], './credentials')]),
    '',
    ...(test.role === undefined ? [] : [`const credentials = credentialsOf(${stringLiteral(test.role)});`, '']),
    '/** How a user logs in, from a clean browser. */',
    `export async function logIn(page: Page): Promise<void> {\n${stepsSource(test, mark)}\n}`,
  ].join('\n');

export function setupSource({ test, title }: TitledTest): string {
  const own = test.role === undefined ? '' : `.${test.role}`;
  const role = test.role === undefined ? '' : `, ${stringLiteral(test.role)}`;
  const keeping = {
    worker: [['keepSession'], `await keepSession(page${role});`],
    shared: [['sessionFile'], 'await page.context().storageState({ path: sessionFile, indexedDB: true });'],
    each: [[], ''],
  } as const;
  const [names, keep] = keeping[test.setup ?? 'each'];
  return [
    importLine(['logIn'], `./log-in${own}`),
    importLine([...names, 'visitor'], `./session${own}`),
    '',
    testSource({ test, title }, 'visitor', `await logIn(page);\n${keep}`),
  ].join('\n');
}
