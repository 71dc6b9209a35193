import { stringLiteral, type Step, type TestCase } from '@testforge/core';
import { visibleSource } from './literal.js';
import { stepCode } from './step-code.js';
import { groupSteps } from './step-groups.js';
import { nameUniqueValues, usesUniqueValues } from './unique-values.js';

/** A test with the title it has in its file; titles are unique there, as Playwright demands. */
export interface TitledTest {
  test: TestCase;
  title: string;
}

/** Called for every step in the order of the code; gives the comment line that marks its place until the file is formatted. */
export type MarkStep = (testKey: string, step: Step) => string;

/** The unformatted source of one spec file. */
export function specFileSource(tests: readonly TitledTest[], mark: MarkStep): string {
  const imports = [`import { expect, test } from '@playwright/test';`];
  if (tests.some(({ test }) => usesUniqueValues(test))) imports.push(`import { unique } from './data';`);
  // Playwright's own names are imported only where they are used, or the linter would complain.
  const needsExpect = tests.some(({ test }) => test.steps.some((step) => step.kind === 'expect'));
  if (!needsExpect) imports[0] = `import { test } from '@playwright/test';`;
  return [...imports, '', ...tests.map((each) => testSource(each, mark))].join('\n');
}

function testSource({ test, title }: TitledTest, mark: MarkStep): string {
  const unique = nameUniqueValues(test);
  const groups = groupSteps(test.steps).map(({ title: groupTitle, steps }) => {
    const body = steps.map((step) => `${mark(test.key, step)}\n${stepCode(step, unique)}`);
    return `await test.step(${literal(groupTitle)}, async () => {\n${body.join('\n')}\n});`;
  });
  const declarations = unique.declarations.map(visibleSource);
  return [
    `test(${literal(title)}, { tag: ${tagList(test)} }, async ({ page }) => {`,
    ...declarations,
    ...(declarations.length ? [''] : []),
    groups.join('\n\n'),
    '});\n',
  ].join('\n');
}

const literal = (text: string): string => visibleSource(stringLiteral(text));

function tagList(test: TestCase): string {
  const names = [test.category, test.priority, ...test.tags].map((tag) =>
    tag.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, ''),
  );
  const tags = [...new Set(names.filter(Boolean).map((name) => `@${name}`))];
  return `[${tags.map(literal).join(', ')}]`;
}
