import { expectationHash, type Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkHeading,
  checkPrice,
  checkUrl,
  clickCart,
  failedAt,
  fillQuantity,
  notFound,
  pageWith,
  passed,
  policy,
  snapshotOf,
  testOf,
} from '../test/spec-page.js';
import { createHealing, type Healing, type JudgeInput } from './healing.js';
import { proposalToWords } from './proposal-words.js';

const contributed: string[] = [];
const warned: string[] = [];
const knowledge = {
  recall: () => Promise.resolve([]),
  contribute: (_: unknown, { sourceKey }: { sourceKey: string }) => {
    contributed.push(sourceKey);
    return Promise.resolve(null);
  },
};
const log = { info: () => undefined, warn: (_: object, message: string) => void warned.push(message) };
const healing: Healing = createHealing({ knowledge, log });
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const test = testOf(fillQuantity, clickCart, checkPrice, checkHeading, checkUrl);
const page = pageWith({
  Quantity: { name: 'Qty', label: 'Qty', id: 'field-quantity', nameAttr: 'qty' },
  'Add to cart': { testId: 'shop.addToCart' },
});
const gone = notFound('it');
const fails = (step: Step, message = gone, list = page): JudgeInput => ({
  test,
  result: failedAt(step, message),
  snapshot: snapshotOf(list),
  policy,
  maxHealsPerTest: 10,
});
const first = () => healing.judge(ctx, fails(fillQuantity));
const proof = async (input: JudgeInput) => healing.judgeProof(ctx, { ...input, state: await first() });

