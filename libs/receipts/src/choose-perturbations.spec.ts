import type { Trial } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { check, click, expecting, open, testOf } from '../test/sample-tests.js';
import { choosePerturbations } from './choose-perturbations.js';
import { chooseTrials } from './choose-trials.js';

const total = expecting({ matcher: 'toHaveText', expected: '€ 12.50' });
const trial = (perturbation: Trial['perturbation'], outcome: Trial['outcome'], byExpectation = false): Trial => ({
  perturbation,
  stepKey: 'click',
  outcome,
  ...(outcome === 'killed' ? { noticedAt: 'check', byExpectation } : {}),
});

describe('what is done to the app while a test looks on', () => {
  it('fits what the test observes: other numbers only where it looks at numbers', () => {
    expect(choosePerturbations(testOf([open, click, total]))).toEqual(['value', 'disable', 'error', 'drop']);
    expect(choosePerturbations(testOf([open, click, check]))).toEqual(['disable', 'error', 'drop']);
  });

  it('leaves out what makes no sense for a page that is only opened', () => {
    expect(choosePerturbations(testOf([{ ...open, phase: 'when' }, total]))).toEqual(['value', 'error']);
  });

  it('lets forms take everything first where the test is about a refusal', () => {
    expect(choosePerturbations(testOf([open, click, check], { category: 'negative' }))[0]).toBe('lenient');
  });

  it('is nothing for the test that logs in', () => {
    expect(choosePerturbations(testOf([open, click, check], { setup: 'shared' }))).toEqual([]);
  });
});

describe('what is tried next', () => {
  const test = testOf([open, click, check]);
  const next = (...trials: Trial[]) => chooseTrials([test], () => trials).map(({ perturbation }) => perturbation);

  it('is what fits best, and then all the rest where no expectation has failed yet', () => {
    expect(next()).toEqual(['disable']);
    expect(next(trial('disable', 'survived'))).toEqual(['error', 'drop']);
    expect(next(trial('disable', 'killed'))).toEqual(['error', 'drop']);
  });

  it('is one more once an expectation has failed, and then nothing', () => {
    const killed = trial('disable', 'killed', true);
    expect(next(killed)).toEqual(['error']);
    expect(next(killed, trial('error', 'survived'))).toEqual([]);
  });

  it('is nothing more of a test that writes: each trial may leave something behind in the app', () => {
    const writing = testOf([open, click, check], { tags: ['writes'] });
    expect(chooseTrials([writing], () => [trial('disable', 'killed', true)])).toEqual([]);
  });

  it('comes to tests that have shown nothing yet before it comes to the others', () => {
    const other = testOf([open, click, check], { key: 'two' });
    const trialsOf = (key: string) => (key === 'one' ? [trial('disable', 'killed', true)] : []);
    expect(chooseTrials([test, other], trialsOf)).toEqual([{ test: other, perturbation: 'disable' }]);
  });
});
