import type { HealingProposal, JudgedFailure } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { doubtAbsences } from './gone-amid-drift.js';

const heal = (name: string): HealingProposal => ({
  testKey: 'a',
  stepKey: 's',
  decision: 'heal',
  why: '',
  confidence: 0.95,
  margin: 0.5,
  oldLocator: { frame: [], links: [{ by: 'text', text: name }] },
  oldFingerprint: { tag: 'a', name },
  ranking: [],
});
const failure = (more: Partial<JudgedFailure>): JudgedFailure => ({
  testKey: 'a',
  testTitle: 'A',
  stepKey: 's',
  stepTitle: 'S',
  verdict: 'regression',
  confidence: 0.8,
  rule: 'regression.gone',
  evidence: ['the old locator finds nothing, and nothing equivalent is there'],
  outcome: 'regression',
  proposals: [],
  proven: false,
  expectationHashBefore: 'h',
  expectationHashAfter: 'h',
  ...more,
});
const healed = (...names: string[]): JudgedFailure =>
  failure({ rule: 'drift.moved', verdict: 'drift', outcome: 'healed', proven: true, proposals: names.map(heal) });
const outcomeOf = (...failures: JudgedFailure[]) => doubtAbsences(failures).at(-1);

describe('what is not found any more', () => {
  it('is for a person where three other elements of the build have only changed', () => {
    expect(outcomeOf(healed('Cart', 'Send'), healed('Find'), failure({}))).toMatchObject({
      verdict: 'drift',
      outcome: 'waiting',
      waitingFor: 'intended',
      rule: 'drift.gone_amid_drift',
      expectationHashAfter: 'h',
    });
    expect(outcomeOf(healed('Cart', 'Send', 'Find'), failure({ rule: 'regression.logged_out' }))).toMatchObject({
      outcome: 'waiting',
    });
  });

  it('is for a person where the test itself went on behind three others that had changed', () => {
    const proposals = ['Quantity', 'Add', 'Cart'].map((name) => ({ ...heal(name), stepKey: name }));
    expect(outcomeOf(failure({ proposals }))).toMatchObject({ outcome: 'waiting', rule: 'drift.gone_amid_drift' });
    expect(outcomeOf(failure({ proposals: proposals.slice(1) }))?.outcome).toBe('regression');
  });

  it('is a regression where the build is otherwise as it was, or the same element changed in many tests', () => {
    expect(outcomeOf(failure({}))?.outcome).toBe('regression');
    expect(outcomeOf(healed('Cart'), healed('Cart'), healed('Cart'), failure({}))?.outcome).toBe('regression');
    const unproven = failure({ outcome: 'waiting', rule: 'drift.moved', proposals: ['a', 'b', 'c'].map(heal) });
    expect(outcomeOf(unproven, failure({}))?.outcome).toBe('regression');
  });

  it('stays a regression where the app itself said so, as does everything that was there and wrong', () => {
    const much = healed('Cart', 'Send', 'Find');
    expect(outcomeOf(much, failure({ evidence: ['gone', 'the page answered 404'] }))?.outcome).toBe('regression');
    expect(outcomeOf(much, failure({ rule: 'regression.expectation_broken' }))?.outcome).toBe('regression');
  });
});
