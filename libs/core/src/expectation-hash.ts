import { createHash } from 'node:crypto';
import type { Step } from './step.js';
import type { TestCase } from './test-plan.js';

/** JSON with sorted keys and without undefined: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** SHA-256 in hexadecimal over the canonical JSON of any document. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const demands = (step: Step) => (step.kind === 'expect' ? [{ key: step.key, expectation: step.expectation }] : []);

/**
 * The lock on a test's expectations: a SHA-256 over every expectation and the step it belongs to, in order.
 * Healing may change locators only, so this is the same before and after; a differing hash is a fault of ours.
 */
export const expectationHash = (test: Pick<TestCase, 'steps'>): string => contentHash(test.steps.flatMap(demands));
