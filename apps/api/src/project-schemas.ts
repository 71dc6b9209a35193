import {
  Access,
  HealingPolicy,
  InteractionLevel,
  ProbesPolicy,
  ReceiptsPolicy,
  RunOutcome,
  storable,
} from '@testforge/core';
import { ProjectSettings } from '@testforge/runs';
import { z } from 'zod';
import { RunSummary } from './schemas.js';

const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => storable(value) === value, 'must not hold NUL or half a character');
const address = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => storable(value) === value, 'must not hold NUL or half a character');

const healing = z
  .object({
    mode: HealingPolicy.shape.mode.removeDefault(),
    automaticFrom: HealingPolicy.shape.automaticFrom.removeDefault(),
    askFrom: HealingPolicy.shape.askFrom.removeDefault(),
    margin: HealingPolicy.shape.margin.removeDefault(),
  })
  .partial()
  .strict();
const environments = z
  .array(z.object({ name: line(100), baseUrl: address }).strict())
  .max(50)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have names of their own')
  .describe('all of them: further addresses on which the suite may be run, such as staging');
const settings = z
  .object({ publicBadge: z.boolean(), receipts: ReceiptsPolicy, probes: ProbesPolicy })
  .partial()
  .strict();

/** A run in a list, with what became of its tests. */
export const RunLine = RunSummary.extend({
  tests: RunOutcome.shape.tests.nullable(),
  findings: z.number().int().nullable(),
  durationMs: z.number().nullable(),
}).meta({ id: 'RunLine' });
export type RunLine = z.infer<typeof RunLine>;
export const RunLines = z.object({ items: z.array(RunLine) }).meta({ id: 'RunLines' });

export const Project = z
  .object({
    id: z.uuid(),
    name: z.string(),
    baseUrl: z.string(),
    interaction: InteractionLevel,
    origins: z.array(z.string()),
    environments: z.array(z.object({ name: z.string(), baseUrl: z.string() })),
    healing: HealingPolicy,
    settings: ProjectSettings,
    createdAt: z.string(),
    updatedAt: z.string(),
    keptTests: z.number().int().describe('tests in the newest version of the suite'),
    lastRun: RunLine.nullable(),
    badgeUrl: z.string().describe('signed unless the badge is public'),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

export const ProjectPage = z
  .object({ items: z.array(Project), next: z.string().nullable() })
  .meta({ id: 'ProjectPage' });
export type ProjectPage = z.infer<typeof ProjectPage>;
/** The name the page before ended with. */
export const ProjectCursor = z
  .string()
  .max(200)
  .refine((value) => storable(value) === value, 'must not hold NUL or half a character')
  .optional();

export const NewProject = z
  .object({
    name: line(100),
    baseUrl: address,
    interaction: InteractionLevel.optional(),
    origins: z.array(address).max(50).optional(),
    environments: environments.optional(),
    healing: healing.optional(),
    settings: settings.optional(),
  })
  .strict()
  .meta({ id: 'NewProject' });
export type NewProject = z.infer<typeof NewProject>;

export const ProjectPatch = NewProject.partial().meta({ id: 'ProjectPatch' });
export type ProjectPatch = z.infer<typeof ProjectPatch>;
export const ProjectId = z.uuid();

/** How an app is entered, without any of it. */
export const KeptAccess = z
  .object({
    items: z.array(
      z.object({
        origin: z.string(),
        holds: z.array(Access.keyof()).describe('what is kept, never what it is'),
        since: z.string(),
      }),
    ),
  })
  .meta({ id: 'KeptAccess' });
export type KeptAccess = z.infer<typeof KeptAccess>;
export const SetAccess = z
  .object({
    url: address.describe('address of the app; what is given is kept for its origin and sent to no other'),
    access: Access,
  })
  .strict()
  .meta({ id: 'SetAccess' });
export type SetAccess = z.infer<typeof SetAccess>;