describe('healing a test', () => {
  it('is proven by one clean pass from the start, with every expectation unchanged', async () => {
    const state = await first();
    expect(state).toMatchObject({
      status: 'proving',
      heals: [
        { stepKey: 'fill', decision: 'heal', newLocator: { links: [{ by: 'role', role: 'spinbutton', name: 'Qty' }] } },
      ],
      failure: null,
    });
    const done = await healing.judgeProof(ctx, { ...fails(fillQuantity), state, result: passed });
    expect(done).toMatchObject({
      status: 'done',
      failure: { outcome: 'healed', proven: true, verdict: 'drift', rule: 'drift.moved', stepKey: 'fill' },
    });
    expect(done.failure?.expectationHashAfter).toBe(expectationHash(test));
    expect(healing.healedTest(test, done).steps[1]).not.toEqual(test.steps[1]);
    expect(JSON.parse(JSON.stringify(done))).toEqual(done);
  });

  it('goes on to the next broken step and proves all heals in one run', async () => {
    const second = await proof(fails(clickCart));
    expect(second).toMatchObject({ status: 'proving', heals: [{ stepKey: 'fill' }, { stepKey: 'add' }] });
    const done = await healing.judgeProof(ctx, { ...fails(clickCart), state: second, result: passed });
    expect(done.failure).toMatchObject({ outcome: 'healed', proposals: [{ stepKey: 'fill' }, { stepKey: 'add' }] });
  });

  it('stops at the limit of heals and waits', async () => {
    const state = await healing.judgeProof(ctx, { ...fails(clickCart), maxHealsPerTest: 1, state: await first() });
    expect(state).toMatchObject({
      status: 'done',
      failure: { outcome: 'waiting', waitingFor: 'approval', proven: false },
    });
  });

  it('reports a regression when the healed test reaches an expectation that does not hold', async () => {
    const wrongTotal = pageWith({ '$49.00': { name: '$94.00', text: '$94.00' } });
    const state = await proof({
      ...fails(checkPrice, 'Error: expect(locator).toHaveText(expected) failed', wrongTotal),
      result: failedAt(checkPrice, 'Error: expect(locator).toHaveText(expected) failed', {
        failure: { stepKey: 'price', stepTitle: 'Price', message: 'x', expected: '$49.00', actual: '$94.00' },
      }),
    });
    expect(state.failure).toMatchObject({
      outcome: 'regression',
      rule: 'regression.expectation_broken',
      stepKey: 'price',
      expected: '$49.00',
      actual: '$94.00',
      proven: false,
    });
  });

  it('reports a regression when a checked value has drifted and is wrong where it is found again', async () => {
    const state = await healing.judge(
      ctx,
      fails(
        checkPrice,
        gone,
        pageWith({ '$49.00': { testId: 'shop.productPrice', id: 'price', name: '$94.00', text: '$94.00' } }),
      ),
    );
    expect(state.failure).toMatchObject({ outcome: 'regression' });
  });

  it('waits when the healed step fails again, and when the proof is shaky or unfinished', async () => {
    expect((await proof(fails(fillQuantity))).failure).toMatchObject({ outcome: 'waiting', proven: false });
    expect((await proof({ ...fails(fillQuantity), result: { ...passed, status: 'flaky' } })).failure).toMatchObject({
      outcome: 'waiting',
      proven: false,
    });
    expect(
      (await proof({ ...fails(fillQuantity), result: { ...passed, status: 'interrupted' } })).failure,
    ).toMatchObject({ outcome: 'waiting', proven: false });
  });

  it('waits for a person when a later text was reworded', async () => {
    const state = await proof(
      fails(checkHeading, gone, pageWith({ 'Brass lantern': { name: 'Lantern of brass', text: 'Lantern of brass' } })),
    );
    expect(state.failure).toMatchObject({ outcome: 'waiting', waitingFor: 'wording', proven: false });
  });

  it('reports a regression when the app breaks in the proof, even at the healed step', async () => {
    const broken = { ...fails(fillQuantity), snapshot: snapshotOf(page, { pageErrors: ['TypeError: x'] }) };
    expect((await proof(broken)).failure).toMatchObject({ outcome: 'regression', rule: 'regression.page_error' });
  });

  it('is never taken for healed when the proof did not take place', async () => {
    expect(healing.conclude(await first(), 'time is up')).toMatchObject({
      outcome: 'waiting',
      waitingFor: 'approval',
      proven: false,
      evidence: expect.arrayContaining(['time is up']),
    });
  });

  it('refuses a proof of something else', async () => {
    const state = await first();
    await expect(
      healing.judgeProof(ctx, { ...fails(fillQuantity), state, result: { ...passed, key: 'other' } }),
    ).rejects.toMatchObject({ code: 'healing.nothing_to_prove' });
    const done = await healing.judgeProof(ctx, { ...fails(fillQuantity), state, result: passed });
    await expect(
      healing.judgeProof(ctx, { ...fails(fillQuantity), state: done, result: passed }),
    ).rejects.toMatchObject({ code: 'healing.nothing_to_prove' });
  });

  it('teaches proven repairs only', async () => {
    const done = await healing.judgeProof(ctx, { ...fails(fillQuantity), state: await first(), result: passed });
    const waiting = healing.conclude(await first());
    expect(await healing.learn(ctx, { runId: 'r', failures: [waiting, healing.conclude(done)] })).toBe(1);
    expect(contributed).toEqual(['r/t/fill']);
  });

  it('goes on without knowledge when that cannot be asked, and says so', async () => {
    const alone = createHealing({ knowledge: { ...knowledge, recall: () => Promise.reject(new Error('down')) }, log });
    expect(await alone.judge(ctx, fails(fillQuantity))).toMatchObject({ status: 'proving' });
    expect(warned).toEqual(['knowledge could not be asked']);
  });

  it('tells a proposal in words and in code', async () => {
    const [proposal] = (await first()).heals;
    expect(proposal && proposalToWords(proposal)).toMatchObject({
      summary: expect.stringMatching(
        /^healed: the field labelled “Quantity”, now the spinbutton “Qty” \(confidence \d+ %/,
      ),
      before: "page.getByLabel('Quantity')",
      after: "page.getByRole('spinbutton', { name: 'Qty' })",
    });
  });
});
