import type { Step, StepOf } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { stepsSource } from './spec-file.js';

const target = {
  locator: { frame: [], links: [{ by: 'testId' as const, testId: 'row' }] },
  fingerprint: { tag: 'tr' },
};
const open: Step = { kind: 'goto', key: 'open', phase: 'when', title: 'Open', path: '/boats' };
const load: Step = { kind: 'reload', key: 'load', phase: 'when', title: 'Load again' };
const check = (matcher: 'toBeHidden' | 'toBeVisible' | 'toHaveCount', expected: boolean | number): Step => ({
  kind: 'expect',
  key: 'check',
  phase: 'then',
  title: 'Check',
  target,
  expectation: { matcher, expected },
});
const sourceOf = (...steps: Step[]): string =>
  stepsSource(
    {
      key: 'a',
      title: 'A',
      designer: 'record',
      priority: 'P1',
      reason: '',
      category: 'functional',
      tags: [],
      flow: 'records',
      pages: [],
      steps,
    },
    () => '',
  );

describe('a page that is opened', () => {
  it.each([check('toBeHidden', true), check('toHaveCount', 0)])(
    'has fetched what it shows before a check says that something is not there',
    (absence) => {
      expect(sourceOf(open, absence)).toContain("await page.goto('/boats', { waitUntil: 'networkidle' });");
      expect(sourceOf(open, load, absence)).toContain("await page.reload({ waitUntil: 'networkidle' });");
    },
  );

  it('is not waited for where the check itself waits', () => {
    expect(sourceOf(open, load, check('toBeVisible', true), check('toBeHidden', true))).not.toContain('networkidle');
  });
});

describe('what a browser knows of an element', () => {
  const demand = (expectation: StepOf<'expect'>['expectation']): string =>
    sourceOf({ kind: 'expect', key: 'check', phase: 'then', title: 'Check', target, expectation });

  it('tells that a field is not taken, and where a link leads whatever the parameters', () => {
    expect(demand({ matcher: 'toBeInvalid', expected: true })).toContain(
      "await expect(page.getByTestId('row')).toHaveJSProperty('validity.valid', false);",
    );
    expect(demand({ matcher: 'toLeadTo', expected: '/boats' })).toContain(
      "await expect(page.getByTestId('row')).toHaveJSProperty('pathname', '/boats');",
    );
  });
});

describe('what is read off the page', () => {
  const remember = (text?: string): Step => ({
    kind: 'remember',
    key: 'remember',
    phase: 'when',
    title: 'Remember',
    name: 'price',
    target: { ...target, fingerprint: { tag: 'td', ...(text === undefined ? {} : { text }) } },
  });
  /** Whether the text is waited for to go away, or taken. */
  const isRead = (step: Step, text: string): boolean => {
    const shape = /hasText: \/(.*)\/ \}/.exec(sourceOf(step))?.[1];
    return new RegExp(shape ?? 'none').test(text);
  };

  it('is read once a figure is there, where one was observed', () => {
    expect(['$ 42.00', '17 items'].map((text) => isRead(remember('$ 17.00'), text))).toEqual([true, true]);
    expect(['', 'Loading…', '$ NaN', 'undefined'].map((text) => isRead(remember('$ 17.00'), text))).not.toContain(true);
  });

  it('is never nothing, nor what a script writes where it lost the value', () => {
    expect(['Ada', 'null and void', 'NaNcy'].map((text) => isRead(remember('Ada'), text))).not.toContain(false);
    expect(['', ' \n ', 'undefined', ' null ', 'NaN'].map((text) => isRead(remember(), text))).not.toContain(true);
  });
});

describe('a question that was seen to come up', () => {
  const accept: Step = { kind: 'accept', key: 'accept-2', phase: 'when', title: 'Accept' };
  const click: Step = { kind: 'click', key: 'delete', phase: 'when', title: 'Delete', target };

  it('must have been asked before the test goes on', () => {
    const source = sourceOf(accept, click);
    expect(source).toContain("const asked2 = page.waitForEvent('dialog').then((dialog) => dialog.accept());");
    expect(source).toContain("await Promise.all([asked2, page.getByTestId('row').click()]);");
  });
});
