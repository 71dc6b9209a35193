import { z } from 'zod';
import { Fingerprint } from './fingerprint.js';
import { Locator } from './locator.js';
import { RunTimeValue, StepValue } from './step-value.js';

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
  'toEachContain',
  'toBeInOrder',
  'toLeadTo',
  'toBeInvalid',
] as const;

/** Which order the texts of a list are in: told by the amounts, the days or the first letters in them. */
export const listOrders = [
  'amounts rising',
  'amounts falling',
  'days rising',
  'days falling',
  'letters rising',
  'letters falling',
] as const;
export type ListOrder = (typeof listOrders)[number];

/**
 * What a check demands. `foundBy` is set where the element is found by the very text that is asserted;
 * such a check's subject is never healed, since a vanished wording is for a person to judge.
 * For `toHaveURL`, `expected` is a path whose variable segments are written `:id`; for `toLeadTo`, which is about a link of
 * the app itself, the path alone, without parameters. `toBeInvalid`: the browser itself does not send the field
 * as it is. `toEachContain` and `toBeInOrder` (one of
 * `listOrders`) are about all visible elements that the locator finds, of which there is at least one, or two.
 */
export const Expectation = z.object({
  matcher: z.enum(matchers),
  expected: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  foundBy: z.string().optional(),
  /** What is expected where only the running test knows it; `expected` is null then. For texts, field values and counts. */
  value: RunTimeValue.optional(),
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
  /**
   * Reads the element's text for a value of the kind `remembered` further on; with `count` how many are shown instead, with
   * `sum` the sum of the amounts in all that are shown, written like that text.
   */
  z.object({
    ...base,
    kind: z.literal('remember'),
    target: Target,
    name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
    count: z.boolean().optional(),
    sum: z.string().optional(),
  }),
  /** Says yes to the browser's own question that the next click brings up. */
  z.object({ ...base, kind: z.literal('accept') }),
  z.object({ ...base, kind: z.literal('expect'), target: Target.optional(), expectation: Expectation }),
]);
export type Step = z.infer<typeof Step>;
export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;
