import { describe, expect, it } from 'vitest';
import { clickCart, failureInput, notFound, pageWith } from '../test/spec-page.js';
import { createHealing } from './healing.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };
const gone = notFound("getByTestId('add-to-cart')");
const answered = (status: number) => ({
  seen: { requests: [{ method: 'GET', url: 'http://shop.test/product/1', status }] },
});
const moved = pageWith({ 'Add to cart': { testId: 'shop.addToCart' } });
const judged = async (page: typeof moved, status: number) => {
  const { failure, status: stage } = await healing.judge(ctx, failureInput(clickCart, gone, page, answered(status)));
  return [stage, failure?.outcome, failure?.rule];
};

describe('an element that is lost on a page that was refused', () => {
  it('is never healed, however much something there is like it', async () => {
    expect(await judged(moved, 200)).toEqual(['proving', undefined, undefined]);
    for (const status of [401, 403, 404, 410])
      expect(await judged(moved, status)).toEqual(['done', 'waiting', 'drift.on_refused_page']);
  });

  it('is a regression where nothing is like it', async () => {
    const page = pageWith({ 'Add to cart': null, 'Buy now': null, Subscribe: null });
    expect(await judged(page, 404)).toEqual(['done', 'regression', 'regression.gone']);
  });
});
