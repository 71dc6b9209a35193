import { z } from 'zod';
import { Finding, InteractionLevel, LedgerEntry } from './app-model.js';
import { JudgedFailure, Question } from './healing-result.js';
import { KillReceipt } from './kill-receipt.js';
import { Category, Priority } from './test-plan.js';

export const RunStatus = z.enum(['passed', 'passed_after_healing', 'waiting', 'failed', 'cancelled', 'error']);
export type RunStatus = z.infer<typeof RunStatus>;

export const TestState = z.enum([
  'passed',
  'passed_after_healing',
  'waiting',
  'regression',
  'environment',
  'flaky',
  'not_run',
]);
export type TestState = z.infer<typeof TestState>;

/**
 * How a person wants a test of the suite handled. `disabled` is not run. `muted` and `quarantined` run, are judged and
 * counted, and do not decide how the run ended: a muted one because nobody wants to hear of it, one in quarantine because
 * it is not trusted. `pinned` is never healed without a person.
 */
export const TestHandling = z.enum(['enabled', 'disabled', 'muted', 'pinned', 'quarantined']);
export type TestHandling = z.infer<typeof TestHandling>;

/** What a person answered to a test that waited or failed, once it counts. */
export const ReportedAnswer = z.object({
  kind: z.enum(['approve', 'modify', 'reject', 'intended']),
  by: z.string(),
  at: z.string(),
  /** The difference that was signed. */
  changes: z.array(z.object({ step: z.string(), before: z.string(), after: z.string() })),
  /** Playwright code of what a person chose in the place of what was proposed. */
  locator: z.string().optional(),
});
export type ReportedAnswer = z.infer<typeof ReportedAnswer>;

export const stageNames = [
  'discovery',
  'design',
  'scriptgen',
  'execution',
  'gate',
  'receipts',
  'healing',
  'reporting',
  'usage',
] as const;
export type StageName = (typeof stageNames)[number];

export const ReportedTest = z.object({
  key: z.string(),
  title: z.string(),
  category: Category,
  priority: Priority,
  reason: z.string(),
  flow: z.string(),
  state: TestState,
  durationMs: z.number(),
  /** Given / When / Then in prose, with the time of each and whether it held. */
  steps: z.array(
    z.object({ phase: z.string(), title: z.string(), ok: z.boolean().nullable(), durationMs: z.number().nullable() }),
  ),
  failure: JudgedFailure.optional(),
  handling: TestHandling.exclude(['enabled', 'disabled']).optional(),
  /** Why it says nothing of the app. */
  because: z.string().optional(),
  answer: ReportedAnswer.optional(),
  /** In how many of the project's latest runs it was flaky, this one included; missing where in none. */
  flakiness: z.object({ times: z.number().int(), runs: z.number().int() }).optional(),
  /**
   * Since it was kept it passed so often, and needed a second try so often; so it fails by chance less often than `rate`
   * (`boundFlakeRate`), and `toGo` further passes bring that below the project's bound. Missing where it is below already.
   */
  probation: z
    .object({ passes: z.number().int(), flakes: z.number().int(), rate: z.number(), toGo: z.number().int() })
    .optional(),
  /** What it was seen to notice when it was kept; missing where that was not looked at, or it expects something else now. */
  receipt: KillReceipt.pick({ verdict: true, trials: true }).optional(),
});
export type ReportedTest = z.infer<typeof ReportedTest>;

/** One question to a person, and the keys of the tests that wait for its answer. */
export const ReportedQuestion = Question.extend({ tests: z.array(z.string()) });
export type ReportedQuestion = z.infer<typeof ReportedQuestion>;

/** What broke, told once, and the keys of the tests that met it. */
export const ReportedRegression = z.object({
  cause: z.string(),
  /** The step of the first of them. */
  words: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  tests: z.array(z.string()),
});
export type ReportedRegression = z.infer<typeof ReportedRegression>;

