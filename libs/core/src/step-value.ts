import { z } from 'zod';

/**
 * A value made when the test runs, so that files stay the same: the same shape and prefix is the same value in one test.
 * A `word` is nothing but small letters, as what is to be the name of an account or part of an address may have to be. The
 * prefix of a `code` is its pattern: `?` is a capital, `#` a figure, `%` one but nought, all else as it is. That
 * of a `day` is the earliest that it may be, written as year, month and day.
 */
export const UniqueValue = z.object({
  kind: z.literal('unique'),
  shape: z.enum(['email', 'name', 'text', 'word', 'password', 'phone', 'number', 'code', 'day']),
  prefix: z.string(),
});
export type UniqueValue = z.infer<typeof UniqueValue>;

/**
 * A text that a `remember` step of the same test read off the page: data of the app, of which the test knows nothing but
 * that it is the same in two places. With `times` the amount in it that many times, with `percent` so many hundredths of
 * it, rounded half up, written in the same way. With `rest` how many of a list stand on its page whose number is remembered
 * under `page`, or on the last: the first number counts all of it, and the one remembered under `rest` a full page. With
 * `counted` the text with the number remembered under that; a number between its own and the one that the same place said
 * before (`earlier`) leaves it as it is, for others may have come or gone meanwhile.
 */
export const RememberedValue = z.object({
  kind: z.literal('remembered'),
  name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  times: z.number().int().min(2).max(99).optional(),
  percent: z.number().min(0.01).max(100).optional(),
  /** Other remembered amounts that are added to it; a text without an amount (“Free”) adds nothing. */
  plus: z.array(z.string()).optional(),
  rest: z.string().optional(),
  page: z.string().optional(),
  counted: z.string().optional(),
  earlier: z.string().optional(),
});
export type RememberedValue = z.infer<typeof RememberedValue>;

/** What is typed into a field, looked for in a row, or expected of an element. */
export const StepValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), value: z.string() }),
  UniqueValue,
  /** What the project's log-in needs. Never in a document: it comes from the environment when the step is carried out. */
  z.object({ kind: z.literal('credential'), name: z.enum(['user', 'password', 'totp']) }),
  RememberedValue,
]);
export type StepValue = z.infer<typeof StepValue>;

/** A value that is known only when the test runs. */
export const RunTimeValue = z.discriminatedUnion('kind', [UniqueValue, RememberedValue]);
export type RunTimeValue = z.infer<typeof RunTimeValue>;
