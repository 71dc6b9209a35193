import { describe, expect, it } from 'vitest';
import type { HealingProposal } from '@testforge/core';
import { clickCart, fingerprintOf, testOf } from '../test/spec-page.js';
import { applyHeals } from './apply-heals.js';
import { undoHeal } from './roll-back.js';

const before = testOf(clickCart);
const heal: HealingProposal = {
  testKey: 't',
  stepKey: 'add',
  decision: 'heal',
  why: 'text, context agree',
  confidence: 0.99,
  margin: 0.4,
  oldLocator: { frame: [], links: [{ by: 'testId', testId: 'add-to-cart' }] },
  newLocator: { frame: [], links: [{ by: 'testId', testId: 'shop.addToCart' }] },
  oldFingerprint: fingerprintOf('Add to cart'),
  newFingerprint: { ...fingerprintOf('Add to cart'), testId: 'shop.addToCart' },
  ranking: [],
};

describe('taking back a heal', () => {
  it('makes the test look for what it looked for before', () =>
    expect(undoHeal(applyHeals(before, [heal]), heal)).toEqual(before));

  it('refuses where the step was changed since', () => expect(() => undoHeal(before, heal)).toThrow('changed since'));
});
