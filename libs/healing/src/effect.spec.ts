import { expectationHash, type PageElement, type Step, type TestResult } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkHeading,
  checkUrl,
  clickCart,
  elements,
  failedAt,
  fingerprintOf,
  notFound,
  pageWith,
  passed,
  policy,
  snapshotOf,
  testOf,
} from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';
import type { HealingState } from './healing-state.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const logIn: PageElement = {
  tag: 'a',
  role: 'link',
  name: 'Log in',
  text: 'Log in',
  href: '/log-in',
  landmark: 'navigation',
  rolePath: 'navigation/link',
  xpath: '/html[1]/body[1]/nav[1]/a[3]',
  neighbourTexts: ['Home', 'Cart'],
  siblingIndex: 2,
  box: { x: 800, y: 10, width: 60, height: 30 },
  visible: true,
  enabled: true,
  interactive: true,
};
const signIn: PageElement = { ...logIn, name: 'Sign in', text: 'Sign in' };
const { interactive: _, ...lost } = logIn;
const click: Step = {
  key: 'log-in',
  phase: 'when',
  title: 'I click “Log in”',
  kind: 'click',
  target: { locator: { frame: [], links: [{ by: 'role', role: 'link', name: 'Log in' }] }, fingerprint: lost },
};
const page = [...elements, signIn];
const gone = notFound("getByRole('link', { name: 'Log in' })");
const broken = 'Error: expect(page).toHaveURL(expected) failed';
const test = testOf(click, checkUrl);

const inputOf = (result: TestResult, more: Partial<JudgeInput> = {}): JudgeInput => ({
  test,
  result,
  snapshot: result.status === 'failed' ? snapshotOf(page) : null,
  policy,
  maxHealsPerTest: 10,
  ...more,
});
const lostIt = inputOf(failedAt(click, gone));
const fails = inputOf(failedAt(checkUrl, broken));
const passes = inputOf(passed);

/** The state after these runs, the first of which is the failure itself. */
async function after(...runs: JudgeInput[]): Promise<HealingState> {
  const [first = lostIt, ...rest] = runs;
  let state = await healing.judge(ctx, first);
  for (const input of rest) state = await healing.judgeProof(ctx, { ...input, state });
  return state;
}
const keysRun = (state: HealingState): string[] => healing.healedTest(test, state).steps.map(({ key }) => key);

describe('a heal that only words and address speak for', () => {
  it('is run like any other first, with its target', async () => {
    const state = await after(lostIt);
    expect(state).toMatchObject({ status: 'proving', heals: [{ decision: 'ask' }], effects: { stage: 'proving' } });
    expect(keysRun(state)).toEqual(['open', 'log-in', 'url']);
  });

  it('is then left out, since a pass alone shows nothing', async () => {
    const state = await after(lostIt, passes);
    expect(state).toMatchObject({ status: 'proving', failure: null, effects: { stage: 'trying' } });
    expect(keysRun(state)).toEqual(['open', 'url']);
    expect(expectationHash(healing.healedTest(test, state))).toBe(expectationHash(test));
  });

  it('is healed when the test fails twice without it and passes with it, before and after', async () => {
    const confirming = await after(lostIt, passes, fails, fails);
    expect(confirming).toMatchObject({ status: 'proving', effects: { stage: 'confirming' } });
    expect(keysRun(confirming)).toEqual(['open', 'log-in', 'url']);
    const { failure } = await after(lostIt, passes, fails, fails, passes);
    expect(failure).toMatchObject({ outcome: 'healed', proven: true, proposals: [{ decision: 'heal' }] });
    expect(failure?.evidence.at(-1)).toMatch(/^without the healed step “I click “Log in”” the test fails at “Address”/);
    expect(failure?.expectationHashAfter).toBe(expectationHash(test));
  });

  it('waits when the test passes without it as well', async () => {
    const { failure } = await after(lostIt, passes, passes);
    expect(failure).toMatchObject({ outcome: 'waiting', waitingFor: 'approval', proposals: [{ decision: 'ask' }] });
    expect(failure?.evidence.at(-1)).toContain('does not show what this step does');
  });

  it('waits when the test fails only once without it, or at another step the second time: that may be chance', async () => {
    const again = await after(lostIt, passes, fails);
    expect(keysRun(again)).toEqual(['open', 'url']);
    expect((await after(lostIt, passes, fails, passes)).failure).toMatchObject({ outcome: 'waiting', proven: false });
    const two = testOf(click, checkHeading, checkUrl);
    const on = (input: JudgeInput): JudgeInput => ({ ...input, test: two });
    const elsewhere = inputOf(failedAt(checkHeading, 'Error: expect(locator).toBeVisible() failed'));
    const runs = [lostIt, passes, fails, elsewhere].map(on);
    expect((await after(...runs)).failure?.evidence.at(-1)).toContain('now here, now there');
  });

  it('waits when without it only a later step is lost, which a slow page explains as well', async () => {
    const two = testOf(click, clickCart, checkUrl);
    const on = (input: JudgeInput): JudgeInput => ({ ...input, test: two });
    const later = inputOf(failedAt(clickCart, notFound("getByTestId('add-to-cart')")));
    expect((await after(...[lostIt, passes, later].map(on))).failure).toMatchObject({ outcome: 'waiting' });
  });

  it('waits when the trial met trouble of the app, which shows nothing', async () => {
    const trouble = { ...fails, snapshot: snapshotOf(page, { pageErrors: ['TypeError: x'] }) };
    expect((await after(lostIt, passes, trouble)).failure).toMatchObject({ outcome: 'waiting', proven: false });
    const unfinished = inputOf({ ...passed, status: 'interrupted' });
    expect((await after(lostIt, passes, unfinished)).failure).toMatchObject({ outcome: 'waiting', proven: false });
  });

  it('waits when the test fails after the trials, and calls no one guilty of what they left behind', async () => {
    const { failure } = await after(lostIt, passes, fails, fails, fails);
    expect(failure).toMatchObject({ outcome: 'waiting', proven: false });
  });

  it('waits when a later expectation breaks: the element may be the wrong one', async () => {
    expect((await after(lostIt, fails)).failure).toMatchObject({ outcome: 'waiting', proven: false });
  });

  it('is a regression when the app throws in the proof', async () => {
    const threw = { ...fails, snapshot: snapshotOf(page, { pageErrors: ['TypeError: x'] }) };
    expect((await after(lostIt, threw)).failure).toMatchObject({ outcome: 'regression' });
  });
});

