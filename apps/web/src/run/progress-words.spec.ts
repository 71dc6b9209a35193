import { describe, expect, it } from 'vitest';
import { progressWords } from './progress-words.js';

const stage = (name: string, status = 'running') => ({ name, status, startedAt: null, endedAt: null });

describe('what is going on', () => {
  it('is told of an exploration with its count and place', () => {
    const progress = { stage: 'discovery', states: 1, path: '/cart' };
    expect(progressWords({ stages: [stage('discovery')], progress })).toBe('1 page state found; now /cart');
  });
  it('is told of tests with how many ended', () => {
    const progress = { stage: 'execution', ended: 3, test: 'the cart adds up' };
    expect(progressWords({ stages: [stage('discovery', 'done'), stage('execution')], progress })).toBe(
      '3 tests done; last: the cart adds up',
    );
  });
  it('is told of tests that are to fail with how often that was tried', () => {
    const progress = { stage: 'receipts', trials: 7, tests: 5 };
    expect(progressWords({ stages: [stage('receipts')], progress })).toBe(
      'Perturbing the app, to see each of 5 tests fail: 7 trials so far',
    );
    expect(progressWords({ stages: [stage('receipts')], progress: null })).toBe(
      'Perturbing the app, to see each new test fail',
    );
  });
  it('is never what was told of the stage before', () => {
    const progress = { stage: 'discovery', states: 9, path: '/cart' };
    expect(progressWords({ stages: [stage('discovery', 'done'), stage('design')], progress })).toBe(
      'Designing tests, each observed twice',
    );
  });
  it('is told even when nothing is known of it, or not in the shape we know', () => {
    expect(progressWords({ stages: [], progress: null })).toBe('Waiting for a worker');
    expect(progressWords({ stages: [stage('execution')], progress: null })).toBe('Running the tests');
    expect(progressWords({ stages: [stage('discovery')], progress: { stage: 'discovery', states: 'many' } })).toBe(
      'Exploring the app',
    );
  });
});
