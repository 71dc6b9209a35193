import {
  AppError,
  expectationHash,
  type KillReceipt,
  type ReceiptsResult,
  type TenantContext,
  type TestCase,
} from '@testforge/core';
import { expect, it } from 'vitest';
import { readReceipts } from './read-receipts.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r' };
const testOf = (key: string, expected: string): TestCase => ({
  key,
  title: key,
  designer: 'd',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: '',
  pages: [],
  steps: [{ key: 'c', phase: 'then', title: 'c', kind: 'expect', expectation: { matcher: 'toHaveURL', expected } }],
});
const receiptOf = (test: TestCase, verdict: KillReceipt['verdict']): KillReceipt => ({
  testKey: test.key,
  expectationHash: expectationHash(test),
  verdict,
  trials: [],
});

/** Documents by their place, the newest first. */
function deps(documents: Record<string, KillReceipt[] | null>) {
  return {
    runs: { listReceiptDocuments: async () => Object.keys(documents) },
    objects: {
      get: async (_: TenantContext, key: string) => {
        const receipts = documents[key];
        if (!receipts) throw new AppError('notFound', 'object.not_found', 'gone');
        const result: ReceiptsResult = { schemaVersion: 1, receipts, leftOut: [], ledger: [], durationMs: 1 };
        return Buffer.from(JSON.stringify(result));
      },
    },
  };
}

it('the newest receipt of a test counts, and documents that are gone are passed over', async () => {
  const test = testOf('one', '/');
  const documents = { a: null, b: [receiptOf(test, 'kills')], c: [receiptOf(test, 'kills_nothing')] };
  const found = await readReceipts(deps(documents), ctx, 'p', [test]);
  expect([...found].map(([key, { verdict }]) => [key, verdict])).toEqual([['one', 'kills']]);
});

it('a receipt says nothing of a test that expects something else by now, nor of one that is not asked for', async () => {
  const before = receiptOf(testOf('one', '/before'), 'kills');
  const other = receiptOf(testOf('other', '/'), 'kills');
  const found = await readReceipts(deps({ a: [before, other] }), ctx, 'p', [testOf('one', '/now')]);
  expect(found.size).toBe(0);
});
