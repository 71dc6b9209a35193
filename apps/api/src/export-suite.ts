import { AppError, canonicalJson, type KillReceipt, type TenantContext } from '@testforge/core';
import { generateProject, writeFeatures, zipProject } from '@testforge/scriptgen';
import { readReceipts } from '@testforge/temporal/activities';
import type { ApiDeps } from './api-deps.js';
import type { ExportFormat } from './schemas.js';

/**
 * The kept suite of the run's project as a zip file: a Playwright project, with `kill-receipts.json` where it is known what its
 * tests notice, or Gherkin for people to read. Default: its newest version. Throws `notFound suite.empty` when nothing is kept,
 * `suite.no_version`.
 */
export async function exportSuite(
  { runs, suites, objects }: Pick<ApiDeps, 'runs' | 'suites' | 'objects'>,
  ctx: TenantContext,
  runId: string,
  { format, version }: { format: ExportFormat; version?: number | undefined },
): Promise<Buffer> {
  const run = await runs.get(ctx, runId);
  const suite =
    version === undefined
      ? await suites.findCurrent(ctx, run.projectId)
      : await suites.getVersion(ctx, run.projectId, version);
  if (!suite || suite.tests.length === 0)
    throw new AppError('notFound', 'suite.empty', 'This project keeps no tests yet.');
  if (format === 'gherkin') return Buffer.from(zipProject({ files: writeFeatures(suite.tests) }));
  const project = await generateProject({ baseUrl: run.url, tests: suite.tests, language: format });
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
