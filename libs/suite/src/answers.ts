import { AppError, JudgedFailure, storable, Target, TestCase, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { z } from 'zod';

export const answerKinds = ['approve', 'modify', 'reject', 'intended'] as const;
/**
 * `working`: being proven or observed. `shown`: an intended change was observed twice and waits for a signature.
 * `applied`: it counts. `refused`: it could not be carried out, and nothing changed.
 */
export const answerStatuses = ['working', 'shown', 'applied', 'refused'] as const;

/** One expectation as it was and as it was seen twice on this build. */
export const ExpectationChange = z.object({
  stepKey: z.string(),
  stepTitle: z.string(),
  before: z.string(),
  after: z.string(),
});
export type ExpectationChange = z.infer<typeof ExpectationChange>;

/** What a person chose for a step in the place of what was proposed. */
export const ChosenTarget = z.object({ stepKey: z.string(), target: Target });
export type ChosenTarget = z.infer<typeof ChosenTarget>;

export const AnswerDoc = z.object({
  /** Why the person says so. */
  reason: z.string().optional(),
  /** The cause of the question that this answers, where one answer was given to all tests that ask it. */
  question: z.string().optional(),
  /** With `modify`. */
  chosen: ChosenTarget.optional(),
  /** The difference that is signed. */
  changes: z.array(ExpectationChange).default([]),
  before: TestCase.optional(),
  after: TestCase.optional(),
  /** Why it was refused. */
  why: z.string().optional(),
  /** What waits now, where an approved heal showed that more of the test is broken. */
  failure: JudgedFailure.optional(),
});
export type AnswerDoc = z.infer<typeof AnswerDoc>;

export interface AnswerRecord extends AnswerDoc {
  id: string;
  projectId: string;
  runId: string;
  testKey: string;
  kind: (typeof answerKinds)[number];
  status: (typeof answerStatuses)[number];
  saidBy: string;
  signedBy: string | null;
  signedAt: string | null;
  createdAt: string;
}

/** What people answered to tests that wait or failed. */
export interface Answers {
  /** Throws `conflict answer.under_way` while another answer to the same test is being carried out. */
  open(
    ctx: TenantContext,
    answer: Pick<AnswerRecord, 'projectId' | 'runId' | 'testKey' | 'kind' | 'saidBy'> & {
      reason?: string | undefined;
      question?: string | undefined;
      chosen?: ChosenTarget | undefined;
    },
  ): Promise<AnswerRecord>;
  /** Throws `notFound answer.not_found`. */
  get(ctx: TenantContext, id: string): Promise<AnswerRecord>;
  list(ctx: TenantContext, runId: string): Promise<AnswerRecord[]>;
  update(
    ctx: TenantContext,
    id: string,
    change: { status: AnswerRecord['status']; doc: Partial<AnswerDoc> },
  ): Promise<void>;
  /** Puts name and time under a shown change. Throws `conflict answer.not_shown`. */
  sign(ctx: TenantContext, id: string, by: string): Promise<AnswerRecord>;
}

export function createAnswers({ db }: { db: Db }): Answers {
  const get: Answers['get'] = async (ctx, id) => {
    const row = await db.tenant(ctx).answer.findUnique({ where: { id } });
    if (!row) throw new AppError('notFound', 'answer.not_found', 'There is no such answer.');
    return toRecord(row);
  };
  return {
    get,
    open: (ctx, { reason, question, chosen, ...answer }) =>
      db.tenant(ctx).$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM run WHERE id = ${answer.runId}::uuid FOR UPDATE`;
        const open = { runId: answer.runId, testKey: answer.testKey, status: 'working' };
        if (await tx.answer.findFirst({ where: open }))
          throw new AppError('conflict', 'answer.under_way', 'An answer to this test is being carried out already.');
        const doc = {
          ...(reason === undefined ? {} : { reason }),
          ...(question === undefined ? {} : { question }),
          ...(chosen === undefined ? {} : { chosen }),
        };
        return toRecord(await tx.answer.create({ data: { ...answer, status: 'working', doc: storable(doc) } }));
      }),
    list: async (ctx, runId) =>
      (await db.tenant(ctx).answer.findMany({ where: { runId }, orderBy: { createdAt: 'asc' } })).map(toRecord),
    update: async (ctx, id, { status, doc }) => {
      const row = await get(ctx, id);
      const next = storable({ ...AnswerDoc.parse(row), ...doc });
      await db
        .tenant(ctx)
        .answer.updateMany({ where: { id, status: { not: 'applied' } }, data: { status, doc: next } });
    },
    sign: async (ctx, id, by) => {
      const { count } = await db.tenant(ctx).answer.updateMany({
        where: { id, status: 'shown', signedAt: null },
        data: { signedBy: by, signedAt: new Date() },
      });
      const row = await get(ctx, id);
      if (count === 0 && row.signedBy !== by)
        throw new AppError(
          'conflict',
          'answer.not_shown',
          'There is no observed change here that waits for a signature.',
        );
      return row;
    },
  };
}

interface Row {
  id: string;
  projectId: string;
  runId: string;
  testKey: string;
  kind: string;
  status: string;
  saidBy: string;
  signedBy: string | null;
  signedAt: Date | null;
  createdAt: Date;
  doc: unknown;
}

const toRecord = (row: Row): AnswerRecord => ({
  id: row.id,
  projectId: row.projectId,
  runId: row.runId,
  testKey: row.testKey,
  kind: row.kind as AnswerRecord['kind'],
  status: row.status as AnswerRecord['status'],
  saidBy: row.saidBy,
  signedBy: row.signedBy,
  signedAt: row.signedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  ...AnswerDoc.parse(row.doc),
});
