import type { ExecutionResult, TestResult } from '@testforge/core';
import type { Conditions } from './runner-settings.js';

/** One more time for tests that passed. */
export interface Round {
  /** From 1. */
  number: number;
  /** Keys of the tests that passed each time so far. */
  only: string[];
  /** The last round is held under other conditions. */
  conditions?: Conditions;
}

/** Far away, on another screen, half a day ahead: what passes there depends on none of it. */
const elsewhere: Conditions = {
  timezoneId: 'Pacific/Auckland',
  viewport: { width: 1440, height: 900 },
  latencyMs: 100,
};

/**
 * The same execution after its passed tests were carried out again, `rounds` times, the last time under other conditions: what
 * failed in one of them is `flaky`, with that failure and how often it had passed. What ended otherwise than passed or failed
 * says nothing. Ends early where a round meets trouble, and where nothing is left to repeat.
 */
export async function repeatTests(
  execution: ExecutionResult,
  rounds: number,
  executeRound: (round: Round) => Promise<Pick<ExecutionResult, 'results' | 'trouble'>>,
): Promise<ExecutionResult> {
  const failedIn = new Map<string, { result: TestResult; passesBefore: number }>();
  const passes = new Map<string, number>();
  for (const { key, status } of execution.results) if (status === 'passed') passes.set(key, 1);
  for (let number = 1; number <= rounds; number += 1) {
    const only = [...passes.keys()].filter((key) => !failedIn.has(key));
    if (only.length === 0) break;
    const conditions = number === rounds ? { conditions: elsewhere } : {};
    const { results, trouble } = await executeRound({ number, only, ...conditions });
    for (const result of results) {
      const passesBefore = passes.get(result.key) ?? 0;
      if (result.status === 'passed') passes.set(result.key, passesBefore + 1);
      if (result.status === 'failed') failedIn.set(result.key, { result, passesBefore });
    }
    if (trouble !== undefined) break;
  }
  return { ...execution, results: execution.results.map((result) => judged(result, failedIn.get(result.key))) };
}

function judged(result: TestResult, failed: { result: TestResult; passesBefore: number } | undefined): TestResult {
  if (!failed) return result;
  const { failure } = failed.result;
  return { ...result, status: 'flaky', passesBefore: failed.passesBefore, ...(failure ? { failure } : {}) };
}
