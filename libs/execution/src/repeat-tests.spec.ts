import type { ExecutionResult, TestResult } from '@testforge/core';
import { expect, test } from 'vitest';
import { repeatTests, type Round } from './repeat-tests.js';

const result = (key: string, status: TestResult['status'], message = ''): TestResult => ({
  key,
  title: key,
  status,
  attempts: 1,
  durationMs: 1,
  steps: [],
  ...(status === 'failed' ? { failure: { stepKey: null, stepTitle: 'then', message } } : {}),
});

const first = (...results: TestResult[]): ExecutionResult => ({
  schemaVersion: 1,
  results,
  ledger: [],
  sandboxMs: 0,
  durationMs: 0,
});

/** Plays rounds as written, and remembers what was asked of them. */
function play(...rounds: Pick<ExecutionResult, 'results' | 'trouble'>[]) {
  const asked: Round[] = [];
  const executeRound = async (round: Round) => {
    asked.push(round);
    return rounds[round.number - 1] ?? { results: [] };
  };
  return { asked, executeRound };
}

const outcomes = ({ results }: ExecutionResult) =>
  results.map(({ key, status, passesBefore, failure }) => [key, status, passesBefore, failure?.message]);

test('what fails in a repeat is told as flaky, with how often it had passed, and is not tried again', async () => {
  const { asked, executeRound } = play(
    { results: [result('a', 'passed'), result('b', 'failed', 'too late')] },
    { results: [result('a', 'failed', 'other zone')] },
  );
  const told = await repeatTests(first(result('a', 'passed'), result('b', 'passed')), 2, executeRound);
  expect(outcomes(told)).toEqual([
    ['a', 'flaky', 2, 'other zone'],
    ['b', 'flaky', 1, 'too late'],
  ]);
  expect(asked.map(({ only }) => only)).toEqual([['a', 'b'], ['a']]);
});

test('the last round alone is held under other conditions', async () => {
  const passed = { results: [result('a', 'passed')] };
  const { asked, executeRound } = play(passed, passed, passed);
  await repeatTests(first(result('a', 'passed')), 3, executeRound);
  expect(asked.map(({ conditions }) => conditions !== undefined)).toEqual([false, false, true]);
});

test('what did not pass at first is not repeated, and nothing is asked where nothing passed', async () => {
  const { asked, executeRound } = play();
  const told = await repeatTests(first(result('a', 'failed', 'red'), result('b', 'skipped')), 2, executeRound);
  expect(asked).toEqual([]);
  expect(outcomes(told)).toEqual([
    ['a', 'failed', undefined, 'red'],
    ['b', 'skipped', undefined, undefined],
  ]);
});

test('trouble ends the repeats, and takes no test', async () => {
  const { asked, executeRound } = play({ results: [result('a', 'interrupted')], trouble: 'The app is gone.' });
  const told = await repeatTests(first(result('a', 'passed')), 4, executeRound);
  expect(asked).toHaveLength(1);
  expect(outcomes(told)).toEqual([['a', 'passed', undefined, undefined]]);
});
