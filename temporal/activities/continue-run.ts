import { AppModel, TestPlan, type TenantContext } from '@testforge/core';
import type { RunRecord } from '@testforge/runs';
import type { DocRef } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, referTo } from './documents.js';

/** What a stopped run had finished. */
export interface LeftBehind {
  model?: DocRef;
  tests?: DocRef;
}

/** For how long what passed counts for a run that goes on, in milliseconds: later the app may be another one. */
const takeOverMs = 3_600_000;

/** Whether what passed in a stopped run says something about this one: the same app, the same suite, and not long ago. */
export function holdsStill(
  from: Pick<RunRecord, 'status' | 'url' | 'release' | 'createdAt' | 'endedAt'>,
  run: Pick<RunRecord, 'url' | 'release' | 'createdAt'>,
  suiteSince: string | null,
): boolean {
  const isSameApp = from.url === run.url && from.release === run.release;
  const isSameSuite = suiteSince === null || suiteSince <= from.createdAt;
  const age = Date.parse(run.createdAt) - Date.parse(from.endedAt ?? '');
  return from.status === 'cancelled' && isSameApp && isSameSuite && age <= takeOverMs;
}

/**
 * What the run that this one continues had done: its tests that ended are taken over, and a first run goes on from the
 * documents of the stages that were done.
 */
export async function goOnFrom(
  deps: Pick<ActivityDeps, 'runs' | 'objects' | 'suites'>,
  ctx: TenantContext,
  run: RunRecord,
  mode: 'first' | 'kept',
): Promise<LeftBehind> {
  const from = run.options.continues;
  if (from === undefined) return {};
  const [latest] = await deps.suites.listVersions(ctx, run.projectId);
  if (!holdsStill(await deps.runs.get(ctx, from), run, latest?.createdAt ?? null)) return {};
  const stages = await deps.runs.listStages(ctx, from);
  const docOf = async (name: string): Promise<DocRef | undefined> => {
    const key = stages.find((stage) => stage.name === name && stage.status === 'done')?.docKey;
    return key ? referTo(deps.objects, ctx, key) : undefined;
  };
  if (mode === 'kept') {
    await deps.runs.copyResults(ctx, from, run.id, 'kept');
    return {};
  }
  const model = await docOf('discovery');
  const tests = model && (await docOf('design'));
  // What was found is recorded with this run too: it says what was broken when the suite was made.
  if (model)
    await deps.runs.recordFindings(ctx, run.id, (await readDocument(deps.objects, ctx, model, AppModel)).findings);
  if (tests)
    await deps.runs.recordFindings(ctx, run.id, (await readDocument(deps.objects, ctx, tests, TestPlan)).findings);
  if (tests) await deps.runs.copyResults(ctx, from, run.id, 'first');
  return { ...(model ? { model } : {}), ...(tests ? { tests } : {}) };
}
