import { stringLiteral, type Step, type TestCase } from '@testforge/core';
import { usesCredentials } from './credentials-file.js';
import { visibleSource } from './literal.js';
import { opensForAbsence, stepCode } from './step-code.js';
import { groupSteps } from './step-groups.js';
import { listFunctions, nameUniqueValues, usesSums, usesUniqueValues } from './unique-values.js';

/** A test with the title it has in its file; titles are unique there, as Playwright demands. */
export interface TitledTest {
  test: TestCase;
  title: string;
}

/** Called for every step in the order of the code; gives the comment line that marks its place until the file is formatted. */
export type MarkStep = (testKey: string, step: Step) => string;

/** The unformatted source of one spec file. */
export function specFileSource(tests: readonly TitledTest[], mark: MarkStep): string {
  const cases = tests.map(({ test }) => test);
  const names = cases.some(({ signedOut }) => signedOut) ? ['test', 'visitor'] : ['test'];
  // The tests of a role stand in a file of their own.
  const role = cases[0]?.role;
  return [
    ...valueImports(cases),
    importLine([...names, ...expectName(cases)], role === undefined ? './session' : `./session.${role}`),
    '',
    ...tests.map(({ test, title }) =>
      testSource({ test, title }, test.signedOut ? 'visitor' : 'test', stepsSource(test, mark)),
    ),
  ].join('\n');
}

/** Imported only where they are used, or the linter would complain. */
export const expectName = (tests: readonly TestCase[]): string[] =>
  tests.some(({ steps }) => steps.some(({ kind }) => kind === 'expect')) ? ['expect'] : [];

export const importLine = (names: readonly string[], from: string): string =>
  `import { ${[...names].sort().join(', ')} } from '${from}';`;

/** Where the values that steps type come from. */
export const valueImports = (tests: readonly TestCase[]): string[] => [
  ...(tests.some(usesCredentials) ? [importLine(['credentials'], './credentials')] : []),
  ...dataImport([
    ...new Set(tests.flatMap(listFunctions)),
    ...(tests.some(usesSums) ? ['sumOf'] : []),
    ...(tests.some(usesUniqueValues) ? ['unique'] : []),
  ]),
];

const dataImport = (names: readonly string[]): string[] => (names.length ? [importLine(names, './data')] : []);

/** One test; `by` is the function that declares it. */
export const testSource = ({ test, title }: TitledTest, by: string, body: string): string =>
  `${by}(${literal(title)}, { tag: ${tagList(test)} }, async ({ page }) => {\n${body}\n});\n`;

/** The statements of a test, over a variable `page`. */
export function stepsSource(test: TestCase, mark: MarkStep): string {
  const unique = nameUniqueValues(test);
  const groups = groupSteps(test.steps).map(({ title, steps }) => {
    const body = steps.map((step, at) => {
      const whole = opensForAbsence(test.steps, test.steps.indexOf(step));
      return `${mark(test.key, step)}\n${stepCode(step, unique, { whole, before: steps[at - 1] })}`;
    });
    return `await test.step(${literal(title)}, async () => {\n${body.join('\n')}\n});`;
  });
  const declarations = unique.declarations.map(visibleSource);
  return [...declarations, ...(declarations.length ? [''] : []), groups.join('\n\n')].join('\n');
}

const literal = (text: string): string => visibleSource(stringLiteral(text));

function tagList(test: TestCase): string {
  return `[${tagsOf(test).map(literal).join(', ')}]`;
}

/** Its category, priority and tags, each as one word behind an `@`. */
export function tagsOf(test: TestCase): string[] {
  const names = [test.category, test.priority, ...test.tags].map((tag) =>
    tag.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, ''),
  );
  return [...new Set(names.filter(Boolean).map((name) => `@${name}`))];
}
