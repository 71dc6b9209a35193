import type { RunOutcome } from '@testforge/core';
import type { Run } from '@testforge/sdk';
import { describe, expect, it } from 'vitest';
import { judgeSample } from './sample-job.js';

const tests = {
  designed: 14,
  kept: 12,
  functional: 11,
  passed: 12,
  passedAfterHealing: 0,
  waiting: 0,
  failed: 0,
  flaky: 0,
};

function runOf(change: Partial<RunOutcome> | null): Run {
  const id = '0197a3c2-0000-7000-8000-000000000001';
  const outcome: RunOutcome | null = change && {
    id,
    status: 'passed',
    tests,
    verdicts: { drift: 0, regression: 0, flake: 0, environment: 0 },
    findings: 0,
    healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
    expectationsChanged: 0,
    coverage: { templates: 4, states: 5, forms: 2, flows: 3 },
    stagesMs: { discovery: 1, design: 1, scriptgen: 1, execution: 1, healing: 1, reporting: 1 },
    regressions: [],
    links: { dashboard: null, report: null, share: null },
    ...change,
  };
  return {
    id,
    project: { id, name: 'shop' },
    url: 'http://127.0.0.1:1/',
    release: '1',
    status: outcome?.status ?? 'error',
    interaction: 'write',
    createdAt: '',
    startedAt: null,
    endedAt: null,
    stages: [],
    progress: null,
    outcome,
  };
}

const bug = { test: 'The total', step: 'The total reads “$ 42.00”', expected: '$ 42.00', actual: '$ 30.00' };
const first = runOf({});
const healings = { proposed: 3, applied: 3, proven: 3, asked: 0 };
const second = runOf({ status: 'failed', regressions: [bug], healings });

describe('the sample job', () => {
  it('is as it should be when release 1 passed and the planted bug is the only regression of release 2', () => {
    expect(judgeSample([first, second])).toBe(0);
    expect(
      judgeSample([
        first,
        runOf({ status: 'failed', healings, regressions: [bug, { ...bug, test: 'The order’s total' }] }),
      ]),
    ).toBe(0);
  });
  it.each<[string, Run[]]>([
    ['release 1 did not pass', [runOf({ status: 'waiting' }), second]],
    ['release 1 passed only after healing', [runOf({ status: 'passed_after_healing' }), second]],
    ['release 1 kept nothing', [runOf({ tests: { ...tests, kept: 0 } }), second]],
    ['the bug was not seen', [first, runOf({ healings })]],
    ['the bug was healed away', [first, runOf({ status: 'passed_after_healing', healings })]],
    ['nothing was healed with proof', [first, runOf({ status: 'failed', regressions: [bug] })]],
    [
      'drift was taken for a regression',
      [
        first,
        runOf({ status: 'failed', healings, regressions: [bug, { ...bug, expected: 'visible', actual: 'not there' }] }),
      ],
    ],
    [
      'an amount has nothing beside it',
      [first, runOf({ status: 'failed', healings, regressions: [{ ...bug, actual: '' }] })],
    ],
    [
      'the amounts are the same',
      [first, runOf({ status: 'failed', healings, regressions: [{ ...bug, actual: bug.expected }] })],
    ],
    [
      'an expectation was changed',
      [first, runOf({ status: 'failed', healings, regressions: [bug], expectationsChanged: 1 })],
    ],
  ])('is not when %s', (_name, runs) => {
    expect(judgeSample(runs)).toBe(1);
  });
  it.each<[string, Run[]]>([
    ['nothing ran', []],
    ['only release 1 ran', [first]],
    ['a run has no outcome', [first, runOf(null)]],
  ])('is trouble when %s', (_name, runs) => {
    expect(judgeSample(runs)).toBe(3);
  });
});
