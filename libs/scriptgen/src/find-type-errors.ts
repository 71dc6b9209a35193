import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { SourceFile } from './project-files.js';

/** A folder that exists only here; module look-up walks up from it to the repository's own node_modules. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '.written-project');

/** Declarations of libraries never change while we run, and reading them costs more than the project itself. */
const libraryFiles = new Map<string, ts.SourceFile | undefined>();

/** The last program, whose resolved modules the next one takes over. */
let lastProgram: ts.Program | undefined;

/** What the TypeScript compiler says to the project under its own tsconfig.json, one line a problem. */
export function findTypeErrors(files: readonly SourceFile[]): string[] {
  const written = new Map(files.map(({ path, content }) => [join(root, path), content]));
  const options = compilerOptions(written.get(join(root, 'tsconfig.json')) ?? '{}');
  const program = ts.createProgram({
    rootNames: [...written.keys()].filter((path) => path.endsWith('.ts')),
    options,
    host: hostOver(written, options),
    ...(lastProgram ? { oldProgram: lastProgram } : {}),
  });
  lastProgram = program;
  return ts.getPreEmitDiagnostics(program).map(describe);
}

function compilerOptions(tsconfig: string): ts.CompilerOptions {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', tsconfig) as {
    config?: { compilerOptions?: object };
  };
  return ts.convertCompilerOptionsFromJson(config?.compilerOptions ?? {}, root).options;
}

function hostOver(written: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  const readLibrary = (path: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    if (!libraryFiles.has(path)) libraryFiles.set(path, disk.getSourceFile(path, target));
    return libraryFiles.get(path);
  };
  return {
    ...disk,
    getCurrentDirectory: () => root,
    fileExists: (path) => written.has(path) || disk.fileExists(path),
    readFile: (path) => written.get(path) ?? disk.readFile(path),
    directoryExists: (path) => path === root || path.startsWith(`${root}/`) || (disk.directoryExists?.(path) ?? true),
    getSourceFile: (path, target) => {
      const own = written.get(path);
      return own === undefined ? readLibrary(path, target) : ts.createSourceFile(path, own, target, true);
    },
  };
}

function describe({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file || start === undefined) return text;
  return `${file.fileName.slice(root.length + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1} ${text}`;
}
