import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Files } from '../merge-export.js';

/** The rules of the project that is there, else those that are generated. */
function optionsOf(folder: string, files: Files): ts.CompilerOptions {
  const path = join(folder, 'tsconfig.json');
  const text = ts.sys.readFile(path) ?? files.get('tsconfig.json') ?? '{}';
  const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, folder);
  return { ...options, noEmit: true, skipLibCheck: true };
}

/** What the compiler says to the generated files, wherever in them: a changed line stands elsewhere. */
function errorsIn(folder: string, files: Files, options: ts.CompilerOptions): Set<string> {
  const written = new Map([...files].map(([path, text]) => [join(folder, path), text]));
  const folders = new Set([...written.keys()].map((path) => dirname(path)));
  const disk = ts.createCompilerHost(options);
  const program = ts.createProgram({
    rootNames: [...written.keys()].filter((path) => path.endsWith('.ts')),
    options,
    host: {
      ...disk,
      getCurrentDirectory: () => folder,
      fileExists: (path) => written.has(path) || disk.fileExists(path),
      // Modules are not looked for in folders that are not there yet.
      directoryExists: (path) => folders.has(path) || (disk.directoryExists?.(path) ?? true),
      readFile: (path) => written.get(path) ?? disk.readFile(path),
      getSourceFile: (path, target) => {
        const own = written.get(path);
        return own === undefined ? disk.getSourceFile(path, target) : ts.createSourceFile(path, own, target, true);
      },
    },
  });
  const said = program
    .getRootFileNames()
    .flatMap((path) => program.getSourceFile(path) ?? [])
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]);
  return new Set(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')));
}

/** What the compiler says to the changed files that it does not say to those they were made from. */
export function findNewErrors(folder: string, before: Files, after: Files): string[] {
  const options = optionsOf(folder, before);
  const known = errorsIn(folder, before, options);
  if ([...known].some((error) => error.includes("Cannot find module '@playwright/test'")))
    return ['@playwright/test is not installed there, so it cannot be told whether they would compile'];
  return [...errorsIn(folder, after, options)].filter((error) => !known.has(error));
}