describe('a heal with a second candidate near', () => {
  const field: PageElement = {
    ...logIn,
    tag: 'input',
    role: 'textbox',
    type: 'email',
    name: 'E-mail',
    text: '',
    label: 'E-mail',
    href: undefined,
    nameAttr: 'mail',
    landmark: 'main',
    heading: 'Contact us',
    neighbourTexts: ['Name', 'Message'],
    box: { x: 40, y: 300, width: 300, height: 30 },
  };
  const now: PageElement = { ...field, name: 'Email address', label: 'Email address', heading: 'Get in touch' };
  const rival: PageElement = {
    ...field,
    name: 'Email for news',
    label: 'Email for news',
    nameAttr: 'news',
    box: { x: 40, y: 360, width: 300, height: 30 },
  };
  const { interactive: _i, ...lostField } = field;
  const fill: Step = {
    key: 'log-in',
    phase: 'when',
    title: 'I fill “E-mail”',
    kind: 'fill',
    // Seen again in the address that is checked.
    value: { kind: 'literal', value: 'cart' },
    target: { locator: { frame: [], links: [{ by: 'label', text: 'E-mail' }] }, fingerprint: lostField },
  };
  const filling = testOf(fill, checkUrl);
  const on = (input: JudgeInput): JudgeInput => ({
    ...input,
    test: filling,
    ...(input.snapshot ? { snapshot: snapshotOf([...elements.slice(0, 3), now, rival]) } : {}),
  });
  const runs = (...inputs: JudgeInput[]) => after(...inputs.map(on));
  const filled = (state: HealingState) =>
    healing
      .healedTest(filling, state)
      .steps.flatMap((step) => (step.kind === 'fill' ? [step.target.fingerprint.name] : []));

  it('is not done to one that nobody can see', async () => {
    const hidden = { ...rival, visible: false };
    const unseen = (input: JudgeInput): JudgeInput => ({
      ...on(input),
      ...(input.snapshot ? { snapshot: snapshotOf([...elements.slice(0, 3), now, hidden]) } : {}),
    });
    const state = await after(...[lostIt, passes].map(unseen));
    expect(state.effects?.left).toMatchObject([{ way: 'without' }]);
  });

  it('is done to that one too, which must not do as well', async () => {
    const shown = [passes, fails, fails];
    const states = [await runs(lostIt), await runs(lostIt, passes), await runs(lostIt, ...shown)];
    expect(states.map(filled)).toEqual([['Email address'], [], ['Email for news']]);
    expect((await runs(lostIt, ...shown, passes)).failure?.outcome).toBe('waiting');
    const { failure } = await runs(lostIt, ...shown, fails, fails, passes);
    expect(failure).toMatchObject({ outcome: 'healed', proven: true });
    expect(failure?.evidence.at(-1)).toContain('instead the test fails at “Address”');
  });
});

