import { LastRun } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { sampleOutcome, sampleRun } from '../test/sample-run.js';
import { toLastRun } from './last-run.js';
import { narrate, sayOutcome } from './narrate.js';
import type { Run } from './client.js';

const linesOf = (tell: (say: { line: (text: string) => void }) => void): string => {
  const lines: string[] = [];
  tell({ line: (text) => void lines.push(text) });
  return lines.join('\n');
};
const stage = (name: string): Run['stages'][number] => ({ name, status: 'running', startedAt: null, endedAt: null });

describe('the narration of a run', () => {
  it('tells each stage once, in the order they begin', () => {
    const told = linesOf((say) => {
      const tell = narrate(say);
      tell(sampleRun({ stages: [stage('discovery')] }));
      tell(sampleRun({ stages: [stage('discovery'), stage('design')] }));
    });
    expect(told).toBe('  … Exploring the app\n  … Designing tests, each observed twice');
  });
  it('ends with counts that keep healed and waiting apart from passed, and with each regression', () => {
    const outcome = sampleOutcome({
      status: 'failed',
      tests: { ...sampleOutcome().tests, passed: 9, passedAfterHealing: 2, failed: 1 },
      healings: { proposed: 2, applied: 2, proven: 2, asked: 0 },
      findings: 3,
      regressions: [{ test: 'Total', step: 'It reads 42', expected: '42', actual: '30' }],
    });
    const told = linesOf((say) => sayOutcome(say, sampleRun({ status: 'failed', outcome })));
    expect(told).toContain(
      'FAILED: 12 kept of 14 designed; 9 passed, 2 passed after healing, 0 waiting, 1 failed, 0 flaky',
    );
    expect(told).toContain('✗ regression in “Total”: It reads 42: expected 42, got 30');
    expect(told).toContain('heals: 2 proven');
    expect(told).toContain('3 findings');
    expect(told).toContain('report: http://127.0.0.1:1/report');
  });
  it('tells what broke once, with the tests that met it', () => {
    const broken = { step: 'It reads 42', expected: '42', actual: '30' };
    const regressions = [
      { ...broken, test: 'Total', cause: 'x' },
      { ...broken, test: 'Other', cause: 'y' },
      { ...broken, test: 'Sum', cause: 'x' },
      { ...broken, test: 'Unknown' },
    ];
    const outcome = sampleOutcome({ status: 'failed', regressions });
    const told = linesOf((say) => sayOutcome(say, sampleRun({ status: 'failed', outcome })));
    expect(told.match(/(regression|the same) in “\w+”/g)).toEqual([
      'regression in “Total”',
      'the same in “Sum”',
      'regression in “Other”',
      'regression in “Unknown”',
    ]);
  });
  it('says why a run could not be carried out', () => {
    const outcome = sampleOutcome({
      status: 'error',
      error: 'Logging in did not work: the app says “Wrong password”.',
    });
    expect(linesOf((say) => sayOutcome(say, sampleRun({ status: 'error', outcome })))).toContain(
      '✗ Logging in did not work: the app says “Wrong password”.',
    );
  });
  it('says so when a run ended without an outcome', () => {
    expect(linesOf((say) => sayOutcome(say, sampleRun({ status: 'error' })))).toBe('  ended error, without an outcome');
  });
});

describe('the record of the last job', () => {
  it('holds an entry for each run that has an outcome', () => {
    const runs = [sampleRun({ outcome: sampleOutcome() }), sampleRun()];
    const lastRun = LastRun.parse(
      toLastRun({ url: 'http://a', startedAt: new Date(Date.now() - 1000), runs, exitCode: 3 }),
    );
    expect(lastRun).toMatchObject({ schemaVersion: 1, url: 'http://a', exitCode: 3, runs: [sampleOutcome()] });
    expect(lastRun.durationMs).toBeGreaterThanOrEqual(1000);
  });
});
