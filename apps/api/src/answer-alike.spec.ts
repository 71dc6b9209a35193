import { AppError } from '@testforge/core';
import type { AnswerRecord } from '@testforge/suite';
import { describe, expect, it } from 'vitest';
import { answerQuestion, signQuestion } from './answer-alike.js';

const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };
const runId = '0197a3c2-0000-7000-8000-000000000001';
const outcome = {
  designed: 3,
  kept: 3,
  functional: 3,
  passed: 0,
  passedAfterHealing: 0,
  waiting: 3,
  failed: 0,
  flaky: 0,
};
const report = {
  schemaVersion: 1,
  runId,
  url: 'http://shop.test',
  mode: 'kept',
  suiteVersion: 1,
  interaction: 'write',
  status: 'waiting',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  tests: [],
  questions: [{ cause: 'wording', words: 'Is that intended?', tests: ['a', 'b', 'c'] }],
  leftOut: [],
  findings: [],
  ledger: [],
  counts: outcome,
  verdicts: { drift: 3, regression: 0, flake: 0, environment: 0 },
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 1, states: 1, forms: 0, flows: 1 },
  stagesMs: {},
  proposals: [],
};

/** The platform as far as answers need it; `busy` are refused, for they are being answered already or as told. */
function platform({
  busy = [],
  refusal = new AppError('conflict', 'answer.under_way', 'under way'),
  records = [],
}: { busy?: string[]; refusal?: AppError; records?: Partial<AnswerRecord>[] } = {}) {
  const carriedOut: string[] = [];
  const opened: Partial<AnswerRecord>[] = records;
  const find = (id: string) => opened.find((one) => one.id === id);
  const deps = {
    runs: { get: () => Promise.resolve({ id: runId, projectId: 'p', status: 'waiting' }) },
    objects: { get: () => Promise.resolve(Buffer.from(JSON.stringify(report))) },
    answers: {
      open: (_: unknown, answer: Partial<AnswerRecord>) => {
        if (busy.includes(answer.testKey ?? '')) return Promise.reject(refusal);
        opened.push({ ...answer, id: `of ${answer.testKey}` });
        return Promise.resolve(opened.at(-1));
      },
      get: (_: unknown, id: string) => Promise.resolve(find(id)),
      list: () => Promise.resolve(opened),
      sign: (_: unknown, id: string, by: string) => Promise.resolve(Object.assign(find(id) ?? {}, { signedBy: by })),
    },
    workflows: {
      answer: (_: unknown, kind: string, id: string) => Promise.resolve(void carriedOut.push(`${kind} ${id}`)),
    },
  };
  return { deps: deps as unknown as Parameters<typeof answerQuestion>[0], carriedOut, opened };
}
const given = { runId, by: 'Eva', kind: 'intended' as const, test: 'b' };

describe('one answer to one question', () => {
  it('is given to every test that asks it, each to be observed by itself', async () => {
    const { deps, carriedOut, opened } = platform();
    expect(await answerQuestion(deps, ctx, { ...given, alike: true })).toMatchObject({ id: 'of b' });
    expect(carriedOut).toEqual(['intended of b', 'intended of a', 'intended of c']);
    expect(new Set(opened.map(({ question, saidBy }) => `${question} ${saidBy}`))).toEqual(new Set(['wording Eva']));
  });

  it('is given to one test alone unless asked otherwise', async () => {
    const { deps, carriedOut } = platform();
    await answerQuestion(deps, ctx, given);
    expect(carriedOut).toEqual(['intended of b']);
  });

  it('leaves alone a test that is being answered already, and is refused where that is the named one', async () => {
    const { deps, carriedOut } = platform({ busy: ['a'] });
    await answerQuestion(deps, ctx, { ...given, alike: true });
    expect(carriedOut).toEqual(['intended of b', 'intended of c']);
    await expect(answerQuestion(deps, ctx, { ...given, test: 'a', alike: true })).rejects.toThrow('under way');
  });

  it('leaves a test in whose page the chosen element is not found to be asked about by itself', async () => {
    const refusal = new AppError('invalid', 'locator.finds_nothing', 'nothing found');
    const { deps, carriedOut } = platform({ busy: ['a'], refusal });
    await answerQuestion(deps, ctx, { ...given, alike: true });
    expect(carriedOut).toEqual(['intended of b', 'intended of c']);
    await expect(answerQuestion(deps, ctx, { ...given, test: 'a' })).rejects.toThrow('nothing found');
  });
});

describe('one signature', () => {
  const shown = (id: string, after: string, more: Partial<AnswerRecord> = {}): Partial<AnswerRecord> => ({
    id,
    runId,
    status: 'shown',
    question: 'wording',
    signedAt: null,
    changes: [{ stepKey: id, stepTitle: id, before: 'Cart', after }],
    ...more,
  });
  const records = () => [
    shown('1', 'Basket'),
    shown('2', 'Basket'),
    shown('3', 'Bag'),
    shown('4', 'Basket', { question: 'another' }),
    shown('5', 'Basket', { status: 'refused' }),
  ];

  it('stands under the same change in the tests that were answered together, and under nothing else', async () => {
    const { deps, carriedOut } = platform({ records: records() });
    await signQuestion(deps, ctx, { runId, answerId: '1', by: 'Eva', alike: true });
    expect(carriedOut).toEqual(['sign 1', 'sign 2']);
  });

  it('stands under one test alone unless asked otherwise', async () => {
    const { deps, carriedOut } = platform({ records: records() });
    await signQuestion(deps, ctx, { runId, answerId: '1', by: 'Eva' });
    expect(carriedOut).toEqual(['sign 1']);
  });
});
