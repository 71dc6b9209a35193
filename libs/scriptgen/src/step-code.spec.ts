import type { Step } from '@testforge/core';
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
