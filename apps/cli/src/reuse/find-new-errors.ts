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

type ReadLibrary = NonNullable<ts.CompilerHost['getSourceFile']>;

/** Reads declarations of libraries once for several programs: that costs more than the project itself. */
function createLibrary(options: ts.CompilerOptions): ReadLibrary {
  const disk = ts.createCompilerHost(options);
  const known = new Map<string, ts.SourceFile | undefined>();
  return (path, target) => {
    if (!known.has(path)) known.set(path, disk.getSourceFile(path, target));
    return known.get(path);
  };
}

/** What the compiler says to the generated files, wherever in them: a changed line stands elsewhere. */
function errorsIn(folder: string, files: Files, options: ts.CompilerOptions, read: ReadLibrary): Set<string> {
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
        return own === undefined ? read(path, target) : ts.createSourceFile(path, own, target, true);
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
  const read = createLibrary(options);
  const known = errorsIn(folder, before, options, read);
  if ([...known].some((error) => error.includes("Cannot find module '@playwright/test'")))
    return ['@playwright/test is not installed there, so it cannot be told whether they would compile'];
  return [...errorsIn(folder, after, options, read)].filter((error) => !known.has(error));
}
