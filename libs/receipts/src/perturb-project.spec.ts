import type { Step, TestCase, TestProject } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { perturbProject } from './perturb-project.js';

const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'button' }] },
  fingerprint: { tag: 'button' },
};
const open: Step = { key: 'open', phase: 'given', title: 'open', kind: 'goto', path: '/' };
const click: Step = { key: 'click', phase: 'when', title: 'click', kind: 'click', target };
const check: Step = {
  key: 'check',
  phase: 'then',
  title: 'check',
  kind: 'expect',
  expectation: { matcher: 'toHaveURL', expected: '/' },
};

const testCase = (steps: Step[], more: Partial<TestCase> = {}): TestCase => ({
  key: 'one',
  title: 'One',
  designer: 'd',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: '',
  pages: [],
  steps,
  ...more,
});

const content = ["import { test } from './session';", '', 'body {', '  open', '  await click', '  check', '}'].join(
  '\n',
);
const project: TestProject = {
  schemaVersion: 1,
  baseUrl: 'http://app',
  files: [
    { path: 'tests/one.spec.ts', content },
    { path: 'playwright.config.ts', content: 'config' },
  ],
  tests: [{ key: 'one', title: 'One', file: 'tests/one.spec.ts', expectationHash: '' }],
  steps: [
    { testKey: 'one', stepKey: 'open', file: 'tests/one.spec.ts', line: 4 },
    { testKey: 'one', stepKey: 'click', file: 'tests/one.spec.ts', line: 5 },
    { testKey: 'one', stepKey: 'check', file: 'tests/one.spec.ts', line: 6 },
  ],
  gates: [],
};

const fileOf = ({ files }: TestProject, wanted: string) => files.find(({ path }) => path === wanted)?.content ?? '';

describe('perturbing a project', () => {
  it('stands before the step that the test is about, and moves no line', () => {
    const perturbed = perturbProject(project, [testCase([open, click, check])], 'disable');
    const lines = fileOf(perturbed.project, 'tests/one.spec.ts').split('\n');
    expect(lines).toHaveLength(content.split('\n').length);
    expect(lines[4]).toBe("  await perturb(page, 'disable'); await click");
    expect(lines[0]).toContain("from './perturbation'; tellUnmet(); import { test } from './session';");
    expect(perturbed.steps).toEqual(new Map([['one', 'click']]));
  });

  it('puts its own file beside the specs that need it and leaves other files as they are', () => {
    const { files } = perturbProject(project, [testCase([open, click, check])], 'drop').project;
    expect(files.map(({ path }) => path)).toEqual([
      'tests/one.spec.ts',
      'playwright.config.ts',
      'tests/perturbation.ts',
    ]);
    expect(files[1]?.content).toBe('config');
  });

  it('does nothing to a test whose step has no room for it', () => {
    const opened = testCase([{ ...open, phase: 'when' }, check]);
    expect(perturbProject(project, [opened], 'disable').steps.size).toBe(0);
    expect(perturbProject(project, [opened], 'error').steps).toEqual(new Map([['one', 'open']]));
  });

  it('leaves the test that logs in alone', () => {
    const logIn = testCase([open, click, check], { setup: 'shared' });
    expect(perturbProject(project, [logIn], 'error').project.files).toEqual(project.files);
  });

  it('perturbs the action and not the look at its traces afterwards', () => {
    const again: Step = { key: 'again', phase: 'then', title: 'again', kind: 'reload' };
    const perturbed = perturbProject(
      project,
      [testCase([open, click, check, again, { ...check, key: 'after' }])],
      'drop',
    );
    expect(perturbed.steps.get('one')).toBe('click');
  });

  it('perturbs what was done and not the link that leads to where it shows', () => {
    const link: Step = { ...click, key: 'link', target: { ...target, fingerprint: { tag: 'a', role: 'link' } } };
    expect(perturbProject(project, [testCase([open, click, link, check])], 'drop').steps.get('one')).toBe('click');
  });
});
