import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RunOptions } from '@testforge/core';
import type { HealingResult, Report, TenantContext } from '@testforge/core';
import { applyHeals, saveHealings } from '@testforge/healing';
import { createDb } from '@testforge/platform/db';
import { createFileObjects } from '@testforge/platform/objects';
import { buildReport, renderCtrf, renderHtml, renderJUnit, toRunOutcome } from '@testforge/reporting';
import { createRuns } from '@testforge/runs';
import { generateProject } from '@testforge/scriptgen';
import { createSuites } from '@testforge/suite';
import type { TestPlatform } from './platform.js';
import {
  executionOf,
  findings,
  historic,
  modelOf,
  noLinks,
  outcomeOf,
  passed,
  planOf,
  stagesMs,
} from './prepared-documents.js';
import { contactPage, failuresOf } from './prepared-failures.js';
import { preparedTests } from './prepared-tests.js';
import { takeShopPictures, type ShopPicture } from './shop-pictures.js';

export interface PreparedRuns {
  projectId: string;
  first: string;
  second: string;
  /** One for each name: a run of a project of that name in which the same things wait for people. */
  waiting: { projectId: string; runId: string }[];
  /** One that has not ended, and has no workflow that could end it. */
  running: string;
  /** Has the next test of the running one end, and at last the run itself. */
  endNextTest(): Promise<void>;
  endRunning(): Promise<void>;
  close(): Promise<void>;
}

const noWorkflow = (id: string): string => `prepared-${id}`;
/**
 * Writes runs of the sample shop into the platform's record, as its own stages would have. Where a shop of
 * `releaseThatWaits` is at the address, what waits in the second run can be answered, once in each project.
 */
