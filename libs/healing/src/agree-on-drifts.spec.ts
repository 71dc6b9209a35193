import { describe, expect, it } from 'vitest';
import { checkPrice, clickCart, elements, failureInput, notFound, pageWith } from '../test/spec-page.js';
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

/** Which of the causes of a run each failure has. */
async function causes(inputs: JudgeInput[]): Promise<number[]> {
  const states = await healing.judgeAll(ctx, inputs);
  const all = states.map(({ failure }) => failure?.cause);
  expect(all).not.toContain(undefined);
  return all.map((cause) => [...new Set(all)].indexOf(cause));
}

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
    expect(await causes([...failing, named('c', failureInput(clickCart, gone, []))])).toEqual([0, 0, 1]);
  });

  it('makes one finding of what several tests see wrong in one place of a page, whichever record it shows', async () => {
    const says = (text: string) => `Error: expect(locator).toHaveText(expected) failed\n\nReceived: "${text}"`;
    const wrong = (key: string, path: string) =>
      named(key, failureInput(checkPrice, says('€ 9'), elements, { seen: { url: `http://shop.test${path}` } }));
    const other = named('d', failureInput(clickCart, gone, []));
    expect(await causes([wrong('a', '/product/1'), wrong('b', '/product/22'), wrong('c', '/cart'), other])).toEqual([
      0, 0, 1, 2,
    ]);
  });
});