/** Stage 6: the one document behind every rendering. */
export const Report = z.object({
  schemaVersion: z.literal(1),
  runId: z.string(),
  url: z.string(),
  release: z.string().optional(),
  mode: z.enum(['first', 'kept']),
  suiteVersion: z.number().int(),
  interaction: InteractionLevel,
  status: RunStatus,
  error: z.string().optional(),
  startedAt: z.string(),
  durationMs: z.number(),
  tests: z.array(ReportedTest),
  /** What waits, by cause, the question of most tests first; missing where nothing waits. */
  questions: z.array(ReportedQuestion).optional(),
  /** What broke, by cause, what most tests met first; missing where nothing did. */
  regressions: z.array(ReportedRegression).optional(),
  leftOut: z.array(z.object({ key: z.string(), title: z.string(), reason: z.string() })),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  counts: z.object({
    designed: z.number().int(),
    kept: z.number().int(),
    functional: z.number().int(),
    passed: z.number().int(),
    passedAfterHealing: z.number().int(),
    waiting: z.number().int(),
    failed: z.number().int(),
    flaky: z.number().int(),
  }),
  verdicts: z.object({
    drift: z.number().int(),
    regression: z.number().int(),
    flake: z.number().int(),
    environment: z.number().int(),
  }),
  healings: z.object({
    proposed: z.number().int(),
    applied: z.number().int(),
    proven: z.number().int(),
    asked: z.number().int(),
  }),
  expectationsChanged: z.number().int(),
  /** Functional tests that this run perturbed the app for; missing where it did not. */
  receipts: z
    .object({
      tried: z.number().int(),
      kills: z.number().int(),
      killsNothing: z.number().int(),
      notJudged: z.number().int(),
      /** Why not everything could be tried. */
      trouble: z.string().optional(),
    })
    .optional(),
  coverage: z.object({
    templates: z.number().int(),
    states: z.number().int(),
    forms: z.number().int(),
    flows: z.number().int(),
  }),
  stagesMs: z.record(z.string(), z.number()),
  /** New things seen on a later run that the kept suite does not touch. */
  proposals: z.array(z.object({ title: z.string(), reason: z.string() })),
  /** Against the run before, where there is one. Titles of tests. */
  difference: z
    .object({
      previousRun: z.string(),
      previousSuite: z.number().int(),
      broken: z.array(z.string()),
      mended: z.array(z.string()),
      added: z.array(z.string()),
      gone: z.array(z.string()),
      newFindings: z.array(z.string()),
    })
    .optional(),
});
export type Report = z.infer<typeof Report>;

/** One run's outcome as `.testforge/last-run.json` and the API give it. */
export const RunOutcome = z.object({
  id: z.string(),
  release: z.string().optional(),
  status: RunStatus,
  /** Why the run could not be carried out, in a sentence for people. */
  error: z.string().optional(),
  tests: Report.shape.counts,
  verdicts: Report.shape.verdicts,
  findings: z.number().int(),
  healings: Report.shape.healings,
  expectationsChanged: z.number().int(),
  coverage: Report.shape.coverage,
  stagesMs: z.object({
    discovery: z.number(),
    design: z.number(),
    scriptgen: z.number(),
    execution: z.number(),
    healing: z.number(),
    reporting: z.number(),
    /** Missing where no new test was repeated. */
    gate: z.number().optional(),
    /** Missing where nothing was perturbed. */
    receipts: z.number().optional(),
  }),
  /** One a test; those of the same `cause` are one finding. */
  regressions: z.array(
    z.object({
      test: z.string(),
      step: z.string(),
      expected: z.string(),
      actual: z.string(),
      cause: z.string().optional(),
    }),
  ),
  /** What is asked of people, each with how many tests wait for the answer. */
  questions: z.array(z.object({ words: z.string(), tests: z.number().int() })).optional(),
  /** Keys of the tests that were flaky; what later runs remember of this one. */
  flaky: z.array(z.string()).optional(),
  /** How many of them are neither muted nor in quarantine; missing where none was flaky. */
  flakyThatDecide: z.number().int().optional(),
  links: z.object({ dashboard: z.string().nullable(), report: z.string().nullable(), share: z.string().nullable() }),
});
export type RunOutcome = z.infer<typeof RunOutcome>;

/** `.testforge/last-run.json`: the outcome of one job, one entry a run. */
export const LastRun = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  exitCode: z.number().int(),
  startedAt: z.string(),
  durationMs: z.number(),
  runs: z.array(RunOutcome),
});
export type LastRun = z.infer<typeof LastRun>;
