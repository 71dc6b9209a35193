import { posix } from 'node:path';
import type { TestCase, TestProject } from '@testforge/core';
import type { Perturbation } from './kill-receipt.js';
import { perturbationModule, perturbationSource } from './perturbation-file.js';
import { appliesTo, perturbedStep } from './perturbed-step.js';

export interface PerturbedProject {
  project: TestProject;
  /** The step that is perturbed, by the key of its test; other tests are as they were. */
  steps: ReadonlyMap<string, string>;
}

/**
 * The same project with one perturbation in each test that has room for it. Every statement stays on its line, so that
 * failures are led back to the same steps.
 */
export function perturbProject(
  project: TestProject,
  tests: readonly TestCase[],
  perturbation: Perturbation,
): PerturbedProject {
  const places = tests.flatMap((test) => {
    const step = test.setup === undefined ? perturbedStep(test) : null;
    if (!step || !appliesTo(perturbation, step)) return [];
    const place = project.steps.find(({ testKey, stepKey }) => testKey === test.key && stepKey === step.key);
    return place ? [place] : [];
  });
  const byFile = Object.groupBy(places, ({ file }) => file);
  const files = project.files.map(({ path, content }) => {
    const lines = (byFile[path] ?? []).map(({ line }) => line);
    return { path, content: lines.length > 0 ? perturbFile(content, lines, perturbation) : content };
  });
  const folders = new Set(Object.keys(byFile).map((path) => posix.dirname(path)));
  const added = [...folders].map((folder) => ({
    path: posix.join(folder, `${perturbationModule}.ts`),
    content: perturbationSource,
  }));
  return {
    project: { ...project, files: [...files, ...added] },
    steps: new Map(places.map(({ testKey, stepKey }) => [testKey, stepKey])),
  };
}

function perturbFile(content: string, at: readonly number[], perturbation: Perturbation): string {
  const lines = content.split('\n').map((line, index) => {
    if (!at.includes(index + 1)) return line;
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    return `${indent}await perturb(page, '${perturbation}'); ${line.slice(indent.length)}`;
  });
  return `import { perturb, tellUnmet } from './${perturbationModule}'; tellUnmet(); ${lines.join('\n')}`;
}
