import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Step, TestPlan } from '@testforge/core';
import { z } from 'zod';

/** Features of one app, taken from its documentation before anybody looked at it. */
const Features = z.object({
  app: z.string(),
  source: z.string(),
  /** A feature is covered where one of its signs (case does not matter) is found in a line of a kept test. */
  features: z.array(z.object({ id: z.string(), name: z.string(), signs: z.array(z.string()) })),
});

export interface FeatureCoverage {
  covered: string[];
  missed: string[];
}

/** Which of an app's documented features the tests of a plan touch. An upper bound: a sign tells of a visit, not of a good test. */
export function featureCoverage(name: string, tests: TestPlan['tests']): FeatureCoverage {
  const path = fileURLToPath(new URL(`features/${name}.json`, import.meta.url));
  const { features } = Features.parse(JSON.parse(readFileSync(path, 'utf8')));
  const lines = tests.flatMap(({ steps }) => steps.map(lineOf));
  const isCovered = ({ signs }: (typeof features)[number]) =>
    signs.some((sign) => lines.some((line) => new RegExp(`^(${sign})`, 'i').test(line)));
  return {
    covered: features.filter(isCovered).map((feature) => feature.name),
    missed: features.filter((feature) => !isCovered(feature)).map((feature) => feature.name),
  };
}

/** `goto /path`, `click New page`, `fill Title`, `expect Saved`. */
function lineOf(step: Step): string {
  if (step.kind === 'goto') return `goto ${step.path}`;
  if (!('target' in step)) return step.kind;
  const { name, label, text, title, nameAttr } = step.target?.fingerprint ?? {};
  const words = [name, label, title, nameAttr, name === undefined ? text : undefined];
  const subject = [...new Set(words.filter((word) => word))].join(' ');
  if (step.kind !== 'expect') return `${step.kind} ${subject}`;
  if (step.expectation.matcher === 'toHaveURL') return `goto ${String(step.expectation.expected)}`;
  return `expect ${subject} ${String(step.expectation.expected)}`;
}
