import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppFaults, AppModel, RunOptions, TestPlan, TestProject, type Access } from '@testforge/core';
import { generateProject } from '@testforge/scriptgen';
import { z } from 'zod';
import { ctx } from '../sample-project.js';
import { Endpoint } from './inject/traffic.js';
import type { Lab } from './lab.js';
import type { RunningBuild } from './subject.js';
import { treesKey } from './trees-key.js';

/** A suite as the product makes it on the clean app: explored, observed twice, written, executed; what passed is kept. */
export const Suite = z.object({
  app: z.string(),
  key: z.string(),
  model: AppModel,
  plan: TestPlan,
  project: TestProject,
  /** Observed, written, and then red on the clean app. */
  notKept: z.array(z.string()),
  /** What failed in the clean app while a test passed, by its key. */
  faults: z.record(z.string(), AppFaults),
  madeMs: z.number(),
  /** What the app was asked while the suite was made; bugs of apps from elsewhere are drawn from it. */
  traffic: z.array(Endpoint),
});
export type Suite = z.infer<typeof Suite>;

export interface SuiteOptions {
  lab: Lab;
  app: string;
  /** Same key, same suite. */
  key: string;
  clean: RunningBuild;
  access: Access;
  /** Enough for the whole plan, where a suite is to depend on the code and not on the machine's load. */
  limits: { discoveryMs: number; designMs: number };
}

export async function makeSuite({ lab, app, key, clean, access, limits }: SuiteOptions): Promise<Suite> {
  const { url } = clean;
  const startedAt = performance.now();
  const options = RunOptions.parse({ url, limits });
  const model = await lab.discovery.discover(ctx, { options, interaction: 'write', access });
  const plan = await lab.design.design(ctx, { model, options, access });
  const written = await generateProject({ baseUrl: plan.url, tests: plan.tests });
  const { results } = await lab.execute({ project: written, url, access, phase: 'first', retries: 0 });
  const passed = new Set(results.flatMap((result) => (result.status === 'passed' ? [result.key] : [])));
  const tests = plan.tests.filter((test) => passed.has(test.key));
  return {
    app,
    key,
    model,
    plan: { ...plan, tests },
    project: await generateProject({ baseUrl: plan.url, tests }),
    notKept: plan.tests.flatMap((test) => (passed.has(test.key) ? [] : [test.title])),
    faults: Object.fromEntries(results.flatMap(({ key: test, faults }) => (faults ? [[test, faults]] : []))),
    madeMs: performance.now() - startedAt,
    traffic: clean.traffic?.() ?? [],
  };
}

const making = ['browser', 'core', 'design', 'discovery', 'execution', 'scriptgen'].map((name) => `libs/${name}`);

/** Names the code that makes suites, as committed, and the app. */
export const suiteKey = (repositoryDir: string, app: string): string => treesKey(repositoryDir, making, app);

export const suiteFile = (cacheDir: string, app: string, key: string): string =>
  join(cacheDir, `${app.replaceAll(/[^\w.-]/g, '-')}-${key}`, 'suite.json');

export function readSuite(file: string): Suite | null {
  return existsSync(file) ? Suite.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export function writeSuite(file: string, suite: Suite): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(suite));
}
