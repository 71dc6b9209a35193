import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { TestProject, type TestCase, type TestPlan } from '@testforge/core';
import { generateProject } from '@testforge/scriptgen';

/** Says which test on which build asks: `BUILD-TEST`. The switchboard reads the first half, proxies the whole. */
export const unitHeader = 'x-bench-unit';

/** One test on one build; `id` is a plain word that names both. */
export interface Unit {
  id: string;
  test: TestCase;
}

/** Tests that run by themselves: not what logs in for others. */
export const runsAlone = ({ setup }: TestCase): boolean => setup === undefined;

/** The plan with each test in a file of its own, so that one can be shown many builds at once. Written once, kept in `path`. */
export async function writeApart({ url, tests }: TestPlan, path: string): Promise<TestProject> {
  if (existsSync(path)) return TestProject.parse(JSON.parse(readFileSync(path, 'utf8')));
  const project = await writeEach(
    url,
    tests.map((test, at) => (runsAlone(test) ? { ...test, flow: `t${at}` } : test)),
    ({ flow }) => flow,
  );
  writeFileSync(path, JSON.stringify(project));
  return project;
}

/** A project whose tests are each in a file of their own, also those of a further log-in, for which a suite has one file. */
async function writeEach(
  url: string,
  tests: readonly TestCase[],
  name: (test: TestCase) => string,
): Promise<TestProject> {
  const written = await generateProject({ baseUrl: url, tests });
  const ofRoles = tests.filter((test) => runsAlone(test) && test.role !== undefined);
  const keys = new Set(ofRoles.map(({ key }) => key));
  const shared = new Set(written.tests.filter(({ key }) => keys.has(key)).map(({ file }) => file));
  const project: TestProject = {
    ...written,
    files: written.files
      .filter(({ path }) => !shared.has(path))
      .map((file) => (file.path === 'playwright.config.ts' ? takingAll(file, ofRoles) : file)),
    tests: written.tests.filter(({ key }) => !keys.has(key)),
    steps: written.steps.filter(({ testKey }) => !keys.has(testKey)),
  };
  for (const test of ofRoles) {
    const setups = tests.filter(({ setup, role }) => setup !== undefined && role === test.role);
    const alone = await generateProject({ baseUrl: url, tests: [...setups, test] });
    const from = alone.tests.find(({ key }) => key === test.key)?.file;
    const file = fileOf(test, name(test));
    project.files.push(...alone.files.filter(({ path }) => path === from).map((each) => ({ ...each, path: file })));
    project.tests.push(...alone.tests.filter(({ key }) => key === test.key).map((each) => ({ ...each, file })));
    project.steps.push(...alone.steps.filter(({ testKey }) => testKey === test.key).map((each) => ({ ...each, file })));
  }
  return project;
}

/** The configuration, with any number of files for the tests of a further log-in. */
const takingAll = <F extends { content: string }>(file: F, tests: readonly TestCase[]): F => ({
  ...file,
  content: tests.reduce(
    (content, { role }) => content.replaceAll(`'role.${role}.spec.ts'`, `'role.${role}.*.spec.ts'`),
    file.content,
  ),
});

const fileOf = ({ role }: Pick<TestCase, 'role'>, id: string): string =>
  `tests/${role === undefined ? '' : `role.${role}.`}${id}.spec.ts`;

/** Copies of tests of a project that was written apart, each telling who it is with all that its pages ask. */
export function copyUnits(apart: TestProject, units: readonly Unit[]): TestProject {
  const own = new Set(apart.tests.filter(({ setup }) => !setup).map(({ file }) => file));
  const rest = <T extends { file: string }>(those: readonly T[]): T[] => those.filter(({ file }) => !own.has(file));
  const project: TestProject = {
    ...apart,
    files: apart.files.filter(({ path }) => !own.has(path)),
    tests: rest(apart.tests),
    steps: rest(apart.steps),
  };
  for (const { id, test } of units) {
    const known = apart.tests.find(({ key }) => key === test.key);
    const source = apart.files.find(({ path }) => path === known?.file);
    if (!known || !source) throw new Error(`no such test: ${test.key}`);
    const file = fileOf(test, id);
    project.files.push({ path: file, content: source.content + saysWho(id) });
    project.tests.push({ ...known, key: id, file });
    for (const step of apart.steps)
      if (step.testKey === test.key && step.file === known.file) project.steps.push({ ...step, testKey: id, file });
  }
  return project;
}

/** Tests that were changed, each for one build. */
export async function writeUnits({ url, tests }: TestPlan, units: readonly Unit[]): Promise<TestProject> {
  const named = units.map(({ id, test }) => ({ ...test, key: id, flow: id }));
  const project = await writeEach(url, [...tests.filter(({ setup }) => setup), ...named], ({ key }) => key);
  const ids = new Map(units.map(({ id, test }) => [fileOf(test, id), id]));
  const files = project.files.map(({ path, content }) => {
    const id = ids.get(path);
    return { path, content: id === undefined ? content : content + saysWho(id) };
  });
  return { ...project, files };
}

/** Behind everything else, so that no step changes its line. */
const saysWho = (id: string): string => `\ntest.use({ extraHTTPHeaders: { '${unitHeader}': '${id}' } });\n`;

const sessionName = 'session.${base.info().parallelIndex}.json';
const ofBuild = "${/\\bb\\d+(?=-t\\d)/.exec(path.basename(base.info().file))?.[0] ?? ''}";

/** The same, logging in to each build by itself: a build may not know who logged in to another. */
export function loggingInToEach(project: TestProject): TestProject {
  const files = project.files.map((file) =>
    file.path === 'tests/session.ts'
      ? { ...file, content: file.content.replaceAll(sessionName, () => ofBuild + sessionName) }
      : file,
  );
  return { ...project, files };
}
