import { AppError, type TenantContext } from '@testforge/core';
import { generateProject, zipProject } from '@testforge/scriptgen';
import type { ApiDeps } from './api-deps.js';

/** The kept suite of the run's project as a zip file. Throws `notFound suite.empty` when nothing is kept. */
export async function exportSuite(
  { runs, suites }: Pick<ApiDeps, 'runs' | 'suites'>,
  ctx: TenantContext,
  runId: string,
): Promise<Buffer> {
  const run = await runs.get(ctx, runId);
  const suite = await suites.findCurrent(ctx, run.projectId);
  if (!suite || suite.tests.length === 0)
    throw new AppError('notFound', 'suite.empty', 'This project keeps no tests yet.');
  return Buffer.from(zipProject(await generateProject({ baseUrl: run.url, tests: suite.tests })));
}
