import { z } from 'zod';
import { PageSnapshot } from './page-snapshot.js';
import { AppFaults } from './app-faults.js';
import { LedgerEntry } from './app-model.js';

/** What was there when a step failed, taken while the page was still open. Large, so it travels as a reference. */
export const FailureSnapshot = z.object({
  url: z.string(),
  page: PageSnapshot,
  requests: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      status: z.number().int().nullable(),
      failure: z.string().optional(),
    }),
  ),
  console: z.array(z.object({ type: z.string(), text: z.string() })),
  pageErrors: z.array(z.string()),
  /** The page that threw each of them, in their order; what is missing was thrown on the page at `url`. */
  thrownOn: z.array(z.string()).optional(),
});
export type FailureSnapshot = z.infer<typeof FailureSnapshot>;

export const TestFailure = z.object({
  /** Null when the failing line belongs to no known step (a hand-made edit, a fixture). */
  stepKey: z.string().nullable(),
  stepTitle: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  /** Object-store keys. */
  snapshot: z.string().optional(),
  screenshot: z.string().optional(),
  trace: z.string().optional(),
  video: z.string().optional(),
});
export type TestFailure = z.infer<typeof TestFailure>;

export const TestResult = z.object({
  key: z.string(),
  title: z.string(),
  /** `flaky` passed on a retry. */
  status: z.enum(['passed', 'failed', 'flaky', 'skipped', 'interrupted']),
  attempts: z.number().int(),
  durationMs: z.number(),
  steps: z.array(z.object({ title: z.string(), durationMs: z.number(), ok: z.boolean() })),
  /** Of the last attempt that failed. */
  failure: TestFailure.optional(),
  /** Of the failed attempts before it, first to last: each may have failed for a reason of its own. */
  earlier: z.array(TestFailure).optional(),
  /** Of a new test that failed in a repeat: how often it had passed before, the observations not counted. */
  passesBefore: z.number().int().optional(),
  /** Why it was not run at all. Such a test says nothing about the app. */
  skippedBecause: z.string().optional(),
  /** What failed in the app during its last attempt, whether or not the test noticed; missing where nothing did. */
  faults: AppFaults.optional(),
  /** Its writing requests. */
  ledger: z.array(LedgerEntry).optional(),
  /** Time of the sandbox since the result before it, so that a crash loses none that is to be told or billed. */
  sandboxMs: z.number().optional(),
});
export type TestResult = z.infer<typeof TestResult>;

/** Stage 4. */
export const ExecutionResult = z.object({
  schemaVersion: z.literal(1),
  results: z.array(TestResult),
  ledger: z.array(LedgerEntry),
  /** Why the run as a whole could not be carried out (the app is not reachable, the project does not load). */
  trouble: z.string().optional(),
  sandboxMs: z.number(),
  durationMs: z.number(),
});
export type ExecutionResult = z.infer<typeof ExecutionResult>;
