import {
  AppError,
  canonicalJson,
  expectationHash,
  type StepLocation,
  type TestCase,
  type TestProject,
} from '@testforge/core';
import { asJavaScript } from './as-javascript.js';
import { usesCredentials } from './credentials-file.js';
import { dataFiles } from './data-file.js';
import { formatFile, formatWithMarkers, stepMarker } from './format-source.js';
import { checkGates } from './gates.js';
import { gitignore, projectFiles, type SourceFile } from './project-files.js';
import { logInPath, logInSource, setupPath, setupSource } from './log-in-files.js';
import { byPriorityThenKey, compare, groupByFile } from './group-tests.js';
import { rolePaths, rolesOf } from './role-files.js';
import { specFileSource, type MarkStep, type TitledTest } from './spec-file.js';
import { takenAway } from './taken-away.js';
import { listFunctions, usesSums, usesUniqueValues } from './unique-values.js';

export interface ProjectRequest {
  baseUrl: string;
  tests: readonly TestCase[];
  /** Default: TypeScript. The gates are passed in TypeScript; `steps` and `tests` name its lines and files in either case. */
  language?: 'typescript' | 'javascript';
}

/** Files that hold tests or their steps. */
interface WrittenTests {
  files: SourceFile[];
  tests: TestProject['tests'];
  steps: StepLocation[];
}

/**
 * Writes tests as an ordinary Playwright Test project. Same tests in any order, same files byte for byte.
 * Texts of pages are data: they cannot leave the literals they stand in.
 * Throws `scriptgen.duplicate_key` where two tests share a key, `scriptgen.two_setups` where two make the session, and
 * `scriptgen.no_target`, `scriptgen.bad_count`, `scriptgen.bad_order` for checks that make no sense.
 * A gate that is not passed is told in `gates`, it does not throw.
 */
export async function writeProject({ baseUrl, tests, language }: ProjectRequest): Promise<TestProject> {
  const sorted = [...tests].sort(byPriorityThenKey);
  refuseDuplicates(sorted);
  const setups = findSetups(sorted);
  const written = await Promise.all([
    ...setups.map(writeLogIn),
    ...[
      ...groupByFile(
        sorted.filter((test) => !setups.includes(test)),
        specPath,
      ),
    ].map(([path, own]) => writeSpec(path, own)),
  ]);
  const plain = [
    ...projectFiles({
      baseUrl,
      sessions: setups.find(({ role }) => role === undefined)?.setup ?? null,
      credentials: sorted.some(usesCredentials),
      roles: rolesOf(sorted),
    }),
    fingerprintsFile(sorted),
    ...dataFiles({
      unique: sorted.some(usesUniqueValues),
      sums: sorted.some(usesSums),
      lists: sorted.some((test) => listFunctions(test).length > 0),
      rests: sorted.some((test) => listFunctions(test).some((name) => name === 'restOf' || name === 'countStill')),
    }),
  ];
  const formatted = await Promise.all(plain.map(formatOne));
  const files = [...formatted, gitignore, ...written.flatMap((each) => each.files)].sort((a, b) =>
    compare(a.path, b.path),
  );
  const given = language === 'javascript' ? await asJavaScript(files) : files;
  return {
    schemaVersion: 1,
    baseUrl,
    files: given,
    tests: written.flatMap(({ tests: own }) => own),
    steps: written.flatMap(({ steps }) => steps),
    gates: await checkGates(files, given),
  };
}

const specPath = (flow: string, { role }: TestCase): string =>
  role === undefined ? `tests/${flow}.spec.ts` : rolePaths(role).spec;

async function writeSpec(path: string, tests: TitledTest[]): Promise<WrittenTests> {
  const { content, steps } = await formatSteps(path, (mark) => specFileSource(tests, mark));
  return { files: [{ path, content }], steps, tests: tests.map((each) => told(each, path)) };
}

async function writeLogIn(test: TestCase): Promise<WrittenTests> {
  const titled = { test, title: test.title };
  const paths = test.role === undefined ? { logIn: logInPath, setup: setupPath } : rolePaths(test.role);
  const { content, steps } = await formatSteps(paths.logIn, (mark) => logInSource(titled, mark));
  const setup = await formatOne({ path: paths.setup, content: setupSource(titled) });
  return { files: [{ path: paths.logIn, content }, setup], steps, tests: [told(titled, paths.setup)] };
}

const told = ({ test, title }: TitledTest, file: string): TestProject['tests'][number] => ({
  key: test.key,
  title,
  file,
  expectationHash: expectationHash(test),
  ...(test.setup && { setup: test.setup }),
  ...(test.role !== undefined && { role: test.role }),
  ...(test.tags.includes('writes') && { writes: true }),
});

const formatOne = async ({ path, content }: SourceFile): Promise<SourceFile> => ({
  path,
  content: await formatFile(path, content),
});

/** The source formatted, and where the steps then stand. */
async function formatSteps(
  path: string,
  source: (mark: MarkStep) => string,
): Promise<{ content: string; steps: StepLocation[] }> {
  const marked: { testKey: string; stepKey: string; title: string }[] = [];
  const mark: MarkStep = (testKey, step) =>
    stepMarker(marked.push({ testKey, stepKey: step.key, title: step.title }) - 1);
  const { content, lines } = await formatWithMarkers(path, source(mark));
  return { content, steps: marked.map((step, index) => ({ ...step, file: path, line: lines[index] ?? 1 })) };
}

/** The tests that make sessions, one for each role. */
function findSetups(tests: readonly TestCase[]): TestCase[] {
  const setups = tests.filter(({ setup }) => setup !== undefined);
  if (new Set(setups.map(({ role }) => role)).size === setups.length) return setups;
  throw new AppError('invalid', 'scriptgen.two_setups', 'Two tests make the session; one suite has one of them.', {
    details: { keys: setups.map(({ key }) => key) },
  });
}

/** What each step's element looked like, by test key and step key, as far as it may be taken away. */
function fingerprintsFile(sorted: readonly TestCase[]): SourceFile {
  const byKey = [...sorted].sort((a, b) => compare(a.key, b.key));
  const ofTest = (test: TestCase) =>
    test.steps.flatMap((step) =>
      'target' in step && step.target ? [[step.key, takenAway(step.target.fingerprint)] as const] : [],
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
