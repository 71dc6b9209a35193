import { posix } from 'node:path';
import type { Perturbation, Step, TestProject } from '@testforge/core';
import type { Variant } from './choose-trials.js';
import { perturbationModule, perturbationSource } from './perturbation-file.js';
import { perturbedStep } from './perturbed-step.js';

export interface PerturbedVariant extends Variant {
  step: Step;
}

export interface PerturbedProject {
  /** Only the perturbed tests, and the one that logs in for them. */
  project: TestProject;
  /** What each of its tests shows, by its key there. */
  variants: ReadonlyMap<string, PerturbedVariant>;
}

interface Copy {
  variant: PerturbedVariant;
  key: string;
  from: string;
  to: string;
  line: number;
}

/**
 * The project with a perturbation in each test, each spec file once for each perturbation, so that all of them go through
 * one execution. Every statement stays on its line, so that failures are led back to the same steps.
 */
export function perturbProject(project: TestProject, wanted: readonly Variant[]): PerturbedProject {
  const copies = wanted.flatMap((variant) => copyOf(project, variant) ?? []);
  const specs = new Set(project.tests.flatMap(({ file, setup }) => (setup === undefined ? [file] : [])));
  const kept = project.files.filter(({ path }) => !specs.has(path));
  const folders = new Set(copies.map(({ to }) => posix.dirname(to)));
  const modules = [...folders].map((folder) => ({
    path: posix.join(folder, `${perturbationModule}.ts`),
    content: perturbationSource,
  }));
  return {
    project: {
      ...project,
      files: [...kept, ...perturbedFiles(project, copies), ...modules],
      tests: [
        ...project.tests.filter(({ setup }) => setup !== undefined),
        ...copies.flatMap(({ variant, key, to }) =>
          project.tests.filter((test) => test.key === variant.test.key).map((test) => ({ ...test, key, file: to })),
        ),
      ],
      steps: [
        ...project.steps.filter(({ file }) => !specs.has(file)),
        ...copies.flatMap(({ variant, key, from, to }) =>
          project.steps
            .filter(({ testKey, file }) => testKey === variant.test.key && file === from)
            .map((step) => ({ ...step, testKey: key, file: to })),
        ),
      ],
    },
    variants: new Map(copies.map(({ key, variant }) => [key, variant])),
  };
}

function copyOf({ tests, steps }: TestProject, { test, perturbation }: Variant): Copy | null {
  const step = perturbedStep(test);
  const from = tests.find(({ key, setup }) => key === test.key && setup === undefined)?.file;
  const place = steps.find((each) => each.testKey === test.key && each.stepKey === step?.key && each.file === from);
  if (!step || from === undefined || !place) return null;
  const to = from.replace(/(?:\.spec)?\.ts$/, `.${perturbation}.spec.ts`);
  return { variant: { test, perturbation, step }, key: `${test.key} ~${perturbation}`, from, to, line: place.line };
}

function perturbedFiles({ files }: TestProject, copies: readonly Copy[]): TestProject['files'] {
  return Object.entries(Object.groupBy(copies, ({ to }) => to)).flatMap(([path, own = []]) => {
    const [first] = own;
    const content = files.find((file) => file.path === first?.from)?.content;
    if (!first || content === undefined) return [];
    const lines = own.map(({ line }) => line);
    return [{ path, content: perturbFile(content, lines, first.variant.perturbation) }];
  });
}

function perturbFile(content: string, at: readonly number[], perturbation: Perturbation): string {
  const lines = content.split('\n').map((line, index) => {
    if (!at.includes(index + 1)) return line;
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    return `${indent}await perturb(page, '${perturbation}'); ${line.slice(indent.length)}`;
  });
  return `import { perturb, tellUnmet } from './${perturbationModule}'; tellUnmet(); ${lines.join('\n')}`;
}
