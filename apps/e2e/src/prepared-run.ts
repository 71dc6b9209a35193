import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RunOptions } from '@testforge/core';
import type {
  ExecutionResult,
  HealingResult,
  Report,
  RunOutcome,
  TenantContext,
  TestPlan,
  TestResult,
} from '@testforge/core';
import { applyHeals, saveHealings } from '@testforge/healing';
import { createDb } from '@testforge/platform/db';
import { createFileObjects } from '@testforge/platform/objects';
import { buildReport, renderHtml, toRunOutcome } from '@testforge/reporting';
import { createRuns } from '@testforge/runs';
import { generateProject } from '@testforge/scriptgen';
import { createSuites } from '@testforge/suite';
import type { TestPlatform } from './platform.js';
import { findings, modelOf, outcomeOf, passed } from './prepared-documents.js';
import { failuresOf } from './prepared-failures.js';
import { preparedTests } from './prepared-tests.js';
import { takeShopPictures, type ShopPicture } from './shop-pictures.js';

export interface PreparedRuns {
  projectId: string;
  first: string;
  second: string;
  /** One that has not ended, and has no workflow that could end it. */
  running: string;
  /** Has the next test of the running one end, and at last the run itself. */
  endNextTest(): Promise<void>;
  endRunning(): Promise<void>;
  close(): Promise<void>;
}

const noWorkflow = (id: string): string => `prepared-${id}`;
const noLinks: RunOutcome['links'] = { dashboard: null, report: null, share: null };
const stagesMs = { discovery: 19_400, design: 38_200, scriptgen: 9_800, execution: 31_500, healing: 0, reporting: 240 };
const planOf = (url: string): TestPlan => ({
  schemaVersion: 1,
  url,
  tests: preparedTests,
  designed: preparedTests.length + 1,
  leftOut: [
    { key: 'smoke--visitors', title: 'The counter of visitors is shown', reason: 'it was different at each look' },
  ],
  findings: [],
  ledger: [],
  durationMs: 38_200,
});
const executionOf = (results: TestResult[]): ExecutionResult => ({
  schemaVersion: 1,
  results,
  ledger: [
    { stage: 'execution', method: 'POST', urlTemplate: '/cart/items', status: 303 },
    { stage: 'execution', method: 'POST', urlTemplate: '/contact', status: 303 },
  ],
  sandboxMs: 31_500,
  durationMs: 31_500,
});

/**
 * Writes runs of the sample shop into the platform's record, as its own stages would have. Where a shop of
 * `releaseThatWaits` is at the address, what waits in the second run can be answered.
 */
