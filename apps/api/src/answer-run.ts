import { AppError, endedPhases, locatorCode, type TenantContext } from '@testforge/core';
import type { RunRecord } from '@testforge/runs';
import type { AnswerRecord } from '@testforge/suite';
import { testRunWorkflowId, type AnswerKind } from '@testforge/temporal/contracts';
import type { ApiDeps } from './api-deps.js';
import { chooseElement } from './choose-element.js';
import type { Answer, AnswerRequest } from './suite-schemas.js';

export const toAnswer = (record: AnswerRecord): Answer => ({
  id: record.id,
  test: record.testKey,
  kind: record.kind,
  status: record.status,
  saidBy: record.saidBy,
  reason: record.reason ?? null,
  locator: record.chosen ? locatorCode(record.chosen.target.locator) : null,
  changes: record.changes,
  why: record.why ?? null,
  signedBy: record.signedBy,
  signedAt: record.signedAt,
  createdAt: record.createdAt,
});

type Deps = Pick<ApiDeps, 'runs' | 'answers' | 'workflows'>;
type GivingDeps = Deps & Pick<ApiDeps, 'details' | 'objects' | 'suites'>;

const inputOf = (ctx: TenantContext, run: RunRecord) => ({
  tenantId: ctx.tenantId,
  runId: run.id,
  projectId: run.projectId,
  requestId: ctx.requestId,
});

type Given = Pick<AnswerRequest, 'test' | 'kind' | 'reason' | 'locator' | 'step'> & {
  runId: string;
  by: string;
  /** The cause of the question that several tests ask, where one answer serves them. */
  question?: string | undefined;
};

/**
 * Writes the answer down and has it carried out. Throws `conflict run.not_ended` while the run is under way, and
 * `conflict answer.under_way` while another answer to the same test is; with a locator as `chooseElement` does.
 */
export async function giveAnswer(
  deps: GivingDeps,
  ctx: TenantContext,
  { runId, by, test, kind, reason, question, locator, step }: Given,
): Promise<AnswerRecord> {
  const { runs, answers, workflows } = deps;
  const run = await runs.get(ctx, runId);
  demandItsFields({ kind, locator, step });
  if (!endedPhases.includes(run.status))
    throw new AppError('conflict', 'run.not_ended', 'The run is still under way; answer when it has ended.');
  const { projectId } = run;
  const chosen =
    locator === undefined ? undefined : await chooseElement(deps, ctx, { runId, projectId, test, locator, step });
  const said = { projectId, runId, testKey: test, kind, saidBy: by, reason, question, chosen };
  const answer = await answers.open(ctx, said);
  // What a person chose instead is proven like what they approve.
  const carried = kind === 'modify' ? 'approve' : kind;
  await carryOut({ answers, workflows }, ctx, run, { kind: carried, answerId: answer.id });
  return answer;
}

/** A locator and its step are what `modify` says; with another answer they would be left out without a word. */
function demandItsFields({ kind, locator, step }: Pick<Given, 'kind' | 'locator' | 'step'>): void {
  if (kind === 'modify' ? locator === undefined : locator !== undefined || step !== undefined)
    throw new AppError('invalid', 'answer.locator', 'A locator is given with the answer “modify”, and with no other.');
}

/** An answer that nobody can carry out must not stand in the way of the next one. */
async function carryOut(
  { answers, workflows }: Pick<Deps, 'answers' | 'workflows'>,
  ctx: TenantContext,
  run: RunRecord,
  { kind, answerId }: { kind: AnswerKind; answerId: string },
): Promise<void> {
  try {
    await workflows.answer(inputOf(ctx, run), kind, answerId);
  } catch (error) {
    await answers.update(ctx, answerId, {
      status: 'refused',
      doc: { why: 'the platform could not take it up; say it again' },
    });
    throw error;
  }
}

/** Puts a person and a time under a shown change and has it kept. Throws `conflict answer.not_shown`. */
export async function signAnswer(
  { runs, answers, workflows }: Deps,
  ctx: TenantContext,
  { runId, answerId, by }: { runId: string; answerId: string; by: string },
): Promise<AnswerRecord> {
  const run = await runs.get(ctx, runId);
  if ((await answers.get(ctx, answerId)).runId !== runId)
    throw new AppError('notFound', 'answer.not_found', 'There is no such answer to this run.');
  const signed = await answers.sign(ctx, answerId, by);
  await workflows.answer(inputOf(ctx, run), 'sign', answerId);
  return signed;
}

/** Goes on with a run; returns the id of the one that goes on. Throws `conflict run.ended` where there is nothing left to do. */
export async function resumeRun(
  { runs, workflows }: Pick<Deps, 'runs' | 'workflows'>,
  ctx: TenantContext,
  runId: string,
): Promise<string> {
  const run = await runs.get(ctx, runId);
  if (!endedPhases.includes(run.status)) {
    await workflows.resume(runId);
    return runId;
  }
  if (run.status !== 'cancelled')
    throw new AppError(
      'conflict',
      'run.ended',
      'This run was not stopped: it has ended, and there is nothing to go on with.',
    );
  // Asked twice, it is one run that goes on.
  const { run: next } = await runs.create(ctx, {
    projectId: run.projectId,
    options: { ...run.options, continues: run.id },
    idempotencyKey: `continues:${run.id}`,
    workflowId: testRunWorkflowId,
  });
  if (next.status === 'queued') await workflows.start(inputOf(ctx, next));
  return next.id;
}
