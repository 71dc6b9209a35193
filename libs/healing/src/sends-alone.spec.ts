import type { PageElement, PageForm, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { checkUrl, failedAt, notFound, passed, policy, snapshotOf, testOf } from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';
import type { HealingState } from './healing-state.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const input: PageElement = {
  tag: 'input',
  role: 'textbox',
  name: 'Surname',
  label: 'Surname',
  interactive: true,
  xpath: '/html[1]/body[1]/form[1]/input[1]',
};
const button = (name: string, at: number, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  text: name,
  xpath: `/html[1]/body[1]/form[${at}]/button[1]`,
  interactive: true,
  ...more,
});
const fill: Step = {
  key: 'fill',
  phase: 'when',
  title: 'I fill “Surname”',
  kind: 'fill',
  value: { kind: 'literal', value: 'Hopper' },
  target: { locator: { frame: [], links: [{ by: 'label', text: 'Surname' }] }, fingerprint: input },
};
const save: Step = {
  key: 'save',
  phase: 'when',
  title: 'I click “Store patient”',
  kind: 'click',
  target: {
    locator: { frame: [], links: [{ by: 'role', role: 'button', name: 'Store patient' }] },
    fingerprint: { ...button('Store patient', 3), heading: 'New patient', landmark: 'main' },
  },
};
const test = testOf(fill, save, checkUrl);

/** The page now: the field, and buttons; the first `senders` of them send its form. */
function inputOf(buttons: PageElement[], senders: number): JudgeInput {
  const form: PageForm = {
    label: 'form',
    method: 'post',
    action: '/patients',
    fields: [{ element: 0, label: 'Surname', type: 'text', required: true }],
    submits: buttons.slice(0, senders).map((_, at) => at + 1),
  };
  const snapshot = snapshotOf([input, ...buttons], {}, { forms: [form] });
  const result = failedAt(save, notFound("getByRole('button', { name: 'Store patient' })"));
  return { test, result, snapshot, policy, maxHealsPerTest: 10 };
}
const passes: JudgeInput = { ...inputOf([], 0), result: passed, snapshot: null };
const fails: JudgeInput = {
  ...passes,
  result: failedAt(checkUrl, 'Error: expect(page).toHaveURL(expected) failed'),
};

async function after(first: JudgeInput, ...rest: JudgeInput[]): Promise<HealingState> {
  let state = await healing.judge(ctx, first);
  for (const one of rest) state = await healing.judgeProof(ctx, { ...one, state });
  return state;
}
const judged = async (buttons: PageElement[], senders: number) => (await after(inputOf(buttons, senders))).failure;

describe('the only button that sends what the test has filled in', () => {
  it('is tried whatever it says by now, and healed only where its effect is shown', async () => {
    const first = inputOf([button('Frobnicate', 1)], 1);
    expect(await after(first)).toMatchObject({
      status: 'proving',
      heals: [{ newFingerprint: { name: 'Frobnicate' } }],
    });
    expect((await after(first, passes, passes)).failure).toMatchObject({ outcome: 'waiting', proven: false });
    expect((await after(first, passes, fails, fails, passes)).failure).toMatchObject({
      outcome: 'healed',
      proven: true,
    });
  });

  it('is asked about before what only has a word in common', async () => {
    const remove = button('Print patient', 2, { heading: 'New patient', landmark: 'main' });
    expect(await judged([button('Frobnicate', 1), remove], 1)).toMatchObject({
      outcome: 'waiting',
      proposals: [{ newFingerprint: { name: 'Frobnicate' } }],
    });
  });

  it('is never tried where it deletes by now', async () =>
    expect(await judged([button('Delete', 1)], 1)).toMatchObject({ outcome: 'waiting', proven: false }));

  it('is none where two send it, or none does', async () => {
    expect(await judged([button('Frobnicate', 1), button('Grumble', 2)], 2)).toMatchObject({ outcome: 'regression' });
    expect(await judged([button('Frobnicate', 1)], 0)).toMatchObject({ outcome: 'regression' });
  });
});
