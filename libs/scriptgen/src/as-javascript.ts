import { stripTypeScriptTypes } from 'node:module';
import { posix } from 'node:path';
import { formatFile } from './format-source.js';
import type { SourceFile } from './project-files.js';

/** Only these speak of other files by their whole names; a text of a page in a test never counts as one. */
const tellsOfFiles = (path: string): boolean => path === 'README.md' || path.startsWith('playwright.config.');

/** The same project for people who write JavaScript: the types blanked out, no compiler needed. Same input, same bytes. */
export async function asJavaScript(files: readonly SourceFile[]): Promise<SourceFile[]> {
  const scripts = files.filter(({ path }) => path.endsWith('.ts')).map(({ path }) => posix.basename(path));
  const renamed = (content: string): string =>
    scripts.reduce((text, name) => text.replaceAll(name, name.replace(/\.ts$/, '.js')), content);
  const changed = files
    .filter(({ path }) => path !== 'tsconfig.json')
    .map(({ path, content }): SourceFile => {
      const told = tellsOfFiles(path) ? renamed(content) : content;
      if (path === 'package.json') return { path, content: withoutCompiler(told) };
      if (!path.endsWith('.ts')) return { path, content: told };
      return { path: path.replace(/\.ts$/, '.js'), content: stripTypeScriptTypes(told) };
    });
  return Promise.all(changed.map(formatAgain));
}

/** What is no JavaScript after all, one line a file: it does not parse, or types are left in it, which the formatter would let pass. */
export function findUnplain(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.endsWith('.js'))
    .flatMap(({ path, content }) => {
      try {
        return stripTypeScriptTypes(content) === content ? [] : [`${path} holds types`];
      } catch (error) {
        return [`${path} ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`];
      }
    });
}

/** Types leave blanks behind. */
const formatAgain = async ({ path, content }: SourceFile): Promise<SourceFile> => ({
  path,
  content: path.endsWith('.js') || path.endsWith('.json') ? await formatFile(path, content) : content,
});

function withoutCompiler(source: string): string {
  const { scripts, devDependencies, ...rest } = JSON.parse(source) as Record<'scripts' | 'devDependencies', object>;
  const kept = (all: object, names: readonly string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  return JSON.stringify({
    ...rest,
    scripts: kept(scripts, ['test']),
    devDependencies: kept(devDependencies, ['@playwright/test']),
  });
}
