import type { TestProject } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { check, click, link, open, projectOf, specContent, testOf } from '../test/sample-tests.js';
import { perturbProject } from './perturb-project.js';
import { perturbedStep } from './perturbed-step.js';

const test = testOf([open, click, check]);
const other = testOf([open, click, check], { key: 'two', title: 'Two' });
const project = projectOf([test, other]);
const paths = ({ files }: TestProject) => files.map(({ path }) => path);
const fileOf = ({ files }: TestProject, wanted: string) => files.find(({ path }) => path === wanted)?.content ?? '';

describe('perturbing a project', () => {
  it('stands before the step that the test is about, and moves no line', () => {
    const perturbed = perturbProject(project, [{ test, perturbation: 'disable' }]);
    const lines = fileOf(perturbed.project, 'tests/one.disable.spec.ts').split('\n');
    expect(lines).toHaveLength(specContent.split('\n').length);
    expect(lines[4]).toBe("  await perturb(page, 'disable'); await click");
    expect(lines[0]).toContain("from './perturbation'; tellUnmet(); import { test } from './session';");
  });

  it('carries several perturbations through one project, each in a copy of the file', () => {
    const perturbed = perturbProject(project, [
      { test, perturbation: 'drop' },
      { test: other, perturbation: 'error' },
    ]);
    expect(paths(perturbed.project)).toEqual([
      'playwright.config.ts',
      'tests/one.drop.spec.ts',
      'tests/one.error.spec.ts',
      'tests/perturbation.ts',
    ]);
    expect(perturbed.project.tests.map(({ key, title, file }) => [key, title, file])).toEqual([
      ['one ~drop', 'One', 'tests/one.drop.spec.ts'],
      ['two ~error', 'Two', 'tests/one.error.spec.ts'],
    ]);
    expect(perturbed.project.steps.filter(({ testKey }) => testKey === 'two ~error')).toHaveLength(3);
    expect(perturbed.variants.get('one ~drop')).toMatchObject({ test, perturbation: 'drop', step: click });
  });

  it('keeps the test that logs in as it is, for the others start from it', () => {
    const logIn = testOf([open, click, check], { key: 'log-in', setup: 'shared' });
    const setup = { key: 'log-in', title: 'Log in', file: 'tests/log-in.setup.ts', expectationHash: '' };
    const withLogIn: TestProject = {
      ...project,
      files: [...project.files, { path: setup.file, content: 'setup' }],
      tests: [{ ...setup, setup: 'shared' }, ...project.tests],
      steps: [...project.steps, { testKey: 'log-in', stepKey: 'click', file: setup.file, line: 1 }],
    };
    const perturbed = perturbProject(withLogIn, [
      { test: logIn, perturbation: 'error' },
      { test, perturbation: 'error' },
    ]).project;
    expect(fileOf(perturbed, setup.file)).toBe('setup');
    expect(perturbed.tests.map(({ key }) => key)).toEqual(['log-in', 'one ~error']);
  });
});

describe('the step that a test is about', () => {
  it('is the action and not the look at its traces afterwards', () => {
    const again = { ...open, key: 'again', phase: 'then' as const };
    expect(perturbedStep(testOf([open, click, check, again, { ...check, key: 'after' }]))?.key).toBe('click');
  });

  it('is what was done and not the link that leads to where it shows', () => {
    expect(perturbedStep(testOf([open, click, link, check]))?.key).toBe('click');
  });

  it('is the last thing done in a test that never looks', () => {
    expect(perturbedStep(testOf([open, click]))?.key).toBe('click');
  });
});
