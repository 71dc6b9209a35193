import { describe, expect, it } from 'vitest';
import { clickCart, failureInput, notFound, pageWith } from '../test/spec-page.js';
import { groupByCause } from './causes.js';
import { createHealing, type JudgeInput } from './healing.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const named = (key: string, input: JudgeInput): JudgeInput => ({
  ...input,
  test: { ...input.test, key },
  result: { ...input.result, key },
});
const gone = notFound("getByTestId('add-to-cart')");
const lostTo = (key: string, name: string): JudgeInput =>
  named(
    key,
    failureInput(clickCart, gone, pageWith({ 'Add to cart': { testId: 'shop.addToCart', name, text: name } })),
  );

describe('the failures of one run', () => {
  it('heals the same drift alike in all tests', async () => {
    const states = await healing.judgeAll(ctx, [lostTo('a', 'Add to cart'), lostTo('b', 'Add to cart')]);
    expect(states.map(({ status }) => status)).toEqual(['proving', 'proving']);
  });

  it('asks in all where tests found different elements for the same lost one', async () => {
    const states = await healing.judgeAll(ctx, [lostTo('a', 'Add to cart'), lostTo('b', 'Add to basket')]);
    expect(states.map(({ status, failure }) => [status, failure?.outcome])).toEqual([
      ['done', 'waiting'],
      ['done', 'waiting'],
    ]);
  });

  it('makes one finding of what has one cause', async () => {
    const broken = { requests: [{ method: 'POST', url: 'http://shop.test/cart', status: 500 }] };
    const failing = ['a', 'b'].map((key) => named(key, failureInput(clickCart, gone, [], { seen: broken })));
    const failures = (await healing.judgeAll(ctx, [...failing, named('c', failureInput(clickCart, gone, []))])).flatMap(
      ({ failure }) => failure ?? [],
    );
    expect(groupByCause(failures).map(({ failures: shared }) => shared.map(({ testKey }) => testKey))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });
});
