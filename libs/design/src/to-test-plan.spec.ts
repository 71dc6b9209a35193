import type { Step, StepValue } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { heading, model, state } from '../test/sample-model.js';
import { anotherOf } from './make-another.js';
import { planDrafts } from './plan-drafts.js';
import { toTestPlan } from './to-test-plan.js';

const app = model([state('/', '/', [heading('Welcome')]), state('/a', '/a', [heading('A')])]);
const plan = planDrafts(app, { maxTests: 60 });
const check: Step = {
  kind: 'expect',
  key: 'expect',
  phase: 'then',
  title: 'the address is /',
  expectation: { matcher: 'toHaveURL', expected: '/' },
};
const tab = { kind: 'literal' as const, value: 'Tab' };
const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'input' }] },
  fingerprint: { tag: 'input' },
};
const outcome = (key: string, added: Step[] | null) => ({
  key,
  added,
  reason: 'It broke.',
  findings: [],
  ledger: [],
  durationMs: 1,
});

/** Such a test is left out, and says why; the others are kept. */
const refuses = ({ tests, leftOut }: ReturnType<typeof toTestPlan>): void => {
  expect(tests).toEqual([]);
  expect(leftOut.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('must not add'));
};

describe('toTestPlan', () => {
  it('keeps what was observed and names what was not', () => {
    const made = toTestPlan(
      app,
      plan,
      [outcome('smoke--start', [check]), outcome('smoke--a', null), outcome('smoke--unasked', [check])],
      5,
    );
    expect([made.tests.map(({ key, steps }) => [key, steps.length]), made.leftOut]).toEqual([
      [['smoke--start', 2]],
      [
        { key: 'smoke--a', title: 'The page “A” opens', reason: 'It broke.' },
        expect.objectContaining({ key: 'error-page--unknown' }),
      ],
    ]);
  });

  it('keeps as many as may be kept, the worthiest, whatever else was tried', () => {
    const few = planDrafts(app, { maxTests: 1 });
    const made = (...keys: string[]) =>
      toTestPlan(
        app,
        few,
        few.drafts.map(({ key }) => outcome(key, keys.includes(key) ? [check] : null)),
        5,
      );
    const both = made('smoke--start', 'smoke--a');
    expect(both.tests.map(({ key }) => key)).toEqual(['smoke--start']);
    expect(both.leftOut.find(({ key }) => key === 'smoke--a')?.reason).toBe(
      'The limit of 1 tests (maxTests) was reached.',
    );
    expect(made('smoke--a').tests.map(({ key }) => key)).toEqual(['smoke--a']);
  });

  it('gives up what only opens and the fourth closed door before what is done in the app', () => {
    const [first] = plan.drafts;
    if (first === undefined) throw new Error('nothing was designed');
    const like = (designer: string, key: string, priority: 'P0' | 'P1' | 'P2') => ({
      ...first,
      designer,
      key,
      priority,
    });
    const doors = [1, 2, 3, 4].map((at) => like('guarded', `guarded--${at}`, 'P1'));
    const drafts = [
      like('smoke', 'smoke--start', 'P0'),
      ...doors,
      like('navigation', 'navigation--a', 'P1'),
      like('form-required', 'form-required--a', 'P2'),
    ];
    const kept = (maxTests: number) =>
      toTestPlan(
        app,
        { ...plan, maxTests, drafts },
        drafts.map(({ key }) => outcome(key, [check])),
        5,
      ).tests.map(({ key }) => key);
    expect(kept(5)).toEqual(['smoke--start', 'guarded--1', 'guarded--2', 'guarded--3', 'form-required--a']);
    expect(kept(6)).toContain('guarded--4');
    expect(kept(7)).toEqual(drafts.map(({ key }) => key));
  });

  it('tells what probes found and made, and rests no test on it', () => {
    const finding = {
      key: 'security probe stored /a',
      kind: 'security' as const,
      severity: 'critical' as const,
      title: 'x',
      url: '/a',
      evidence: {},
    };
    const entry = { stage: 'design' as const, method: 'POST', urlTemplate: '/a', status: 200, created: 'by a probe' };
    const probed = { done: 1, planned: 2, failed: [] };
    const made = toTestPlan(app, plan, [outcome('smoke--start', [check])], 5, {
      findings: [finding],
      ledger: [entry],
      probed,
    });
    expect(made).toMatchObject({ findings: [finding], ledger: [entry], probed });
    expect(made.tests.map(({ key }) => key)).toEqual(['smoke--start']);
    expect(toTestPlan(app, plan, [], 5).probed).toBeUndefined();
  });

  it('takes steps that were designed for later, however they were handed over, and no others', () => {
    const path: Step = { kind: 'press', key: 'again-press', phase: 'when', title: 'I press', target, value: tab };
    const [first] = plan.drafts;
    if (first === undefined) throw new Error('There is a draft.');
    const later = { ...plan, drafts: [{ ...first, watch: { ...first.watch, afterLeaving: [path] } }] };
    const { kind, ...rest } = path;
    const handedOver = JSON.parse(JSON.stringify({ ...rest, kind })) as Step;
    expect(toTestPlan(app, later, [outcome(first.key, [handedOver])], 1).tests).toHaveLength(1);
    refuses(toTestPlan(app, plan, [outcome(first.key, [handedOver])], 1));
  });

  it('takes a number, a day, an hour and a telephone number that are entered otherwise, and no other words', () => {
    const [first] = plan.drafts;
    const entering = (value: string): Step[] => [
      { kind: 'fill', key: 'x', phase: 'when', title: 'I fill', target, value: { kind: 'literal', value } },
      check,
    ];
    const made = (value: string) => toTestPlan(app, plan, [outcome(first?.key ?? '', entering(value))], 1);
    const values = ['3', '1000', '2.01', '2031-05-14', '11:30', '+12025550143'];
    expect(values.flatMap((value) => made(value).tests)).toHaveLength(values.length);
    for (const value of ['Sample-Password-43', '20310514', '+4930123456']) refuses(made(value));
  });

  it('takes the steps of a draft once more, with which a second thing is made', () => {
    const [first] = plan.drafts;
    if (first === undefined) throw new Error('There is a draft.');
    const filled = (key: string, value: StepValue): Step => ({
      kind: 'fill',
      key,
      phase: 'when',
      title: 'I fill',
      target,
      value,
    });
    const name: StepValue = { kind: 'unique', shape: 'name', prefix: 'Alex' };
    const password: StepValue = { kind: 'literal', value: 'Sample-Password-42' };
    const draft = { ...first, steps: [...first.steps, filled('name', name), filled('password', password)] };
    const added = anotherOf(draft)?.steps ?? [];
    const making = { ...plan, drafts: [draft] };
    expect(toTestPlan(app, making, [outcome(first.key, [...added, check])], 1).tests).toHaveLength(1);
    const other = filled('password-other', { kind: 'literal', value: 'the password of somebody' });
    refuses(toTestPlan(app, making, [outcome(first.key, [other, check])], 1));
  });

  it('keeps nothing that sends what the app answered with an error of its own to another', () => {
    const sent = (status: number, urlTemplate = '/boats') => ({ stage: 'design', method: 'POST', urlTemplate, status });
    const [lucky, unlucky] = [outcome('smoke--start', [check]), outcome('smoke--a', null)];
    const kept = (first: object, second: object) =>
      toTestPlan(
        app,
        plan,
        [
          { ...lucky, ledger: [first] },
          { ...unlucky, ledger: [second] },
        ] as never,
        5,
      );
    const { tests, leftOut } = kept(sent(302), sent(500));
    expect(tests).toEqual([]);
    expect(leftOut[0]?.reason).toBe('The app answers POST /boats with an error of its own now and then.');
    expect(kept(sent(302), sent(500, '/harbours')).tests).toHaveLength(1);
    expect(kept(sent(302), sent(422)).tests).toHaveLength(1);
  });

  it('gives every step of a test a key of its own, also where the same is checked twice', () => {
    const twice = [check, { ...check, key: 'expect-2' }, check];
    const [made] = toTestPlan(app, plan, [outcome('smoke--start', twice)], 5).tests;
    expect(made?.steps.slice(1).map(({ key }) => key)).toEqual(['expect', 'expect-2', 'expect-3']);
  });

  it('forgets what was remembered of an item in case its own page says it, where that does not', () => {
    const remember = (name: string): Step => ({ kind: 'remember', key: name, phase: 'given', title: '', target, name });
    const value = { kind: 'remembered' as const, name: 'detail2' };
    const expectation = { matcher: 'toContainText' as const, expected: null, value };
    const says: Step = { kind: 'expect', key: 'says', phase: 'then', title: '', target, expectation };
    const added = [remember('title'), remember('detail1'), remember('detail2'), says];
    const [made] = toTestPlan(app, plan, [outcome('smoke--start', added)], 5).tests;
    expect(made?.steps.slice(1).map(({ key }) => key)).toEqual(['title', 'detail2', 'says']);
  });

  it('refuses a step that leads out of the app', () => {
    const out: Step = { kind: 'goto', key: 'out', phase: 'when', title: '', path: '//elsewhere.test/' };
    refuses(toTestPlan(app, plan, [outcome('smoke--start', [out, check])], 5));
  });
});
