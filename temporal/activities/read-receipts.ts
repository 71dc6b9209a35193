import {
  expectationHash,
  isAppError,
  ReceiptsResult,
  type KillReceipt,
  type TenantContext,
  type TestCase,
} from '@testforge/core';
import type { ObjectStore } from '@testforge/platform/objects';
import type { Runs } from '@testforge/runs';

interface Deps {
  runs: Pick<Runs, 'listReceiptDocuments'>;
  objects: Pick<ObjectStore, 'get'>;
}

/** The newest kill receipt of each of these tests, by key; none of a test that expects something else by now. */
export async function readReceipts(
  { runs, objects }: Deps,
  ctx: TenantContext,
  projectId: string,
  tests: readonly TestCase[],
): Promise<Map<string, KillReceipt>> {
  const wanted = new Map(tests.map((test) => [test.key, expectationHash(test)]));
  const found = new Map<string, KillReceipt>();
  for (const key of await runs.listReceiptDocuments(ctx, projectId)) {
    for (const receipt of (await readOne(objects, ctx, key))?.receipts ?? []) {
      const { testKey } = receipt;
      if (wanted.get(testKey) === receipt.expectationHash && !found.has(testKey)) found.set(testKey, receipt);
    }
    if (found.size === wanted.size) break;
  }
  return found;
}

/** Null where the document is not there any more. */
async function readOne(objects: Deps['objects'], ctx: TenantContext, key: string): Promise<ReceiptsResult | null> {
  try {
    return ReceiptsResult.parse(JSON.parse((await objects.get(ctx, key)).toString('utf8')));
  } catch (error) {
    if (isAppError(error) && error.kind === 'notFound') return null;
    throw error;
  }
}
