import type { Step, TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkUrl,
  clickCart,
  failedAt,
  notFound,
  pageWith,
  passed,
  policy,
  snapshotOf,
  testOf,
} from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';
import type { HealingState } from './healing-state.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };
const gone = notFound("getByTestId('add-to-cart')");

const inputOf = (result: TestResult, more: Partial<JudgeInput> = {}): JudgeInput => ({
  test: testOf(clickCart, checkUrl),
  result,
  snapshot: result.status === 'failed' ? snapshotOf(pageWith({})) : null,
  policy,
  maxHealsPerTest: 10,
  ...more,
});
const fails = inputOf(failedAt(checkUrl, 'Error: expect(page).toHaveURL(expected) failed'));
const passes = inputOf(passed);

async function after(first: JudgeInput, ...rest: JudgeInput[]): Promise<HealingState> {
  let state = await healing.judge(ctx, first);
  for (const input of rest) state = await healing.judgeProof(ctx, { ...input, state });
  return state;
}

describe('what is named but too unlike to ask about', () => {
  const unlike = {
    ...{ name: 'Grab it', text: 'Grab it', testId: 'shop.addToCart', classes: [], heading: 'Order' },
    ...{ neighbourTexts: ['Delivery'], box: { x: 900, y: 2000, width: 20, height: 9 } },
    ...{ xpath: '/html[1]/body[1]/div[6]/div[1]/div[1]/button[1]', rolePath: 'main/group/button' },
  };
  const renamed = snapshotOf(pageWith({ 'Add to cart': unlike, 'Buy now': null, Cart: null }));
  const on = (...steps: Step[]) => inputOf(failedAt(clickCart, gone), { test: testOf(...steps), snapshot: renamed });

  it('is tried, and healed only where its effect is shown', async () => {
    const first = on(clickCart, checkUrl);
    expect(await after(first)).toMatchObject({ status: 'proving', effects: { stage: 'proving' } });
    expect((await after(first, passes, passes)).failure).toMatchObject({ outcome: 'waiting', proven: false });
    const { failure } = await after(first, passes, fails, fails, passes);
    expect(failure).toMatchObject({ outcome: 'healed', proven: true });
  });

  it('is not proposed where it cannot be tried', async () => {
    const { failure } = await after(on(clickCart));
    expect(failure).toMatchObject({ outcome: 'waiting', waitingFor: 'intended', proposals: [{ decision: 'abstain' }] });
  });
});
