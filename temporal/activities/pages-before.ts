import { AppError, AppModel, AppState, PageSnapshot, type TenantContext } from '@testforge/core';
import type { PageBefore } from '@testforge/healing';
import type { ObjectStore } from '@testforge/platform/objects';
import type { Logger } from '@testforge/platform/telemetry';
import type { Runs } from '@testforge/runs';
import { z } from 'zod';

interface Deps {
  runs: Pick<Runs, 'listModelDocuments'>;
  objects: Pick<ObjectStore, 'get' | 'head'>;
  log: Pick<Logger, 'warn'>;
}

/** Ten times the largest model there was. What is larger is not read for a help that healing can do without. In bytes. */
const largest = 32_000_000;

/** Of a model the pages alone; the rest may be as older versions of us wrote it. */
const Pages = AppModel.pick({ schemaVersion: true }).extend({
  states: z.array(
    AppState.pick({ path: true, ledFrom: true }).extend({ snapshot: PageSnapshot.pick({ elements: true }) }),
  ),
});

async function readPages(objects: Deps['objects'], ctx: TenantContext, key: string): Promise<PageBefore[]> {
  const found = await objects.head(ctx, key);
  if (found && found.bytes > largest)
    throw new AppError('limit', 'model.too_large', `The model is larger than ${largest} bytes.`);
  const { states } = Pages.parse(JSON.parse((await objects.get(ctx, key)).toString('utf8')));
  return states.map(({ path, ledFrom, snapshot: { elements } }) => ({ path, ledFrom, elements }));
}

/**
 * The app's pages as runs before this one saw them, the newest first, so that a lost element is looked for on the page on
 * which it was seen last: what stands there still, unchanged, is not what was lost. A document that is gone or cannot be
 * read is told in the log; healing goes on without it.
 */
export async function readPagesBefore(
  { runs, objects, log }: Deps,
  ctx: TenantContext,
  runId: string,
): Promise<PageBefore[]> {
  const pages: PageBefore[] = [];
  for (const key of await runs.listModelDocuments(ctx, runId)) {
    try {
      pages.push(...(await readPages(objects, ctx, key)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.warn({ tenantId: ctx.tenantId, runId, key, why }, 'the pages as they were could not be read');
    }
  }
  return pages;
}
