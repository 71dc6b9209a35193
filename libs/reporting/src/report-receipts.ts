import {
  expectationHash,
  type KillReceipt,
  type ReceiptsResult,
  type Report,
  type ReportedTest,
  type TestCase,
} from '@testforge/core';

export interface KnownReceipts {
  /** What this run found out; null where it perturbed nothing. */
  receipts?: ReceiptsResult | null;
  /** What was found out of the tests of the suite, by key, in this run or before it. */
  receiptsOfTests?: ReadonlyMap<string, KillReceipt>;
}

/** The receipt of a test as it is now: for other expectations than these it says nothing. */
export function receiptOf({ receiptsOfTests }: KnownReceipts, test: TestCase): Pick<ReportedTest, 'receipt'> {
  const receipt = receiptsOfTests?.get(test.key);
  if (receipt?.expectationHash !== expectationHash(test)) return {};
  return { receipt: { verdict: receipt.verdict, trials: receipt.trials } };
}

export function receiptCounts({ receipts }: KnownReceipts): Pick<Report, 'receipts'> {
  if (!receipts) return {};
  const count = (wanted: KillReceipt['verdict']): number =>
    receipts.receipts.filter(({ verdict }) => verdict === wanted).length;
  return {
    receipts: {
      tried: receipts.receipts.length,
      kills: count('kills'),
      killsNothing: count('kills_nothing'),
      notJudged: count('not_judged'),
      ...(receipts.trouble === undefined ? {} : { trouble: receipts.trouble }),
    },
  };
}

/** Tests that were not kept, or not proposed, since they notice nothing. */
export function leftOutAsWeak({
  receipts,
  suite,
}: KnownReceipts & { suite: { tests: readonly TestCase[] } | null }): Report['leftOut'] {
  const kept = new Set(suite?.tests.map(({ key }) => key));
  return (receipts?.leftOut ?? []).filter(({ key }) => !kept.has(key));
}
