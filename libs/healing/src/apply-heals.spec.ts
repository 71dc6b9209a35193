import { expectationHash, type HealingProposal, type Locator } from '@testforge/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkHeading,
  checkPrice,
  checkUrl,
  clickCart,
  fillQuantity,
  fingerprintOf,
  testOf,
} from '../test/spec-page.js';
import { applyHeals } from './apply-heals.js';

const test = testOf(fillQuantity, clickCart, checkHeading, checkPrice, checkUrl);
const css = (selector: string): Locator => ({ frame: [], links: [{ by: 'css', css: selector }] });
const proposal = (stepKey: string, more: Partial<HealingProposal> = {}): HealingProposal => ({
  testKey: 't',
  stepKey,
  decision: 'heal',
  why: '',
  confidence: 1,
  margin: 1,
  oldLocator: css('#old'),
  newLocator: css('#new'),
  oldFingerprint: fingerprintOf('Add to cart'),
  newFingerprint: { ...fingerprintOf('Buy now') },
  ranking: [],
  ...more,
});

describe('applying heals', () => {
  it('changes locator and fingerprint of the named steps and nothing else', () => {
    const healed = applyHeals(test, [proposal('add')]);
    expect(healed.steps.map((step, at) => (step === test.steps[at] ? 'same' : step.key))).toEqual([
      'same',
      'same',
      'add',
      'same',
      'same',
      'same',
    ]);
    expect(healed.steps[2]).toEqual({
      ...clickCart,
      target: { locator: css('#new'), fingerprint: fingerprintOf('Buy now') },
    });
  });

  it('never changes the expectations’ hash, whatever is healed to', () => {
    const heal = fc.record({
      stepKey: fc.constantFrom('fill', 'add', 'price'),
      selector: fc.string({ minLength: 1 }),
      name: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(heal, { maxLength: 6 }), (heals) => {
        const proposals = heals.map(({ stepKey, selector, name }) =>
          proposal(stepKey, { newLocator: css(selector), newFingerprint: { tag: 'x', name } }),
        );
        expect(expectationHash(applyHeals(test, proposals))).toBe(expectationHash(test));
      }),
    );
  });

  it.each([
    ['a step that asserts a text', proposal('heading'), 'healing.wording_is_locked'],
    ['a step without a target', proposal('url'), 'healing.no_target'],
    ['a step that is not there', proposal('nowhere'), 'healing.unknown_step'],
    ['another test', proposal('add', { testKey: 'other' }), 'healing.unknown_step'],
    ['a proposal that abstained', proposal('add', { decision: 'abstain' }), 'healing.not_decided'],
  ])('refuses %s', (_, wrong, code) =>
    expect(() => applyHeals(test, [wrong])).toThrow(expect.objectContaining({ kind: 'conflict', code })),
  );
});
