import { Category, Priority, storable, TestHandling } from '@testforge/core';
import { ProjectSchedule } from '@testforge/runs';
import { answerKinds, answerStatuses, ExpectationChange } from '@testforge/suite';
import { z } from 'zod';
import { StartRun } from './schemas.js';

const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => storable(value) === value, 'must not hold NUL or half a character');

export const ProjectId = z.uuid();
export const TestKey = text(500);

/** Counts for keys alone: whoever is signed in signs as themselves. */
const name = text(100).describe(
  'who says so, told beside the API key; without meaning for a session, which signs as its user',
);

const alike = z
  .boolean()
  .describe('the same for the other tests that wait with the same question; each is proven or observed by itself');

export const AnswerRequest = z
  .object({
    test: TestKey.describe('key of the test'),
    kind: z
      .enum(answerKinds)
      .describe(
        'approve or reject a heal that waits; modify: take another element instead; intended: what broke is meant to be so',
      ),
    locator: text(2000)
      .optional()
      .describe('with modify: the element to take instead, as Playwright code; what is expected of it stays as it is'),
    step: text(500)
      .optional()
      .describe('with modify: key of the step that looks for it; default: the one that is asked about'),
    name: name.optional(),
    reason: text(1000).optional(),
    alike: alike.optional(),
  })
  .strict()
  .meta({ id: 'AnswerRequest' });
export type AnswerRequest = z.infer<typeof AnswerRequest>;

export const SignRequest = z
  .object({
    name: name.optional(),
    alike: z
      .boolean()
      .optional()
      .describe('also for the tests answered together with this one whose change is the same'),
  })
  .strict()
  .meta({ id: 'SignRequest' });
export type SignRequest = z.infer<typeof SignRequest>;

export const Answer = z
  .object({
    id: z.uuid(),
    test: z.string(),
    kind: z.enum(answerKinds),
    status: z
      .enum(answerStatuses)
      .describe('working: being proven or observed; shown: waits for a signature; applied: counts; refused: see why'),
    saidBy: z.string(),
    reason: z.string().nullable(),
    locator: z.string().nullable().describe('Playwright code of the element that was chosen instead'),
    changes: z.array(ExpectationChange).describe('the difference to be signed'),
    why: z.string().nullable(),
    signedBy: z.string().nullable(),
    signedAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;
export const AnswerList = z.object({ items: z.array(Answer) }).meta({ id: 'AnswerList' });
export type AnswerList = z.infer<typeof AnswerList>;

const Handling = z.object({
  handling: TestHandling,
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
});

export const SuiteTest = z
  .object({
    key: z.string(),
    title: z.string(),
    category: Category,
    priority: Priority,
    reason: z.string(),
    flow: z.string(),
    steps: z.array(z.object({ phase: z.string(), title: z.string() })),
    handled: Handling,
  })
  .meta({ id: 'SuiteTest' });
export type SuiteTest = z.infer<typeof SuiteTest>;

export const Suite = z.object({ version: z.number().int(), tests: z.array(SuiteTest) }).meta({ id: 'Suite' });
export type Suite = z.infer<typeof Suite>;

export const HandleTest = z
  .object({ test: TestKey, handling: TestHandling, name: name.optional(), reason: text(1000).optional() })
  .strict()
  .meta({ id: 'HandleTest' });
export type HandleTest = z.infer<typeof HandleTest>;

/** One test as it is kept. Its steps have many forms, which the engine checks; here is what all have in common. */
export const TestDocument = z
  .looseObject({
    key: TestKey,
    title: text(500),
    steps: z.array(z.looseObject({ key: z.string(), kind: z.string(), phase: z.string(), title: z.string() })).max(500),
  })
  .meta({ id: 'TestDocument' });
export type TestDocument = z.infer<typeof TestDocument>;

export const EditTest = z
  .object({ test: TestDocument.describe('the whole test, as it was got, with your changes'), name: name.optional() })
  .strict()
  .meta({ id: 'EditTest' });
export type EditTest = z.infer<typeof EditTest>;

export const SuiteVersion = z
  .object({
    number: z.number().int(),
    reason: z.string(),
    runId: z.uuid().nullable(),
    tests: z.number().int(),
    createdAt: z.string(),
  })
  .meta({ id: 'SuiteVersion' });
export const SuiteVersionList = z.object({ items: z.array(SuiteVersion) }).meta({ id: 'SuiteVersionList' });
export type SuiteVersionList = z.infer<typeof SuiteVersionList>;

export const RestoreSuite = z
  .object({
    version: z.number().int().min(1).max(2_000_000_000),
    test: TestKey.optional().describe('only this test; default: all'),
    name: name.optional(),
  })
  .strict()
  .meta({ id: 'RestoreSuite' });
export type RestoreSuite = z.infer<typeof RestoreSuite>;

export const Proposal = z
  .object({
    id: z.uuid(),
    runId: z.uuid(),
    kind: z.enum(['add', 'change', 'remove', 'quarantine']),
    test: z.string(),
    title: z.string(),
    reason: z.string(),
    status: z.enum(['proposed', 'accepted', 'rejected']),
    before: z.array(z.string()).nullable().describe('steps as they are kept'),
    after: z.array(z.string()).nullable().describe('steps as they would be'),
    conflicts: z.array(z.string()).describe('keys of steps changed on both sides; what is kept stands'),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;
export const ProposalList = z.object({ items: z.array(Proposal) }).meta({ id: 'ProposalList' });
export type ProposalList = z.infer<typeof ProposalList>;
export const ProposalStatus = Proposal.shape.status.optional();

export const DecideProposals = z
  .object({ ids: z.array(z.uuid()).min(1).max(2000), name: name.optional() })
  .strict()
  .meta({ id: 'DecideProposals' });
export type DecideProposals = z.infer<typeof DecideProposals>;

export const SetSchedule = z
  .object({
    cron: ProjectSchedule.shape.cron.describe('minute hour day month weekday'),
    timezone: ProjectSchedule.shape.timezone.removeDefault().optional(),
    paused: z.boolean().optional(),
    run: StartRun.omit({ project: true, access: true, continues: true, regenerate: true }),
  })
  .strict()
  .meta({ id: 'SetSchedule' });
export type SetSchedule = z.infer<typeof SetSchedule>;
export const Schedule = z
  .object({
    cron: z.string(),
    timezone: z.string(),
    paused: z.boolean(),
    run: z.record(z.string(), z.unknown()).describe('options of the runs'),
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof Schedule>;
