import { z } from 'zod';
import { Finding, LedgerEntry } from './app-model.js';
import { Fingerprint } from './fingerprint.js';
import { Locator } from './locator.js';

/** What is typed into a field. Unique values are made at run time by the project's data fixture, so files stay the same. */
export const StepValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), value: z.string() }),
  z.object({
    kind: z.literal('unique'),
    shape: z.enum(['email', 'name', 'text', 'password', 'phone', 'number']),
    prefix: z.string(),
  }),
]);
export type StepValue = z.infer<typeof StepValue>;

export const Target = z.object({ locator: Locator, fingerprint: Fingerprint });
export type Target = z.infer<typeof Target>;

export const matchers = [
  'toHaveURL',
  'toHaveTitle',
  'toBeVisible',
  'toBeHidden',
  'toHaveText',
  'toContainText',
  'toHaveValue',
  'toHaveCount',
  'toBeEnabled',
  'toBeDisabled',
  'toBeChecked',
] as const;

/**
 * What a check demands. `foundBy` is set where the element is found by the very text that is asserted;
 * such a check's subject is never healed, since a vanished wording is for a person to judge.
 * For `toHaveURL`, `expected` is a path whose variable segments are written `:id`.
 */
export const Expectation = z.object({
  matcher: z.enum(matchers),
  expected: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  foundBy: z.string().optional(),
});
export type Expectation = z.infer<typeof Expectation>;

const phase = z.enum(['given', 'when', 'then']);
const base = { key: z.string(), phase, title: z.string() };

/** One typed step. `title` is prose derived from the rest; `key` is unique within the test and stable between versions. */
export const Step = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('goto'), path: z.string() }),
  z.object({ ...base, kind: z.literal('reload') }),
  z.object({ ...base, kind: z.literal('back') }),
  z.object({ ...base, kind: z.literal('click'), target: Target }),
  z.object({ ...base, kind: z.literal('fill'), target: Target, value: StepValue }),
  z.object({ ...base, kind: z.literal('select'), target: Target, value: StepValue }),
  z.object({ ...base, kind: z.literal('check'), target: Target }),
  z.object({ ...base, kind: z.literal('uncheck'), target: Target }),
  z.object({ ...base, kind: z.literal('press'), target: Target, value: StepValue }),
  z.object({ ...base, kind: z.literal('expect'), target: Target.optional(), expectation: Expectation }),
]);
export type Step = z.infer<typeof Step>;
export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

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
});
export type TestCase = z.infer<typeof TestCase>;

/** Stage 2: what was designed, each case seen to pass twice. */
export const TestPlan = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  tests: z.array(TestCase),
  designed: z.number().int(),
  leftOut: z.array(z.object({ key: z.string(), title: z.string(), reason: z.string() })),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  durationMs: z.number(),
});
export type TestPlan = z.infer<typeof TestPlan>;
