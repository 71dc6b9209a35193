import { AppError, canonicalJson, isAppError, type TenantContext } from '@testforge/core';
import type { AnswerRecord } from '@testforge/suite';
import { giveAnswer, signAnswer } from './answer-run.js';
import type { ApiDeps } from './api-deps.js';
import { readReport } from './run-documents.js';
import type { AnswerRequest } from './suite-schemas.js';

type Deps = Pick<ApiDeps, 'runs' | 'answers' | 'workflows' | 'details' | 'objects' | 'suites'>;

/**
 * One answer to one question: given to this test and, where asked (`alike`), to the others that wait with the same question.
 * Each is proven or observed by itself, so one may count and another be refused. A test that is being answered already is
 * left to that answer, and one in whose page the chosen element is not found to be asked about by itself. Returns the answer to the named test; throws as `giveAnswer` for that one.
 */
export async function answerQuestion(
  deps: Deps,
  ctx: TenantContext,
  { alike = false, ...given }: Omit<AnswerRequest, 'name'> & { runId: string; by: string },
): Promise<AnswerRecord> {
  if (!alike) return giveAnswer(deps, ctx, given);
  if (given.step !== undefined)
    throw new AppError('invalid', 'answer.step', 'A step is of one test: give this answer to each test by itself.');
  const { questions = [] } = (await readReport(deps, ctx, given.runId)) ?? {};
  const question = questions.find(({ tests }) => tests.includes(given.test));
  const answer = { ...given, ...(question ? { question: question.cause } : {}) };
  const first = await giveAnswer(deps, ctx, answer);
  for (const test of question?.tests ?? [])
    if (test !== given.test) await unlessLeft(giveAnswer(deps, ctx, { ...answer, test }));
  return first;
}

const isLeft = ({ code }: AppError): boolean =>
  code.startsWith('locator.') ||
  ['answer.under_way', 'answer.nothing_waits', 'answer.outdated', 'answer.no_page'].includes(code);

const unlessLeft = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((error: unknown) => {
    if (isAppError(error) && isLeft(error)) return;
    throw error;
  });

/**
 * Signs a shown change and, where asked, the same change in the other tests that were answered together with it. What was
 * seen to change otherwise there is another difference, and is left to be signed by itself.
 */
export async function signQuestion(
  deps: Deps,
  ctx: TenantContext,
  { alike = false, ...signed }: { runId: string; answerId: string; by: string; alike?: boolean | undefined },
): Promise<AnswerRecord> {
  const first = await signAnswer(deps, ctx, signed);
  if (!alike || first.question === undefined) return first;
  const others = (await deps.answers.list(ctx, signed.runId)).filter(
    (other) =>
      other.id !== first.id &&
      other.status === 'shown' &&
      other.signedAt === null &&
      other.question === first.question &&
      sameChange(other, first),
  );
  for (const { id } of others) await signAnswer(deps, ctx, { ...signed, answerId: id });
  return first;
}

const wordsOf = ({ changes }: AnswerRecord): string =>
  canonicalJson(changes.map(({ before, after }) => `${before}\n${after}`).sort());
const sameChange = (a: AnswerRecord, b: AnswerRecord): boolean => wordsOf(a) === wordsOf(b);
