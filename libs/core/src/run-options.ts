import { z } from 'zod';
import { InteractionLevel } from './app-model.js';

/** Every limit of a run: its name, its default and the place to change it (a run's or a project's `limits`). */
export const RunLimits = z.object({
  maxPages: z.number().int().min(1).max(5000).default(60),
  maxDepth: z.number().int().min(0).max(50).default(6),
  samplesPerTemplate: z.number().int().min(1).max(20).default(2),
  discoveryMs: z.number().int().min(1000).default(150_000),
  /** Pages that each role looks at to learn where it is led, and is asked for that others are led to. */
  rolePages: z.number().int().min(0).max(200).default(12),
  /** For each role, and for whoever is not logged in; beyond `discoveryMs`. */
  roleMs: z.number().int().min(1000).default(20_000),
  designMs: z.number().int().min(1000).default(360_000),
  executionMs: z.number().int().min(1000).default(1_200_000),
  healingMs: z.number().int().min(1000).default(1_200_000),
  /**
   * How often a new test must have passed before it is kept: its two observations and its first execution count, the rest are
   * repeats. Up to three are what every kept test has anyway.
   */
  gatePasses: z.number().int().min(1).max(100).default(5),
  /** For those repeats. */
  gateMs: z.number().int().min(1000).default(600_000),
  /** A kept test is on probation until its passes show that it fails by chance less often than this. */
  flakeRate: z.number().min(0.001).max(0.5).default(0.05),
  /** For kill receipts, and never more than twice what it took to execute the tests. */
  receiptMs: z.number().int().min(1000).default(600_000),
  pageTimeoutMs: z.number().int().min(500).default(15_000),
  actionTimeoutMs: z.number().int().min(100).default(5_000),
  maxTests: z.number().int().min(1).max(2000).default(120),
  /** How many broken steps of one test may be healed one after another. */
  maxHealsPerTest: z.number().int().min(0).max(50).default(10),
  retries: z.number().int().min(0).max(10).default(1),
  /** Pages that are loaded or clicked on at once while discovering and observing; discovery looks at one more meanwhile. */
  parallel: z.number().int().min(1).max(16).default(2),
  /** Tests run at once, each in a browser of its own. More than cores pays where tests wait for what is lost. */
  workers: z.number().int().min(1).max(32).default(4),
});
export type RunLimits = z.infer<typeof RunLimits>;

export const HealingPolicy = z.object({
  mode: z.enum(['automatic', 'ask', 'never']).default('automatic'),
  /** At or above this confidence a heal may be applied without asking. */
  automaticFrom: z.number().min(0).max(1).default(0.9),
  /** At or above this confidence a person is asked; below it the healer abstains. */
  askFrom: z.number().min(0).max(1).default(0.8),
  /** Least distance to the second candidate for an automatic heal. */
  margin: z.number().min(0).max(1).default(0.1),
});
export type HealingPolicy = z.infer<typeof HealingPolicy>;

/** Whether new functional tests are shown to fail when the app is perturbed; those that notice nothing are not kept. */
export const ReceiptsPolicy = z.enum(['on', 'off']);
export type ReceiptsPolicy = z.infer<typeof ReceiptsPolicy>;

/** Whether the app is probed for holes, with harmless input and things of our own: its owner says so. */
export const ProbesPolicy = z.enum(['on', 'off']);
export type ProbesPolicy = z.infer<typeof ProbesPolicy>;

/** A Gherkin document of scenarios that people wrote. */
export const ScenarioFile = z.object({ name: z.string().min(1).max(200), text: z.string().max(100_000) });
export type ScenarioFile = z.infer<typeof ScenarioFile>;

/** What a person asks for when starting a run. */
export const RunOptions = z.object({
  url: z.url({ protocol: /^https?$/ }),
  release: z.string().max(100).optional(),
  interaction: InteractionLevel.optional(),
  origins: z.array(z.string()).default([]),
  include: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  /** `false`: run the kept suite only (`testforge test`). */
  discovery: z.boolean().default(true),
  /** Only the tests of the suite whose title or key holds this text, in whatever case. */
  grep: z.string().min(1).max(500).optional(),
  /** Design the suite anew and propose what would change; nothing of the kept one changes by itself. */
  regenerate: z.boolean().default(false),
  /** A run that was stopped, of the same project: what it had done is not done again. */
  continues: z.uuid().optional(),
  receipts: ReceiptsPolicy.default('off'),
  probes: ProbesPolicy.default('off'),
  /** Each of their scenarios becomes a test of what was seen of the app, or is left out with the reason. */
  scenarios: z.array(ScenarioFile).max(20).default([]),
  limits: RunLimits.prefault({}),
  healing: HealingPolicy.prefault({}),
});
export type RunOptions = z.infer<typeof RunOptions>;
/** What was said of a run. What was not said is as the project has it, and else the default. */
export type RunWishes = z.input<typeof RunOptions>;
