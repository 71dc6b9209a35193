import type { PageElement, PageForm, Step, TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { checkUrl, failedAt, notFound, passed, policy, snapshotOf, testOf } from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';
import type { HealingState } from './healing-state.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const select = (name: string, at: number): PageElement => ({
  tag: 'select',
  role: 'combobox',
  name,
  label: name,
  xpath: `/html[1]/body[1]/form[1]/select[${at}]`,
  interactive: true,
});
const choose: Step = {
  key: 'choose',
  phase: 'when',
  title: 'I choose “An order” in “Topic”',
  kind: 'select',
  value: { kind: 'literal', value: 'An order' },
  target: {
    locator: { frame: [], links: [{ by: 'label', text: 'Topic' }] },
    fingerprint: { ...select('Topic', 1), id: 'topic', nameAttr: 'topic', heading: 'Contact' },
  },
};
const test = testOf(choose, checkUrl);
const offering = (...fields: string[][]): PageForm => ({
  label: 'form',
  method: 'post',
  action: '/contact',
  submits: [],
  fields: fields.map((labels, element) => ({
    element,
    label: 'x',
    type: 'select',
    required: true,
    options: labels.map((label) => ({ label, value: label })),
  })),
});

/** A page of fields that have nothing in common with the lost one but what they offer. */
function inputOf(result: TestResult, ...fields: string[][]): JudgeInput {
  const now = fields.map((_, at) => select(['What is it about?', 'Your country'][at] ?? '', at + 4));
  const snapshot = result.status === 'failed' ? snapshotOf(now, {}, { forms: [offering(...fields)] }) : null;
  return { test, result, snapshot, policy, maxHealsPerTest: 10 };
}
const topics = ['An order', 'Something else'];
const lostIt = (...fields: string[][]) => inputOf(failedAt(choose, notFound("getByLabel('Topic')")), ...fields);
const fails = inputOf(failedAt(checkUrl, 'Error: expect(page).toHaveURL(expected) failed'), topics);
const passes = inputOf(passed);

async function after(first: JudgeInput, ...rest: JudgeInput[]): Promise<HealingState> {
  let state = await healing.judge(ctx, first);
  for (const input of rest) state = await healing.judgeProof(ctx, { ...input, state });
  return state;
}

describe('a field that alone offers what is to be chosen', () => {
  it('is tried, and healed only where its effect is shown', async () => {
    const first = lostIt(topics, ['Norway', 'Sweden']);
    expect(await after(first)).toMatchObject({
      status: 'proving',
      heals: [{ newFingerprint: { name: 'What is it about?' } }],
    });
    expect((await after(first, passes, passes)).failure).toMatchObject({ outcome: 'waiting', proven: false });
    const { failure } = await after(first, passes, fails, fails, passes);
    expect(failure).toMatchObject({ outcome: 'healed', proven: true });
  });

  it('is not tried where another offers it too, and never where none does', async () => {
    expect((await after(lostIt(topics, topics))).status).toBe('done');
    expect((await after(lostIt(['Norway'], ['Sweden']))).status).toBe('done');
  });
});