describe('a heal that may not rest on its effect', () => {
  const waits = async (more: Partial<JudgeInput>) =>
    expect((await after(inputOf(lostIt.result, more))).failure).toMatchObject({ outcome: 'waiting' });

  it('is one where the project wants to be asked, or to be surer than an effect makes it', async () => {
    await waits({ policy: { ...policy, mode: 'ask' } });
    await waits({ policy: { ...policy, automaticFrom: 1 } });
  });

  it('is one with a second element of the same marks', async () => {
    const double = { ...signIn, xpath: '/html[1]/body[1]/footer[1]/a[1]', landmark: 'contentinfo' };
    await waits({ snapshot: snapshotOf([...page, double]) });
  });

  it('is one in a test that logs in, or that removes something', async () => {
    await waits({ test: { ...test, setup: 'shared' } });
    const remove = {
      ...clickCart,
      key: 'remove',
      target: { locator: { frame: [], links: [] }, fingerprint: { tag: 'button', name: 'Delete' } },
    };
    await waits({ test: testOf(click, remove as Step, checkUrl) });
  });

  it('is one after which nothing is checked', async () => {
    await waits({ test: testOf(click) });
  });
});

describe('the tests of one run', () => {
  const other = { ...test, key: 'other', steps: [...test.steps.slice(0, 2), { ...checkHeading, key: 'heading' }] };
  const asOther = (input: JudgeInput): JudgeInput => ({
    ...input,
    test: other,
    result: { ...input.result, key: 'other' },
  });

  it('do not try again what another has shown', async () => {
    const shown = await after(lostIt, passes, fails, fails, passes);
    const state = await healing.judge(ctx, asOther(lostIt));
    const done = await healing.judgeProof(ctx, { ...asOther(passes), state, others: [shown] });
    expect(done.failure).toMatchObject({ outcome: 'healed', proven: true });
  });

  it('wait for the first of them to try what they rest on, and have nothing left to try when it has shown it', async () => {
    const first = await after(lostIt, passes);
    const second = await after(asOther(lostIt), asOther(passes));
    expect(healing.toProve([first, second])).toEqual([test.key]);
    const confirming = await after(lostIt, passes, fails, fails);
    expect(healing.toProve([confirming, second])).toEqual([test.key]);
    expect(healing.endWaiting([confirming, second])).toEqual([confirming, second]);
    const shown = await after(lostIt, passes, fails, fails, passes);
    const [, ended] = healing.endWaiting([shown, second]);
    expect(ended).toMatchObject({ status: 'done', failure: { outcome: 'healed', proven: true } });
  });

  it('each try for themselves where one of them has shown nothing, and where they rest on something else', async () => {
    const second = await after(asOther(lostIt), asOther(passes));
    const third = { ...second, testKey: 'third' };
    const idle = await after(lostIt, passes, passes);
    expect(idle.failure?.outcome).toBe('waiting');
    expect(healing.toProve([idle, second, third])).toEqual(['other', 'third']);
    expect(healing.endWaiting([idle, second])).toEqual([idle, second]);
    const heals = second.heals.map((heal) => ({ ...heal, oldFingerprint: fingerprintOf('Cart') }));
    expect(healing.toProve([await after(lostIt, passes), { ...second, heals }])).toEqual([test.key, 'other']);
    expect(healing.toProve([await healing.judge(ctx, lostIt), second])).toEqual([test.key, 'other']);
  });

  it('are served at the end where they pass and cannot show it themselves', async () => {
    const shown = await after(lostIt, passes, fails, fails, passes);
    const unshown = await after(asOther(lostIt), asOther(passes), asOther(passes));
    expect(unshown.failure?.outcome).toBe('waiting');
    expect(healing.concludeAll([unshown, shown]).map(({ outcome }) => outcome)).toEqual(['healed', 'healed']);
    expect(healing.concludeAll([unshown]).map(({ outcome }) => outcome)).toEqual(['waiting']);
  });

  it('are not served by a repair of something else', async () => {
    const shown = await after(lostIt, passes, fails, fails, passes);
    const heals = shown.failure?.proposals.map((heal) => ({ ...heal, oldFingerprint: fingerprintOf('Cart') })) ?? [];
    const failure = shown.failure && { ...shown.failure, proposals: heals };
    const unshown = await after(asOther(lostIt), asOther(passes), asOther(passes));
    expect(healing.concludeAll([unshown, { ...shown, failure }])[0]?.outcome).toBe('waiting');
  });

  it('are told apart from a page that never had the link', async () => {
    const without = inputOf(failedAt(click, gone), { snapshot: snapshotOf(pageWith({})) });
    expect((await after(without)).failure?.outcome).not.toBe('healed');
  });
});
