import {
  isAppError,
  readLocatorCode,
  type Fingerprint,
  type Locator,
  type Step,
  type TestCase,
  type TestResult,
} from '@testforge/core';
import type { KnownAction } from './actions.js';
import type { Remembered } from './records.js';

export const lostStep = 'lost';

/** Stands for a locator that cannot be written as ours; it finds nothing, as the live page has said already. */
const unreadable: Locator = { frame: [], links: [{ by: 'css', css: 'testforge-unreadable' }] };

/** The locator as data, where it is of the common kind. */
export function readOld(text: string): Locator {
  try {
    return readLocatorCode(text);
  } catch (error) {
    if (isAppError(error)) return unreadable;
    throw error;
  }
}

function stepOf({ kind }: KnownAction, text: string, fingerprint: Fingerprint): Step {
  const base = { key: lostStep, phase: 'when' as const, title: text, target: { locator: readOld(text), fingerprint } };
  return kind === 'fill' || kind === 'press' || kind === 'select'
    ? { ...base, kind, value: { kind: 'literal', value: '' } }
    : { ...base, kind };
}

/** The mark that something is checked behind the step: what, is the suite's own business. */
const check: Step = {
  key: 'checked',
  phase: 'then',
  kind: 'expect',
  title: 'what the test expects',
  expectation: { matcher: 'toHaveURL', expected: null },
};

/** The failing action of somebody's test as the test that our rules judge: this step, and whether anything is checked behind it. */
export function describeLost(given: {
  title: string;
  action: KnownAction;
  text: string;
  remembered: Remembered;
  message: string;
}): { test: TestCase; result: TestResult } {
  const { title, action, text, remembered, message } = given;
  return {
    test: {
      key: title,
      title,
      designer: 'own',
      priority: 'P2',
      reason: '',
      category: 'functional',
      tags: [],
      flow: '',
      pages: [],
      steps: [stepOf(action, text, remembered.fingerprint), ...(remembered.checked ? [check] : [])],
    },
    result: {
      key: title,
      title,
      status: 'failed',
      attempts: 1,
      durationMs: 0,
      steps: [],
      failure: { stepKey: lostStep, stepTitle: text, message },
    },
  };
}
