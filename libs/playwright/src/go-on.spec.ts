import type { Locator, TestInfo } from '@playwright/test';
import { expect, test } from 'vitest';
import { actions } from './actions.js';
import type { Call } from './call.js';
import { mayGoOn } from './go-on.js';
import { standardOptions, type HealingOptions } from './options.js';
import type { Heal } from './records.js';
import { createSession, type Session, type SessionGiven } from './session.js';
import type { Store } from './store.js';

const use = { key: `getByText('Save')`, text: `getByText('Save')`, steady: true };
const click = actions['click'];
const call = (...args: unknown[]): Call => {
  if (!click) throw new Error('a click is known');
  return { action: click, locator: {} as Locator, args, original: () => Promise.resolve() };
};

function session(mode: HealingOptions['mode'], { retry = 0, heals = [] as Heal[], known = true } = {}): Session {
  const tests: SessionGiven['tests'] = known
    ? { saves: { [use.key]: { checked: true, fingerprint: { tag: 'button' } } } }
    : {};
  const testInfo = { titlePath: ['a.spec.ts', 'saves'], timeout: 30_000, retry } as unknown as TestInfo;
  return createSession({
    testInfo,
    options: { ...standardOptions, mode },
    actionTimeoutMs: 0,
    store: {} as Store,
    file: 'a.spec.ts',
    tests,
    heals,
  });
}

test('where it was asked for, a known use may be gone on with', () => {
  expect(mayGoOn(session('automatic'), call(), use)).toBe(true);
});

test.each<[string, Session, Call, typeof use]>([
  ['the suite wants to be asked', session('ask'), call(), use],
  ['healing is switched off', session('never'), call(), use],
  ['no fingerprint was stored', session('automatic', { known: false }), call(), use],
  ['the test is tried again', session('automatic', { retry: 1 }), call(), use],
  ['the locator is made of run-time values', session('automatic'), call(), { ...use, steady: false }],
  ['the call has a limit of its own', session('automatic'), call({ timeout: 500 }), use],
])('nothing is gone on with where %s', (_why, given, called, used) => {
  expect(mayGoOn(given, called, used)).toBe(false);
});

test('what a person approved for the same locator may be gone on with in a suite that asks', () => {
  const approved = { old: use.text, by: 'approved' } as Heal;
  expect(mayGoOn(session('ask', { heals: [approved] }), call(), use)).toBe(true);
  expect(mayGoOn(session('ask', { heals: [{ ...approved, by: 'automatic' }] }), call(), use)).toBe(false);
  expect(mayGoOn(session('ask', { heals: [{ ...approved, old: 'another' }] }), call(), use)).toBe(false);
});
