import { z } from 'zod';
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
  /** What the project's log-in needs. Never in a document: it comes from the environment when the step is carried out. */
  z.object({ kind: z.literal('credential'), name: z.enum(['user', 'password', 'totp']) }),
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
