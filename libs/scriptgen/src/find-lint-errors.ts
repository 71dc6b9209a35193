import js from '@eslint/js';
import { Linter } from 'eslint';
import ts from 'typescript-eslint';
import type { SourceFile } from './project-files.js';

const everyTypeScript = { files: ['**/*.ts'] };
const config = ts.config({ ...everyTypeScript, extends: [js.configs.recommended, ...ts.configs.recommended] });

/** What ESLint's and typescript-eslint's recommended rules say, one line a problem; warnings count. */
export function findLintErrors(files: readonly SourceFile[]): string[] {
  const linter = new Linter();
  return files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap(({ path, content }) =>
      linter.verify(content, config as Linter.Config[], path).map(({ line, message }) => `${path}:${line} ${message}`),
    );
}
