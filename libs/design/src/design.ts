import type { BrowserJobs } from '@testforge/browser';
import { AppError, TestPlan, type AppModel, type Finding, type RunOptions, type TenantContext } from '@testforge/core';
import type { ObjectStore } from '@testforge/platform/objects';
import { withContext, type Logger } from '@testforge/platform/telemetry';
import { familiarTexts } from './familiar-texts.js';
import { ObserveOutput, type DraftOutcome, type ObserveInput } from './observation.js';
import { planDrafts, type DraftPlan } from './plan-drafts.js';

export interface DesignDeps {
  jobs: Pick<BrowserJobs, 'run'>;
  /** Kept for pictures of scenarios; not used yet. */
  objects?: ObjectStore;
  log: Logger;
}

export interface DesignOptions {
  model: AppModel;
  options: RunOptions;
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

const uniqueFindings = (outcomes: readonly DraftOutcome[]): Finding[] => [...new Map(outcomes.flatMap(({ findings }) => findings).map((finding) => [finding.key, finding])).values()];

function toPlan(model: AppModel, plan: DraftPlan, outcomes: readonly DraftOutcome[], durationMs: number): TestPlan {
  const titles = new Map(plan.drafts.map((draft) => [draft.key, draft.title]));
  const parsed = TestPlan.safeParse({
    schemaVersion: 1,
    url: model.url,
    tests: outcomes.flatMap(({ test }) => test ?? []),
    designed: plan.designed,
    leftOut: [...plan.leftOut, ...outcomes.filter(({ test }) => test === null).map(({ key, reason }) => ({ key, title: titles.get(key) ?? key, reason: reason ?? 'It could not be carried out.' }))],
    findings: uniqueFindings(outcomes),
    ledger: outcomes.flatMap(({ ledger }) => ledger),
    durationMs,
  });
  if (parsed.success) return parsed.data;
  throw new AppError('upstream', 'design.bad_plan', 'The observed tests do not make a valid plan.', { details: { issues: parsed.error.issues.slice(0, 5) } });
}

/** The room that turns what is known of an app into tests that were seen to pass. */
export function createDesign({ jobs, log }: DesignDeps): Design {
  return {
    async design(ctx, { model, options, knownKeys, onProgress, signal }) {
      const startedAt = performance.now();
      const { maxTests, parallel, designMs, actionTimeoutMs, pageTimeoutMs } = options.limits;
      const plan = planDrafts(model, { maxTests, knownKeys });
      const elapsedMs = (): number => Math.round(performance.now() - startedAt);
      if (plan.drafts.length === 0) return toPlan(model, plan, [], elapsedMs());
      const input: ObserveInput = { url: model.url, drafts: plan.drafts, familiar: familiarTexts(model), limits: { parallel, designMs, actionTimeoutMs, pageTimeoutMs } };
      const done = await jobs.run({ entry: 'libs/design/src/job.ts', input, output: ObserveOutput, origins: model.origins, limits: { wallMs: designMs + graceMs }, onEvent: onProgress, signal });
      await done.dispose();
      const tests = toPlan(model, plan, done.output.outcomes, elapsedMs());
      withContext(log, ctx).info({ designed: plan.designed, kept: tests.tests.length, durationMs: tests.durationMs }, 'tests designed');
      return tests;
    },
  };
}
