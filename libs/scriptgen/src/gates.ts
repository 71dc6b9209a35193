import type { TestProject } from '@testforge/core';
import { check } from 'prettier';
import { findUnplain } from './as-javascript.js';
import { findLintErrors } from './find-lint-errors.js';
import { findTypeErrors } from './find-type-errors.js';
import { prettierOptions } from './format-source.js';
import type { SourceFile } from './project-files.js';

/**
 * The gates a written project passes before it is used. That each locator matched is proven earlier, while observing.
 * `given` is what is handed out, where that is another language than what is checked.
 */
export async function checkGates(
  files: readonly SourceFile[],
  given: readonly SourceFile[] = files,
): Promise<TestProject['gates']> {
  return [
    gate('compiles', [...findTypeErrors(files), ...findUnplain(given)]),
    gate('prettier', await findUnformatted(files)),
    gate('eslint', findLintErrors(files)),
  ];
}

const maxDetails = 20;

const gate = (name: string, problems: string[]) => ({
  name,
  passed: problems.length === 0,
  details: problems.slice(0, maxDetails),
});

async function findUnformatted(files: readonly SourceFile[]): Promise<string[]> {
  const formattable = files.filter(({ path }) => /\.(ts|json|md)$/.test(path));
  const clean = await Promise.all(
    formattable.map(({ path, content }) => check(content, { ...prettierOptions, filepath: path })),
  );
  return formattable.filter((_, index) => !clean[index]).map(({ path }) => `${path} is not formatted`);
}