export async function prepareRuns(local: TestPlatform, url = 'http://shop.example'): Promise<PreparedRuns> {
  const before = await takeShopPictures(1, [
    { path: '/' },
    { path: '/products' },
    { path: '/contact', role: 'textbox', name: 'E-mail' },
    { path: '/log-in', role: 'button', name: 'Log in' },
    { path: '/cart', shopped: true },
  ]);
  const after = await takeShopPictures(2, [
    { path: '/contact', role: 'textbox', name: 'Email address' },
    { path: '/log-in', role: 'button', name: 'Sign in' },
    { path: '/cart', shopped: true },
  ]);
  const writer = openWriter(local, url);
  try {
    await writer.plantHistory();
    const first = await writer.plantFirst(before);
    const second = await writer.plantSecond(before, after);
    const running = await writer.plantRunning(before);
    return {
      projectId: first.projectId,
      first: first.runId,
      second: second.runId,
      running: running.runId,
      endNextTest: running.endNextTest,
      endRunning: running.end,
      close: () => writer.close(),
    };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

function openWriter({ platform, ctx: tenant, stateDir }: TestPlatform, url: string) {
  const db = createDb({ url: platform.services.databaseUrl, poolSize: 3 });
  const objects = createFileObjects({
    dir: join(stateDir, 'objects'),
    signingKey: Buffer.alloc(32),
    publicUrl: platform.server,
  });
  const runs = createRuns({ db });
  const suites = createSuites({ db });

  const begin = async (release: string, name = 'Harbour Goods') => {
    const project = await runs.openProject(tenant, { name, baseUrl: url });
    const { run } = await runs.create(tenant, {
      projectId: project.id,
      options: RunOptions.parse({ url, ...(release ? { release } : {}), interaction: 'write' }),
      idempotencyKey: randomUUID(),
      workflowId: noWorkflow,
    });
    const ctx: TenantContext = { ...tenant, runId: run.id };
    await runs.begin(ctx, run.id);
    return { ctx, runId: run.id, projectId: project.id };
  };

  const put = async (ctx: TenantContext, name: string, document: unknown): Promise<string> => {
    const key = `runs/${ctx.runId}/documents/${name}.json`;
    await objects.put(ctx, key, JSON.stringify(document), { contentType: 'application/json' });
    return key;
  };

  /** A run that was written down in a moment, as if it had happened then and taken that long. */
  const wasAgo = async (
    { runId: id = '', ...ctx }: TenantContext,
    { hours, tookMs }: { hours: number; tookMs: number },
  ) => {
    const createdAt = new Date(Date.now() - hours * 3_600_000);
    const endedAt = new Date(createdAt.getTime() + tookMs);
    await db.tenant(ctx).run.updateMany({ where: { id }, data: { createdAt, startedAt: createdAt, endedAt } });
  };

  const stage = async (
    ctx: TenantContext,
    name: 'discovery' | 'design' | 'scriptgen' | 'execution' | 'healing',
    key: string | null,
  ) => {
    await runs.stageStarted(ctx, ctx.runId ?? '', name);
    await runs.stageEnded(ctx, ctx.runId ?? '', name, 'done', key);
  };

  const explore = async (ctx: TenantContext, pictures: readonly ShopPicture[]) => {
    const keyOf = (index: number): string => `runs/${ctx.runId}/discovery/state-${index}.jpg`;
    for (const [index, { jpeg }] of pictures.entries())
      await objects.put(ctx, keyOf(index), jpeg, { contentType: 'image/jpeg' });
    const model = modelOf(pictures, keyOf);
    await stage(ctx, 'discovery', await put(ctx, 'model', model));
    await runs.recordFindings(ctx, ctx.runId ?? '', findings);
    return model;
  };

  const report = async (
    { ctx, runId }: { ctx: TenantContext; runId: string },
    parts: Pick<Parameters<typeof buildReport>[0], 'mode' | 'model' | 'execution' | 'healing'> & { version: number },
  ): Promise<Report> => {
    const project = await generateProject({ baseUrl: url, tests: preparedTests });
    await stage(ctx, 'scriptgen', await put(ctx, 'project', project));
    for (const result of parts.execution?.results ?? []) await runs.recordResult(ctx, runId, parts.mode, result);
    await stage(ctx, 'execution', null);
    if (parts.healing) await stage(ctx, 'healing', await put(ctx, 'healing', parts.healing));
    const { version, ...rest } = parts;
    const made = buildReport({
      ...rest,
      run: await runs.get(ctx, runId),
      suite: { version, tests: preparedTests },
      plan: planOf(url),
      trouble: null,
      stagesMs,
      now: new Date(),
    });
    const at = (file: string): string => `runs/${runId}/report/${file}`;
    await objects.put(ctx, at('report.json'), JSON.stringify(made), { contentType: 'application/json' });
    await objects.put(ctx, at('report.html'), renderHtml(made), { contentType: 'text/html; charset=utf-8' });
    await runs.end(ctx, runId, made.status, toRunOutcome(made, noLinks));
    return made;
  };

  return {
    close: () => db.close(),
    /** Some earlier runs, of which only the outcome is known any more. */
    plantHistory: async () => {
      for (const [index, failed] of [0, 0, 1, 0].entries()) {
        const { ctx, runId } = await begin('');
        const counts = {
          designed: 8,
          kept: 8,
          functional: 5,
          passed: 8 - failed,
          passedAfterHealing: 0,
          waiting: 0,
          failed,
          flaky: 0,
        };
        await runs.end(ctx, runId, failed ? 'failed' : 'passed', historic(runId, counts));
        await wasAgo(ctx, { hours: (5 - index) * 24, tookMs: 94_000 + index * 3100 });
      }
    },
    plantFirst: async (pictures: readonly ShopPicture[]) => {
      const run = await begin('2.0');
      const model = await explore(run.ctx, pictures);
      const { projectId, runId } = run;
      await suites.keep(run.ctx, { projectId, runId, reason: 'first run', tests: preparedTests, base: 0 });
      await report(run, { mode: 'first', model, execution: executionOf(passed()), healing: null, version: 1 });
      await wasAgo(run.ctx, { hours: 22, tookMs: 312_000 });
      return run;
    },
    plantRunning: async (pictures: readonly ShopPicture[]) => {
      const run = await begin('3.0', 'Harbour Goods, next');
      const model = await explore(run.ctx, pictures);
      await stage(run.ctx, 'design', null);
      await stage(run.ctx, 'scriptgen', null);
      await runs.stageStarted(run.ctx, run.runId, 'execution');
      let ended = 0;
      const endNextTest = async (): Promise<void> => {
        const result = passed()[ended];
        if (result) await runs.recordResult(run.ctx, run.runId, 'first', result);
        ended += 1;
      };
      while (ended < 5) await endNextTest();
      const end = async (): Promise<void> => {
        const { ctx, projectId, runId } = run;
        await suites.keep(ctx, { projectId, runId, reason: 'first run', tests: preparedTests, base: 0 });
        const execution = executionOf(passed());
        await report(run, { mode: 'first', model, execution, healing: null, version: 1 });
      };
      return { ...run, endNextTest, end };
    },
    plantSecond: async (before: readonly ShopPicture[], after: readonly ShopPicture[]) => {
      const run = await begin('2.1');
      const shots = await Promise.all(
        after.map(async ({ jpeg }, index) => {
          const key = `runs/${run.runId}/kept/shot-${index}/screenshot.png`;
          await objects.put(run.ctx, key, jpeg, { contentType: 'image/jpeg' });
          return key;
        }),
      );
      const { results, healing } = outcomeOf(failuresOf(before, after, shots));
      const { ctx, projectId, runId } = run;
      await saveHealings(ctx, db, runId, healing.failures);
      const replacements = healedTests(healing);
      await suites.replace(ctx, { projectId, runId, reason: 'healed', replacements });
      await report(run, { mode: 'kept', model: null, execution: executionOf(results), healing, version: 2 });
      await wasAgo(run.ctx, { hours: 1, tookMs: 138_000 });
      return run;
    },
  };
}

/** The tests that were healed with proof, before and after. */
const healedTests = ({ failures }: HealingResult) =>
  failures.flatMap(({ testKey, outcome, proven, proposals }) => {
    const before = outcome === 'healed' && proven ? preparedTests.find(({ key }) => key === testKey) : undefined;
    return before ? [{ before, after: applyHeals(before, proposals) }] : [];
  });

const historic = (id: string, tests: RunOutcome['tests']): RunOutcome => ({
  id,
  status: tests.failed ? 'failed' : 'passed',
  tests,
  verdicts: { drift: 0, regression: tests.failed, flake: 0, environment: 0 },
  findings: 0,
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 5, states: 5, forms: 4, flows: 5 },
  stagesMs,
  regressions: [],
  links: noLinks,
});
