import {
  AppError,
  FailureSnapshot,
  locatorCode,
  type AppModel,
  type Fingerprint,
  type HealingProposal,
  type Report,
  type ReportedTest,
  type TenantContext,
  type TestResult,
} from '@testforge/core';
import type { RunRecord } from '@testforge/runs';
import type { ApiDeps } from './api-deps.js';
import type { TestDetail } from './detail-schemas.js';
import { artifactS } from './run-artifacts.js';
import { readModel, readProject, readReport } from './run-documents.js';
import { codeOf } from './test-code.js';

/** How many earlier runs a test's history looks at. */
const historyRuns = 15;

/** One test of a run with all that helps to judge it. Throws `notFound report.not_ready`, `notFound test.not_found`. */
export async function showTest(deps: ApiDeps, ctx: TenantContext, runId: string, key: string): Promise<TestDetail> {
  const run = await deps.runs.get(ctx, runId);
  const report = await readReport(deps, ctx, runId);
  if (!report) throw new AppError('notFound', 'report.not_ready', 'The run has not reported yet.');
  const test = report.tests.find((each) => each.key === key);
  if (!test) throw new AppError('notFound', 'test.not_found', 'This run has no such test.');
  const results = await deps.details.listTestResults(ctx, runId, key);
  const project = await readProject(deps, ctx, runId);
  const runs = await deps.details.listRunsOf(ctx, run.projectId, historyRuns);
  return {
    test,
    code: project && codeOf(project, key),
    heals: await showHeals(deps, ctx, test, results, runs),
    artifacts: await artifactsOf(deps, ctx, results),
    console: await consoleOf(deps, ctx, results),
    history: await historyOf(deps, ctx, runs, key),
  };
}

type Results = { phase: string; result: TestResult }[];
const sign = (deps: ApiDeps, ctx: TenantContext, key: string): Promise<string> =>
  deps.objects.signedUrl(ctx, key, { expiresInS: artifactS });

const artifactsOf = (deps: ApiDeps, ctx: TenantContext, results: Results): Promise<TestDetail['artifacts']> =>
  Promise.all(
    results.flatMap(({ phase, result: { failure } }) =>
      (['screenshot', 'video', 'trace'] as const).flatMap((kind) => {
        const key = failure?.[kind];
        return key ? [sign(deps, ctx, key).then((url) => ({ phase, kind, url }))] : [];
      }),
    ),
  );

/** What the page said on its console when the test failed for the last time. */
async function consoleOf(deps: ApiDeps, ctx: TenantContext, results: Results): Promise<TestDetail['console']> {
  const key = results.findLast(({ result }) => result.failure?.snapshot)?.result.failure?.snapshot;
  if (!key) return [];
  const snapshot = FailureSnapshot.pick({ console: true, pageErrors: true }).parse(
    JSON.parse((await deps.objects.get(ctx, key)).toString('utf8')),
  );
  return [...snapshot.pageErrors.map((text) => ({ type: 'exception', text })), ...snapshot.console].slice(0, 100);
}

async function historyOf(
  deps: ApiDeps,
  ctx: TenantContext,
  runs: readonly RunRecord[],
  key: string,
): Promise<TestDetail['history']> {
  const reports = await Promise.all(runs.map((run) => readReport(deps, ctx, run.id)));
  return runs.flatMap((run, index) => {
    const test = reports[index]?.tests.find((each) => each.key === key);
    const { id: runId, release, createdAt } = run;
    return test ? [{ runId, release, createdAt, state: test.state, durationMs: test.durationMs }] : [];
  });
}

async function showHeals(
  deps: ApiDeps,
  ctx: TenantContext,
  test: ReportedTest,
  results: Results,
  runs: readonly RunRecord[],
): Promise<TestDetail['heals']> {
  const proposals = test.failure?.proposals ?? [];
  if (proposals.length === 0) return [];
  const models = await readModels(deps, ctx, runs);
  const stepTitles = new Map(
    results.flatMap(({ result: { failure } }) => (failure?.stepKey ? [[failure.stepKey, failure.stepTitle]] : [])),
  );
  return Promise.all(
    proposals.map(async (proposal) => ({
      stepKey: proposal.stepKey,
      stepTitle: stepTitles.get(proposal.stepKey) ?? proposal.stepKey,
      decision: proposal.decision,
      why: proposal.why,
      confidence: proposal.confidence,
      oldLocator: locatorCode(proposal.oldLocator),
      newLocator: proposal.newLocator ? locatorCode(proposal.newLocator) : null,
      before: await pictureBefore(deps, ctx, models, proposal.oldFingerprint),
      after: await pictureAfter(deps, ctx, proposal, results),
    })),
  );
}

/** The models of the runs before, the oldest first: there the element was seen as it is remembered. */
async function readModels(deps: ApiDeps, ctx: TenantContext, runs: readonly RunRecord[]): Promise<AppModel[]> {
  const oldestFirst = runs.slice(1).toReversed().slice(0, 5);
  const models = await Promise.all(oldestFirst.map((run) => readModel(deps, ctx, run.id)));
  return models.filter((model) => model !== null);
}

const isSame = (a: Fingerprint, b: Fingerprint): boolean =>
  a.tag === b.tag && a.name === b.name && a.xpath === b.xpath && a.box?.x === b.box?.x && a.box?.y === b.box?.y;

async function pictureBefore(
  deps: ApiDeps,
  ctx: TenantContext,
  models: readonly AppModel[],
  old: Fingerprint,
): Promise<TestDetail['heals'][number]['before']> {
  const state = models
    .flatMap(({ states }) => states)
    .find(({ screenshot, snapshot }) => screenshot && snapshot.elements.some((element) => isSame(element, old)));
  return state?.screenshot ? { url: await sign(deps, ctx, state.screenshot), box: old.box ?? null } : null;
}

async function pictureAfter(
  deps: ApiDeps,
  ctx: TenantContext,
  proposal: HealingProposal,
  results: Results,
): Promise<TestDetail['heals'][number]['after']> {
  const failed = results.find(({ result }) => result.failure?.stepKey === proposal.stepKey)?.result.failure;
  return failed?.screenshot
    ? { url: await sign(deps, ctx, failed.screenshot), box: proposal.newFingerprint?.box ?? null }
    : null;
}

/** Tests whose state differs between two reports; those of one side only have no state on the other. */
export function compareReports(before: Report, after: Report) {
  const keys = new Map([...before.tests, ...after.tests].map(({ key, title }) => [key, title]));
  const stateIn = (report: Report, key: string) => report.tests.find((test) => test.key === key)?.state ?? null;
  const all = [...keys].map(([key, title]) => ({
    key,
    title,
    before: stateIn(before, key),
    after: stateIn(after, key),
  }));
  const tests = all.filter((each) => each.before !== each.after);
  return { tests, unchanged: all.length - tests.length };
}
