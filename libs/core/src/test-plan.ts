import { z } from 'zod';
import { RoleName } from './access.js';
import { Finding, LedgerEntry } from './app-model.js';
import { Step } from './step.js';

export const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);
export const Category = z.enum([
  'smoke',
  'functional',
  'negative',
  'boundary',
  'accessibility',
  'security',
  'visual',
  'performance',
]);

/** One designed test. `key` is made from designer, flow and place, so it is the same from run to run. */
export const TestCase = z.object({
  key: z.string(),
  title: z.string(),
  designer: z.string(),
  priority: Priority,
  reason: z.string(),
  category: Category,
  tags: z.array(z.string()),
  flow: z.string(),
  /** URL templates it touches. */
  pages: z.array(z.string()),
  steps: z.array(Step),
  /**
   * This case makes the session that all others start from: it is carried out first, and where it fails the others are
   * not run. `shared`: what the browser then holds opens any number of clean contexts. `worker`: so it does, and the
   * user may be logged in several times, so that each worker has a session of its own and no message that the app keeps for
   * its user is shown to another test. `each`: the app ends copies of a session, so every test goes through these steps for
   * itself. At most one case of a suite has it for each role.
   */
  setup: z.enum(['shared', 'worker', 'each']).optional(),
  /** Starts without the session although there is one: what a visitor sees, or what ends a session. */
  signedOut: z.boolean().optional(),
  /** Name of the further log-in in whose session it is carried out; absent: that of the project's user. */
  role: RoleName.optional(),
});
export type TestCase = z.infer<typeof TestCase>;

/** How many of the planned security probes were made, and what stood in the way of some. */
export const Probed = z.object({
  done: z.number().int(),
  planned: z.number().int(),
  failed: z.array(z.string()),
});
export type Probed = z.infer<typeof Probed>;

/** Stage 2: what was designed, each case seen to pass twice. */
export const TestPlan = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  tests: z.array(TestCase),
  designed: z.number().int(),
  leftOut: z.array(z.object({ key: z.string(), title: z.string(), reason: z.string() })),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  /** Which kind of app it is, by which words; how many of the flows that matter in such apps there are, and are covered. */
  industry: z
    .object({ name: z.string(), evidence: z.array(z.string()), flows: z.number().int(), covered: z.number().int() })
    .optional(),
  /** Where the owner allows security probes. */
  probed: Probed.optional(),
  durationMs: z.number(),
});
export type TestPlan = z.infer<typeof TestPlan>;
