import type { PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkUrl,
  clickCart,
  elements,
  failedAt,
  fingerprintOf,
  notFound,
  passed,
  policy,
  snapshotOf,
  testOf,
} from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

/** The page on which “Add to cart” is found by another name; every product has such a page. */
const renamed = elements.map((one): PageElement =>
  one.name === 'Add to cart' ? { ...one, testId: 'shop.addToCart', name: 'Add to basket', text: 'Add to basket' } : one,
);
const again: Step = { ...clickCart, key: 'add-second' };
const input = (test: JudgeInput['test'], step: Step): JudgeInput => ({
  test,
  result: failedAt(step, notFound("getByTestId('add-to-cart')")),
  snapshot: snapshotOf(renamed),
  policy,
  maxHealsPerTest: 10,
});

describe('an element that a test uses twice', () => {
  it('is found the second time where it was found the first', async () => {
    const test = testOf(clickCart, again, checkUrl);
    const first = await healing.judge(ctx, input(test, clickCart));
    const second = await healing.judgeProof(ctx, { ...input(test, again), state: first });
    expect(second).toMatchObject({ status: 'proving', heals: [{ stepKey: 'add' }, { stepKey: 'add-second' }] });
    expect(second.heals.map(({ newFingerprint }) => newFingerprint?.name)).toEqual(['Add to basket', 'Add to basket']);
    const done = await healing.judgeProof(ctx, { ...input(test, again), state: second, result: passed });
    expect(done.failure).toMatchObject({ outcome: 'healed', proven: true });
  });

  it('leaves what another lost element was found in to that one', async () => {
    const buy = {
      ...clickCart,
      key: 'buy',
      target: {
        locator: { frame: [], links: [{ by: 'testId', testId: 'add-to-basket' }] },
        fingerprint: { ...fingerprintOf('Buy now'), testId: 'shop.add-to-cart', name: 'Add to basket' },
      },
    } as Step;
    const test = testOf(clickCart, buy, checkUrl);
    const first = await healing.judge(ctx, input(test, clickCart));
    const second = await healing.judgeProof(ctx, { ...input(test, buy), state: first });
    const proposals = second.failure?.proposals.filter(({ stepKey }) => stepKey === 'buy') ?? [];
    expect(second.failure?.outcome).not.toBe('healed');
    expect(proposals.flatMap(({ ranking }) => ranking.map(({ index }) => index))).not.toContain(5);
  });
});

describe('two tests that were healed in different ways', () => {
  it('are both for a person at the end, also where that was decided in the rounds of proof', async () => {
    const states = [];
    for (const name of ['Add to basket', 'Put in basket']) {
      const test = { ...testOf(clickCart, checkUrl), key: name };
      const page = renamed.map((one) => (one.name === 'Add to basket' ? { ...one, name, text: name } : one));
      const one = { ...input(test, clickCart), snapshot: snapshotOf(page) };
      const result = { ...one.result, key: name };
      const state = await healing.judge(ctx, { ...one, result });
      states.push(await healing.judgeProof(ctx, { ...one, state, result: { ...passed, key: name } }));
    }
    expect(states.map(({ failure }) => failure?.outcome)).toEqual(['healed', 'healed']);
    expect(healing.concludeAll(states).map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting']);
  });
});
