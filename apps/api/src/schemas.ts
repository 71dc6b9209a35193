import {
  Access,
  HealingPolicy,
  InteractionLevel,
  ProbesPolicy,
  ReceiptsPolicy,
  RunLimits,
  RunOutcome,
  runMoves,
  storable,
} from '@testforge/core';
import { z } from 'zod';

/** The contract of the API: the same schemas check requests, shape answers and make the OpenAPI description. */

/** The same fields, each of which may be left out; what is left out takes the run's default. */
const optionalFields = <S extends Record<string, z.ZodDefault<z.ZodType>>>(shape: S) =>
  z.object(
    Object.fromEntries(
      Object.entries(shape).map(([name, field]) => [name, field.removeDefault().optional()]),
    ) as unknown as { [K in keyof S]: z.ZodOptional<ReturnType<S[K]['removeDefault']>> },
  );

/** Text that can be kept as it is: a database holds neither NUL nor half a surrogate pair. */
const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => storable(value) === value, 'must not hold NUL or half a character');
const address = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => storable(value) === value, 'must not hold NUL or half a character');

/** A time that a database keeps: it knows no year 0. */
export const Moment = z.iso
  .datetime()
  .refine((value) => new Date(value).getUTCFullYear() > 0, 'must lie after the beginning of the year 1');

export const StartRun = z
  .object({
    url: address.describe('address of the app under test'),
    project: text(100).min(1).optional().describe('name of the project; default: the address’s origin'),
    release: text(100).optional().describe('label of the build, for people'),
    interaction: InteractionLevel.optional(),
    origins: z.array(address).max(50).optional().describe('further origins that pages may use'),
    include: z.array(text(500)).max(100).optional(),
    exclude: z.array(text(500)).max(100).optional(),
    discovery: z.boolean().optional().describe('false: execute the kept suite only'),
    grep: text(500).min(1).optional().describe('only the kept tests whose title or key holds this text'),
    regenerate: z.boolean().optional().describe('design anew and propose what would change; nothing changes by itself'),
    continues: z.uuid().optional().describe('a stopped run of the same project, to go on from where it was'),
    receipts: ReceiptsPolicy.optional().describe(
      'on: perturb the app to see each new functional test fail; what notices nothing is not kept',
    ),
    probes: ProbesPolicy.optional().describe(
      'on: probe the app for holes with harmless input and things of its own; goes beyond a project that does not allow it',
    ),
    scenarios: z
      .array(z.object({ name: text(200).min(1), text: text(100_000) }))
      .max(20)
      .optional()
      .describe('Gherkin documents; each scenario becomes a test of what was seen, or is left out with the reason'),
    limits: optionalFields(RunLimits.shape).optional(),
    access: Access.optional().describe(
      'how the app is entered; sealed and kept for its origin, used again where it is left out, never shown',
    ),
    healing: optionalFields(HealingPolicy.shape).optional(),
  })
  .strict()
  .meta({ id: 'StartRun' });
export type StartRun = z.infer<typeof StartRun>;

const phases = Object.keys(runMoves) as [keyof typeof runMoves, ...(keyof typeof runMoves)[]];

export const Run = z
  .object({
    id: z.uuid(),
    project: z.object({ id: z.uuid(), name: z.string() }),
    url: z.string(),
    release: z.string().nullable(),
    status: z.enum(phases),
    interaction: InteractionLevel,
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    stages: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        startedAt: z.string().nullable(),
        endedAt: z.string().nullable(),
      }),
    ),
    progress: z.record(z.string(), z.unknown()).nullable(),
    outcome: RunOutcome.nullable(),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

export const RunSummary = Run.omit({ stages: true, progress: true, outcome: true }).meta({ id: 'RunSummary' });
export type RunSummary = z.infer<typeof RunSummary>;

export const RunPage = z.object({ items: z.array(RunSummary), next: z.string().nullable() }).meta({ id: 'RunPage' });
export type RunPage = z.infer<typeof RunPage>;
export const RunId = z.uuid();
export const PageLimit = z.coerce.number().int().min(1).max(100).default(20);
/** What a kept suite is exported as. */
export const exportFormats = ['typescript', 'javascript', 'gherkin'] as const;
export const ExportFormat = z.enum(exportFormats).default('typescript');
export type ExportFormat = z.infer<typeof ExportFormat>;
export const SuiteVersionNumber = z.coerce.number().int().min(1).max(2_000_000_000);
/** Where the page before ended: `<time> <run>`, in base64url. */
export const PageCursor = z
  .base64url()
  .max(200)
  .transform((value) => Buffer.from(value, 'base64url').toString('utf8').split(' '))
  .pipe(z.tuple([Moment, z.uuid()]))
  .transform(([createdAt, id]) => ({ createdAt, id }))
  .optional();
export type PageCursor = z.infer<typeof PageCursor>;
export const cursorOf = ({ createdAt, id }: NonNullable<PageCursor>): string =>
  Buffer.from(`${createdAt} ${id}`).toString('base64url');

/** What a client calls its request, so that sending it again changes nothing. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
  .optional();

export const Liveness = z.object({ alive: z.literal(true) }).meta({ id: 'Liveness' });
export type Liveness = z.infer<typeof Liveness>;

export const Readiness = z
  .object({
    ready: z.boolean(),
    dependencies: z.array(
      z.object({ name: z.string(), ok: z.boolean(), latencyMs: z.number(), reason: z.string().optional() }),
    ),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