export async function prepareRuns(
  local: TestPlatform,
  url = 'http://shop.example',
  names: readonly [string, ...string[]] = ['Harbour Goods'],
): Promise<PreparedRuns> {
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
    await writer.plantHistory(names[0]);
    const plant = async (name: string) => ({
      first: await writer.plantFirst(name, before),
      second: await writer.plantSecond(name, before, after),
    });
    const { first, second } = await plant(names[0]);
    const waiting = [second];
    for (const name of names.slice(1)) waiting.push((await plant(name)).second);
    const running = await writer.plantRunning(before);
    return {
      projectId: first.projectId,
      first: first.runId,
      second: second.runId,
      waiting: waiting.map(({ projectId, runId }) => ({ projectId, runId })),
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

  /** The same for every run: what takes seconds is made once. */
  const written = generateProject({ baseUrl: url, tests: preparedTests });

  const begin = async (release: string, name: string) => {
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

  /** Stages that were written down in a moment, as if they had taken what stages take, one after the other, until now. */
  const tookWhatStagesTake = async ({ runId: id = '', ...ctx }: TenantContext) => {
    let endedAt = new Date();
    for (const name of ['scriptgen', 'design', 'discovery'] as const) {
      const startedAt = new Date(endedAt.getTime() - stagesMs[name]);
      await db.tenant(ctx).stage.updateMany({ where: { runId: id, name }, data: { startedAt, endedAt } });
      endedAt = startedAt;
    }
    await db.tenant(ctx).run.updateMany({ where: { id }, data: { createdAt: endedAt, startedAt: endedAt } });
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
    parts: Pick<Parameters<typeof buildReport>[0], 'mode' | 'model' | 'execution' | 'healing'> & {
      version: number;
      tookMs: number;
    },
  ): Promise<Report> => {
    await stage(ctx, 'scriptgen', await put(ctx, 'project', await written));
    for (const result of parts.execution?.results ?? []) await runs.recordResult(ctx, runId, parts.mode, result);
    await stage(ctx, 'execution', null);
    if (parts.healing) await stage(ctx, 'healing', await put(ctx, 'healing', parts.healing));
    const { version, tookMs, ...rest } = parts;
    const run = await runs.get(ctx, runId);
    const made = buildReport({
      ...rest,
      run,
      suite: { version, tests: preparedTests },
      plan: planOf(url),
      trouble: null,
      stagesMs,
      now: new Date(Date.parse(run.startedAt ?? run.createdAt) + tookMs),
    });
    const at = (file: string): string => `runs/${runId}/report/${file}`;
    await objects.put(ctx, at('report.json'), JSON.stringify(made), { contentType: 'application/json' });
    await objects.put(ctx, at('junit.xml'), renderJUnit(made), { contentType: 'application/xml' });
    await objects.put(ctx, at('ctrf.json'), renderCtrf(made), { contentType: 'application/json' });
    await objects.put(ctx, at('report.html'), renderHtml(made), { contentType: 'text/html; charset=utf-8' });
    await runs.end(
      ctx,
      runId,
      made.status,
      toRunOutcome(made, { ...noLinks, report: `/api/v1/runs/${runId}/report.html` }),
    );
    return made;
  };

  let keepingAlive: NodeJS.Timeout | undefined;
  return {
    close: () => {
      clearInterval(keepingAlive);
      return db.close();
    },
    /** Some earlier runs, of which only the outcome is known any more. */
    plantHistory: async (name: string) => {
      for (const [index, failed] of [0, 0, 1, 0].entries()) {
        const { ctx, runId } = await begin('', name);
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
    plantFirst: async (name: string, pictures: readonly ShopPicture[]) => {
      const run = await begin('2.0', name);
      const model = await explore(run.ctx, pictures);
      const { projectId, runId } = run;
      await suites.keep(run.ctx, { projectId, runId, reason: 'first run', tests: preparedTests, base: 0 });
      await report(run, {
        mode: 'first',
        model,
        execution: executionOf(passed()),
        healing: null,
        version: 1,
        tookMs: 312_000,
      });
      await wasAgo(run.ctx, { hours: 22, tookMs: 312_000 });
      return run;
    },
    plantRunning: async (pictures: readonly ShopPicture[]) => {
      const run = await begin('3.0', 'Harbour Goods, next');
      const model = await explore(run.ctx, pictures);
      await stage(run.ctx, 'design', null);
      await stage(run.ctx, 'scriptgen', null);
      await tookWhatStagesTake(run.ctx);
      await runs.stageStarted(run.ctx, run.runId, 'execution');
      // A run without a workflow that is not quite new would be ended as lost.
      const renew = async (): Promise<void> => {
        // Prisma sends nothing before it is awaited.
        await db.tenant(run.ctx).run.updateMany({ where: { id: run.runId }, data: { createdAt: new Date() } });
      };
      keepingAlive = setInterval(() => void renew(), 60_000);
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
        await report(run, { mode: 'first', model, execution, healing: null, version: 1, tookMs: 94_000 });
      };
      return { ...run, endNextTest, end };
    },
    plantSecond: async (name: string, before: readonly ShopPicture[], after: readonly ShopPicture[]) => {
      const run = await begin('2.1', name);
      const shots = await Promise.all(
        after.map(async ({ jpeg }, index) => {
          const key = `runs/${run.runId}/kept/shot-${index}/screenshot.png`;
          await objects.put(run.ctx, key, jpeg, { contentType: 'image/jpeg' });
          return key;
        }),
      );
      const [contact] = after;
      if (!contact) throw new Error('there is no picture of the contact form');
      const kept = { shots, contactPage: await put(run.ctx, 'contact-page', contactPage(contact)) };
      const { results, healing } = outcomeOf(failuresOf(before, after, kept));
      const { ctx, projectId, runId } = run;
      await saveHealings(ctx, db, runId, healing.failures);
      const replacements = healedTests(healing);
      await suites.replace(ctx, { projectId, runId, reason: 'healed', replacements });
      const model = { ...modelOf(before, () => ''), findings: [] };
      await report(run, { mode: 'kept', model, execution: executionOf(results), healing, version: 2, tookMs: 138_000 });
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
