import { RunOutcome } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { toRunOutcome } from './run-outcome.js';
import { sampleReport, sampleTest } from '../test/sample-report.js';

const links = { dashboard: null, report: 'http://127.0.0.1/r', share: null };

describe('the short outcome', () => {
  it('says what the report says', () => {
    const report = sampleReport();
    expect(RunOutcome.parse(toRunOutcome(report, links))).toMatchObject({
      id: report.runId,
      release: report.release,
      status: 'failed',
      tests: report.counts,
      findings: 3,
      healings: report.healings,
      expectationsChanged: 0,
      links,
    });
  });
  it('says why a run could not be carried out', () => {
    expect(toRunOutcome(sampleReport({ error: 'The app does not answer.' }), links).error).toBe(
      'The app does not answer.',
    );
    expect(toRunOutcome(sampleReport(), links)).not.toHaveProperty('error');
  });
  it('names each regression with its step, what was expected and what was there, and nothing else', () => {
    expect(toRunOutcome(sampleReport(), links).regressions).toEqual([
      {
        test: 'The total is the sum of the lines',
        step: 'The total reads “$ 42.00”',
        expected: '$ 42.00',
        actual: '$ 30.00',
      },
    ]);
    expect(toRunOutcome(sampleReport({ tests: [sampleTest({ state: 'regression' })] }), links).regressions).toEqual([
      { test: sampleTest().title, step: '', expected: '', actual: '' },
    ]);
  });
  it('names the tests that were flaky, for the runs after this one', () => {
    const tests = [sampleTest({ key: 'a' }), sampleTest({ key: 'b', state: 'flaky' })];
    expect(toRunOutcome(sampleReport({ tests }), links).flaky).toEqual(['b']);
    expect(toRunOutcome(sampleReport({ tests: [] }), links)).not.toHaveProperty('flaky');
  });
  it('tells how many of the flaky tests decide', () => {
    const tests = [
      sampleTest({ key: 'a', state: 'flaky' }),
      sampleTest({ key: 'b', state: 'flaky', handling: 'quarantined' }),
      sampleTest({ key: 'c', state: 'flaky', handling: 'muted' }),
    ];
    expect(toRunOutcome(sampleReport({ tests }), links)).toMatchObject({
      flaky: ['a', 'b', 'c'],
      flakyThatDecide: 1,
    });
  });
  it('gives every stage a time in whole milliseconds, 0 for those that did not take place', () => {
    expect(toRunOutcome(sampleReport({ stagesMs: { execution: 12.6 } }), links).stagesMs).toEqual({
      discovery: 0,
      design: 0,
      scriptgen: 0,
      execution: 13,
      healing: 0,
      reporting: 0,
    });
  });
});
