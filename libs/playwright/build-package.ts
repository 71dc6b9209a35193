import { mkdir, readFile, rm, writeFile, copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cssPathBody, pageScript, placesBody, snapshotExpression } from '@testforge/browser';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { z } from 'zod';

const own = fileURLToPath(new URL('.', import.meta.url));
const src = (name: string): string => join(own, 'src', name);
const Manifest = z.object({
  version: z.string(),
  license: z.string(),
  peerDependencies: z.record(z.string(), z.string()),
});

/** A number that nothing else in the text is. */
const probe = 918_273_645;

/**
 * In-page code is joined from functions' texts by their plain names, which a bundler changes; so it goes into the package as
 * the text that it is here.
 */
function pageScriptAsText(): string {
  const [before = '', after = ''] = snapshotExpression({ maxElements: probe }).split(
    JSON.stringify({ maxElements: probe }),
  );
  const text = JSON.stringify;
  return [
    `export const pageScript = ${text(pageScript)};`,
    `export const placesBody = ${text(placesBody)};`,
    `export const cssPathBody = ${text(cssPathBody)};`,
    `export const snapshotExpression = (options) => ${text(before)} + JSON.stringify(options) + ${text(after)};`,
  ].join('\n');
}

/** Our own modules do nothing but define, so what is not used stays out, and with it all that a platform needs. */
const ours: Plugin = {
  name: 'ours',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\.\// }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './when-needed.cjs', external: true } : undefined,
    );
    onResolve({ filter: /^(@testforge\/|\.)/ }, async ({ path, pluginData, ...given }) => {
      if (pluginData === 'resolved' || given.kind === 'entry-point' || given.importer.includes('node_modules'))
        return undefined;
      const found = await resolve(path, { ...given, pluginData: 'resolved' });
      return found.errors.length > 0 ? found : { ...found, sideEffects: false };
    });
    onResolve({ filter: /^(playwright|playwright-core)$/ }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
    onLoad({ filter: /libs[\\/]browser[\\/]src[\\/]page-script\.ts$/ }, () => ({
      contents: pageScriptAsText(),
      loader: 'js',
    }));
  },
};

/** What is loaded only when something is new, healed or broken: a file of its own, so that a worker need not even read it. */
const lazyModules = ['search-target', 'take-fingerprint', 'records'];

async function bundle(outDir: string): Promise<void> {
  const common = {
    bundle: true,
    platform: 'node' as const,
    target: 'node22',
    format: 'cjs' as const,
    external: ['@playwright/test'],
    plugins: [ours],
    legalComments: 'inline' as const,
    // Every worker of a suite reads it anew.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning' as const,
    logOverride: { 'empty-import-meta': 'silent' as const },
  };
  await build({
    ...common,
    entryPoints: { index: src('index.ts'), reporter: src('reporter.ts') },
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
  });
  const needed = lazyModules.map((name) => `export * from './src/${name}.ts';`).join('\n');
  await build({
    ...common,
    stdin: { contents: needed, resolveDir: own, loader: 'ts' },
    outfile: join(outDir, 'when-needed.cjs'),
  });
  await build({
    ...common,
    entryPoints: { 'testforge-heals': src('heals.main.ts') },
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  });
}

/** The same objects for suites written as ECMAScript modules: there must be one `test` in a process. */
function moduleFace(): string {
  const names = Object.keys(createRequire(import.meta.url)('@playwright/test') as object);
  const all = [...new Set([...names, 'withHealing'])].filter(
    (name) => /^[A-Za-z]\w*$/.test(name) && name !== 'default',
  );
  return [
    "import face from './index.cjs';",
    ...all.map((name) => `export const ${name} = face.${name};`),
    'export default face.test;',
    '',
  ].join('\n');
}

async function declare(outDir: string, name: string): Promise<void> {
  const { outputText, diagnostics } = ts.transpileDeclaration(await readFile(src(`${name}.ts`), 'utf8'), {
    fileName: `${name}.ts`,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, strict: true },
  });
  const [first] = diagnostics ?? [];
  if (first) throw new Error(`${name}.ts: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  await writeFile(join(outDir, `${name}.d.ts`), outputText);
}

/** The package as it leaves this repository: a folder for `npm pack` and `npm install`. Playwright is the suite's own. */
export async function buildPackage(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await bundle(outDir);
  await writeFile(join(outDir, 'index.mjs'), moduleFace());
  for (const name of ['index', 'options', 'with-healing']) await declare(outDir, name);
  await writeFile(join(outDir, 'reporter.d.ts'), reporterTypes);
  const { version, license, peerDependencies } = Manifest.parse(
    JSON.parse(await readFile(join(own, 'package.json'), 'utf8')),
  );
  await writeFile(
    join(outDir, 'package.json'),
    `${JSON.stringify({ ...manifest, version, license, peerDependencies }, null, 2)}\n`,
  );
  await copyFile(join(own, 'README.md'), join(outDir, 'README.md'));
  await copyFile(join(own, '..', '..', 'LICENSE'), join(outDir, 'LICENSE'));
}

const reporterTypes = `import type { Reporter } from '@playwright/test/reporter';
declare const reporter: new (options?: { outputFile?: string; failOnHealed?: boolean }) => Reporter;
export default reporter;
`;

const manifest = {
  name: '@testforge/playwright',
  description: 'Heals lost locators of a Playwright suite: asks first, never touches an expectation, forgets nothing.',
  exports: {
    '.': { types: './index.d.ts', import: './index.mjs', require: './index.cjs' },
    './reporter': { types: './reporter.d.ts', default: './reporter.cjs' },
    './package.json': './package.json',
  },
  bin: { 'testforge-heals': './testforge-heals.cjs' },
  engines: { node: '>=22' },
};
