import type { KnownTrouble, TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { findNewFaults } from './new-faults.js';

const faults: TestResult['faults'] = {
  serverErrors: [{ method: 'GET', url: 'http://shop.test/api/orders/:id', status: 500 }],
  pageErrors: [
    { message: 'TypeError: no cart', page: 'http://shop.test/cart' },
    { message: 'Error: chat is offline', page: 'http://shop.test/cart', foreign: true },
  ],
};
const passed = (key: string, more: Partial<TestResult> = {}): TestResult => ({
  key,
  title: `Test ${key}`,
  status: 'passed',
  attempts: 1,
  durationMs: 1,
  steps: [],
  faults,
  ...more,
});
const nothing: KnownTrouble = { serverErrors: [], pageErrors: [] };

describe('faults of the app that no test noticed', () => {
  it('are told once each, with the tests that met them, and what is foreign is not', () => {
    const found = findNewFaults([passed('a'), passed('b')], () => nothing);
    expect(found.map(({ kind, title }) => [kind, title])).toEqual([
      ['server_error', 'GET /api/orders/:id answers with 500, and did not when the tests were kept'],
      ['page_error', 'A script fails on /cart, and did not when the tests were kept: TypeError: no cart'],
    ]);
    expect(found[0]?.evidence).toMatchObject({ method: 'GET', status: 500, tests: ['Test a', 'Test b'] });
  });

  it('are not told where the very test met them when it was kept', () => {
    const known: KnownTrouble = { serverErrors: ['GET /api/orders/:id 500'], pageErrors: ['/cart no cart'] };
    const found = findNewFaults([passed('a'), passed('b')], (key) => (key === 'a' ? known : nothing));
    expect(found.map(({ evidence }) => evidence['tests'])).toEqual([['Test b'], ['Test b']]);
    expect(findNewFaults([passed('a')], () => known)).toEqual([]);
  });

  it('are told where they are worse than what was known', () => {
    const known: KnownTrouble = { ...nothing, serverErrors: ['GET /api/orders/:id 503'] };
    expect(findNewFaults([passed('a')], () => known)[0]?.kind).toBe('server_error');
  });

  it('of tests that did not pass are the verdict’s to tell', () => {
    const others = (['failed', 'flaky', 'skipped', 'interrupted'] as const).map((status) => passed(status, { status }));
    expect(findNewFaults([...others, passed('clean', { faults: undefined })], () => nothing)).toEqual([]);
  });
});
