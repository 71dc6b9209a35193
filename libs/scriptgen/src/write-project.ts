import {
  AppError,
  canonicalJson,
  contentHash,
  expectationHash,
  type StepLocation,
  type TestCase,
  type TestProject,
} from '@testforge/core';
import { dataFile } from './data-file.js';
import { formatFile, formatWithMarkers, stepMarker } from './format-source.js';
import { checkGates } from './gates.js';
import { gitignore, projectFiles, type SourceFile } from './project-files.js';
import { specFileSource, type TitledTest } from './spec-file.js';
import { usesUniqueValues } from './unique-values.js';

export interface ProjectRequest {
  baseUrl: string;
  tests: readonly TestCase[];
}

interface SpecFile extends SourceFile {
  tests: TitledTest[];
  steps: StepLocation[];
}

/**
 * Writes tests as an ordinary Playwright Test project. Same tests in any order, same files byte for byte.
 * Texts of pages are data: they cannot leave the literals they stand in.
 * Throws `scriptgen.duplicate_key` where two tests share a key, and `scriptgen.no_target`, `scriptgen.bad_count` for checks that make no sense.
 * A gate that is not passed is told in `gates`, it does not throw.
 */
export async function writeProject({ baseUrl, tests }: ProjectRequest): Promise<TestProject> {
  const sorted = [...tests].sort(byPriorityThenKey);
  refuseDuplicates(sorted);
  const specs = await Promise.all([...groupByFile(sorted)].map(([path, own]) => writeSpec(path, own)));
  const plain = [
    ...projectFiles(baseUrl),
    fingerprintsFile(sorted),
    ...(sorted.some(usesUniqueValues) ? [dataFile] : []),
  ];
  const formatted = await Promise.all(
    plain.map(async ({ path, content }) => ({ path, content: await formatFile(path, content) })),
  );
  const files = [...formatted, gitignore, ...specs.map(({ path, content }) => ({ path, content }))].sort((a, b) =>
    compare(a.path, b.path),
  );
  return {
    schemaVersion: 1,
    baseUrl,
    files,
    tests: specs.flatMap(({ path, tests: own }) =>
      own.map(({ test, title }) => ({ key: test.key, title, file: path, expectationHash: expectationHash(test) })),
    ),
    steps: specs.flatMap((spec) => spec.steps),
    gates: await checkGates(files),
  };
}

async function writeSpec(path: string, tests: TitledTest[]): Promise<SpecFile> {
  const marked: { testKey: string; stepKey: string; title: string }[] = [];
  const source = specFileSource(tests, (testKey, step) =>
    stepMarker(marked.push({ testKey, stepKey: step.key, title: step.title }) - 1),
  );
  const { content, lines } = await formatWithMarkers(path, source);
  const steps = marked.map((step, index) => ({ ...step, file: path, line: lines[index] ?? 1 }));
  return { path, content, tests, steps };
}

function groupByFile(sorted: readonly TestCase[]): Map<string, TitledTest[]> {
  const files = new Map<string, TitledTest[]>();
  for (const test of sorted) {
    const path = `tests/${fileName(test.flow)}.spec.ts`;
    const own = files.get(path) ?? [];
    files.set(path, [...own, { test, title: freeTitle(test.title, new Set(own.map(({ title }) => title))) }]);
  }
  return new Map([...files].sort(([a], [b]) => compare(a, b)));
}

function fileName(flow: string): string {
  const words = flow
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return words || (flow.trim() ? `flow-${contentHash(flow).slice(0, 8)}` : 'general');
}

function freeTitle(title: string, taken: ReadonlySet<string>): string {
  if (!taken.has(title)) return title;
  for (let number = 2; ; number += 1) {
    const numbered = `${title} (${number})`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** What each step's element looked like, by test key and step key. */
function fingerprintsFile(sorted: readonly TestCase[]): SourceFile {
  const byKey = [...sorted].sort((a, b) => compare(a.key, b.key));
  const ofTest = (test: TestCase) =>
    test.steps.flatMap((step) =>
      'target' in step && step.target ? [[step.key, step.target.fingerprint] as const] : [],
    );
  const fingerprints = byKey
    .map((test) => [test.key, Object.fromEntries(ofTest(test))] as const)
    .filter(([, steps]) => Object.keys(steps).length > 0);
  return { path: 'fingerprints.json', content: canonicalJson(Object.fromEntries(fingerprints)) };
}

function refuseDuplicates(tests: readonly TestCase[]): void {
  const keys = new Set<string>();
  for (const { key } of tests) {
    if (keys.has(key))
      throw new AppError('invalid', 'scriptgen.duplicate_key', `Two tests have the key “${key}”.`, {
        details: { key },
      });
    keys.add(key);
  }
}

/** By code unit, not by the machine's language: the order is the same everywhere. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byPriorityThenKey = (a: TestCase, b: TestCase): number =>
  compare(a.priority, b.priority) || compare(a.key, b.key);
