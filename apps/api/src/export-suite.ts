import { AppError, canonicalJson, type KillReceipt, type TenantContext } from '@testforge/core';
import { generateProject, zipProject } from '@testforge/scriptgen';
import { readReceipts } from '@testforge/temporal/activities';
import type { ApiDeps } from './api-deps.js';

/**
 * The kept suite of the run's project as a zip file, with `kill-receipts.json` where it is known what its tests notice. Throws `notFound suite.empty` when nothing is kept.
 */
export async function exportSuite(
  { runs, suites, objects }: Pick<ApiDeps, 'runs' | 'suites' | 'objects'>,
  ctx: TenantContext,
  runId: string,
): Promise<Buffer> {
  const run = await runs.get(ctx, runId);
  const suite = await suites.findCurrent(ctx, run.projectId);
  if (!suite || suite.tests.length === 0)
    throw new AppError('notFound', 'suite.empty', 'This project keeps no tests yet.');
  const project = await generateProject({ baseUrl: run.url, tests: suite.tests });
  const receipts = await readReceipts({ runs, objects }, ctx, run.projectId, suite.tests);
  return Buffer.from(zipProject({ files: [...project.files, ...receiptFile(receipts)] }));
}

/** What each test was seen to notice when the app was perturbed, by its key. */
function receiptFile(receipts: ReadonlyMap<string, KillReceipt>): { path: string; content: string }[] {
  if (receipts.size === 0) return [];
  const told = [...receipts].map(([key, { verdict, trials }]) => [key, { verdict, trials }] as const);
  const sorted: unknown = JSON.parse(canonicalJson(Object.fromEntries(told)));
  return [{ path: 'kill-receipts.json', content: `${JSON.stringify(sorted, null, 2)}\n` }];
}
