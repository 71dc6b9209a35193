import type { BrowserJobs } from '@testforge/browser';
import type { Access, AppModel, RunOptions, TenantContext, TestPlan } from '@testforge/core';
import type { ObjectStore } from '@testforge/platform/objects';
import { familiarTexts } from './familiar-texts.js';
import { ObserveOutput, type ObserveInput } from './observation.js';
import { firstLooks } from './first-looks.js';
import { sharedTexts } from './page-names.js';
import { planDrafts } from './plan-drafts.js';
import { probeMs } from './probes/probe-all.js';
import { planProbes } from './probes/plan-probes.js';
import { toTestPlan } from './to-test-plan.js';
import { knownFaults } from './watch-traffic.js';

export interface DesignDeps {
  jobs: Pick<BrowserJobs, 'run'>;
  /** Kept for pictures of scenarios; not used yet. */
  objects?: Pick<ObjectStore, 'put'>;
  log: { info(fields: object, message: string): void };
}

export interface DesignOptions {
  model: AppModel;
  options: RunOptions;
  /** How the app is entered. Default: it is open to everybody. */
  access?: Access;
  /** Keys of tests that the suite has already; they are not designed again. */
  knownKeys?: readonly string[];
  /** One event a scenario: `{ event: 'progress', key, title, kept, done, total }`. */
  onProgress?: (event: Record<string, unknown>) => void;
  signal?: AbortSignal;
}

export interface Design {
  /**
   * Designs tests for an app. Every test of the plan was carried out twice in the sandbox, each time from a clean
   * state; it asserts only what both saw. What was left out is named with its reason.
   * Throws the observing job's AppError, or `design.bad_plan` when the result has not the promised shape.
   */
  design(ctx: TenantContext, options: DesignOptions): Promise<TestPlan>;
}

/** Time for the browser to start and to end around the observing, in milliseconds. */
const graceMs = 60_000;

/** The room that turns what is known of an app into tests that were seen to pass. */
export function createDesign({ jobs, log }: DesignDeps): Design {
  return {
    async design(ctx, { model, options, access = {}, knownKeys, onProgress, signal }) {
      const startedAt = performance.now();
      const { maxTests, parallel, designMs, actionTimeoutMs, pageTimeoutMs } = options.limits;
      const plan = planDrafts(model, { maxTests, knownKeys, scenarios: options.scenarios });
      const elapsedMs = (): number => Math.round(performance.now() - startedAt);
      const probes = options.probes === 'on' ? planProbes(model) : undefined;
      if (plan.drafts.length === 0 && probes === undefined) return toTestPlan(model, plan, [], elapsedMs());
      const input: ObserveInput = {
        url: model.url,
        origins: model.origins,
        access,
        logIn: model.logIn,
        roles: Object.fromEntries((model.roles ?? []).flatMap(({ role, logIn }) => (logIn ? [[role, logIn]] : []))),
        drafts: plan.drafts,
        familiar: familiarTexts(model),
        knownFaults: knownFaults(model),
        shared: sharedTexts(model),
        seen: firstLooks(model, plan.drafts),
        probes,
        limits: { parallel, designMs, actionTimeoutMs, pageTimeoutMs },
      };
      const done = await jobs.run({
        entry: 'libs/design/src/job.ts',
        input,
        output: ObserveOutput,
        origins: model.origins,
        limits: { wallMs: designMs + graceMs + (probes ? probeMs + graceMs : 0) },
        onEvent: onProgress,
        signal,
      });
      await done.dispose();
      const tests = toTestPlan(model, plan, done.output.outcomes, elapsedMs(), done.output.probes);
      log.info(
        {
          requestId: ctx.requestId,
          runId: ctx.runId,
          designed: plan.designed,
          kept: tests.tests.length,
          durationMs: tests.durationMs,
        },
        'tests designed',
      );
      return tests;
    },
  };
}
