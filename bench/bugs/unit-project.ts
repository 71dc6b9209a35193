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

/** Tests that run by themselves: not what logs in for others, nor what has a session of another role. */
export const runsAlone = ({ setup, role }: TestCase): boolean => setup === undefined && role === undefined;

/** The plan with each test in a file of its own, so that one can be shown many builds at once. Written once, kept in `path`. */
export async function writeApart({ url, tests }: TestPlan, path: string): Promise<TestProject> {
  if (existsSync(path)) return TestProject.parse(JSON.parse(readFileSync(path, 'utf8')));
  const project = await generateProject({
    baseUrl: url,
    tests: tests.map((test, at) => (runsAlone(test) ? { ...test, flow: `t${at}` } : test)),
  });
  writeFileSync(path, JSON.stringify(project));
  return project;
}

/** Copies of tests of a project that was written apart, each telling who it is with all that its pages ask. */
export function copyUnits(apart: TestProject, units: readonly Unit[]): TestProject {
  const own = new Set(apart.tests.filter(({ setup, role }) => !setup && !role).map(({ file }) => file));
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
    const file = `tests/${id}.spec.ts`;
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
  const project = await generateProject({ baseUrl: url, tests: [...tests.filter(({ setup }) => setup), ...named] });
  const ids = new Map(units.map(({ id }) => [`tests/${id}.spec.ts`, id]));
  const files = project.files.map(({ path, content }) => {
    const id = ids.get(path);
    return { path, content: id === undefined ? content : content + saysWho(id) };
  });
  return { ...project, files };
}

/** Behind everything else, so that no step changes its line. */
const saysWho = (id: string): string => `\ntest.use({ extraHTTPHeaders: { '${unitHeader}': '${id}' } });\n`;
