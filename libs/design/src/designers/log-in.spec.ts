import type { LogIn, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, heading, input, model, state } from '../../test/sample-model.js';
import { logIn } from './log-in.js';

const target = (label: string) => ({
  locator: { frame: [], links: [{ by: 'label' as const, text: label }] },
  fingerprint: { tag: 'input', label },
});
const fill = (name: 'user' | 'password'): Step => ({
  kind: 'fill',
  key: `fill-${name}`,
  phase: 'given',
  title: '',
  target: target(name),
  value: { kind: 'credential', name },
});
const open: Step = { kind: 'goto', key: 'open', phase: 'given', title: '', path: '/sign-in' };
const send = (key: string): Step => ({ kind: 'click', key, phase: 'given', title: '', target: target('Go') });
const inOneStep: LogIn = { steps: [open, fill('user'), fill('password'), send('go')], sharing: 'shared' };
const inTwo: LogIn = { steps: [open, fill('user'), send('next'), fill('password'), send('go')], sharing: 'each' };
const app = (how: LogIn) => ({
  ...model([
    state('/', '/', [heading('Home'), button('Log out')]),
    state('/orders', '/orders', [heading('Orders')]),
    { ...state('/sign-in', '/sign-in', [heading('Sign in')]), signedOut: true },
  ]),
  logIn: how,
});
const drafts = (how: LogIn) => logIn(app(how));

describe('log-in', () => {
  it('makes one case that all others start from, by the steps that were discovered', () => {
    const [first, ...rest] = drafts(inTwo);
    expect(first).toMatchObject({ key: 'log-in', priority: 'P0', setup: 'each', steps: inTwo.steps });
    expect(rest.filter(({ setup, signedOut }) => setup !== undefined || !signedOut)).toEqual([]);
  });

  it('tries one wrong password of the user, who then logs in, so that no app that counts locks anybody out', () => {
    const draftOf = (how: LogIn) => drafts(how).find(({ key }) => key === 'log-in-refused--password');
    const draft = draftOf(inTwo);
    expect(draft?.steps.map(({ key }) => key)).toEqual([
      'open',
      'fill-user',
      'next',
      'fill-password',
      'go',
      'expect-log-in-form',
    ]);
    expect(draft?.steps.flatMap((step) => (step.kind === 'fill' ? [step.value.kind] : []))).toEqual([
      'credential',
      'literal',
    ]);
    const rightOf = (how: LogIn) => draftOf(how)?.watch.thenEnter?.map(({ key }) => key);
    expect(rightOf(inTwo)).toEqual(inTwo.steps.map(({ key }) => `right-${key}`));
    expect(rightOf(inOneStep)).toEqual(['right-fill-user', 'right-fill-password', 'right-go']);
    expect(draftOf({ steps: [open, fill('password'), send('go')], sharing: 'shared' })).toBeUndefined();
    expect(logIn({ ...app(inOneStep), interaction: 'read' }).some(({ key }) => key === draft?.key)).toBe(false);
  });

  it('is refused to a stranger by nothing of the real user', () => {
    const refused = drafts(inOneStep).find(({ designer }) => designer === 'log-in-refused');
    expect(refused?.steps.map(({ kind }) => kind)).toEqual(['goto', 'fill', 'fill', 'click', 'expect']);
    expect(JSON.stringify(refused?.steps)).not.toContain('credential');
  });

  it('stops at the first step of a log-in in two, since a stranger gets no further', () =>
    expect(
      drafts(inTwo)
        .find(({ designer }) => designer === 'log-in-refused')
        ?.steps.map(({ key }) => key),
    ).toEqual(['open', 'fill-user', 'next', 'expect-log-in-form']));

  it('is refused to a stranger where nothing but a password is asked for', () => {
    const door: LogIn = { steps: [open, fill('password'), send('go')], sharing: 'shared' };
    const refused = drafts(door).find(({ designer }) => designer === 'log-in-refused');
    expect(refused?.steps.map(({ key }) => key)).toEqual(['open', 'fill-password', 'go', 'expect-log-in-form']);
    expect(JSON.stringify(refused?.steps)).not.toContain('credential');
  });

  it('is left by whatever says so', () => {
    const leaves = (words: string) =>
      logIn({ ...model([state('/', '/', [heading('Home'), button(words)])]), logIn: inOneStep }).some(
        ({ designer }) => designer === 'log-out',
      );
    expect(['Log-out', 'Sign-off', 'Logout', 'Orders'].map(leaves)).toEqual([true, true, true, false]);
  });

  it('logs in for itself before it logs out, and is asked to log in when it comes back', () =>
    expect(
      drafts(inOneStep)
        .find(({ designer }) => designer === 'log-out')
        ?.steps.map(({ key }) => key),
    ).toEqual([
      'open',
      'fill-user',
      'fill-password',
      'go',
      'go-open',
      'click-log-out',
      'again-open',
      'expect-log-in-form',
    ]));

  it('where everybody may read, is told to be over by what is offered no more', () => {
    const [better, other] = drafts(inOneStep).filter(({ designer }) => designer === 'log-out');
    expect(other?.steps.slice(-2).map(({ key }) => key)).toEqual(['again-open', 'expect-outside']);
    expect(other?.watch.insteadOf).toBe(better?.key);
  });

  it('is told by where it leads to, from outside', () =>
    expect(drafts(inOneStep).find(({ designer }) => designer === 'log-in-leads')).toMatchObject({
      steps: inOneStep.steps,
      signedOut: true,
      watch: { effects: ['address'] },
    }));

  it('asks for closed pages as a stranger, and for no page that was open before the log-in', () =>
    expect(drafts(inOneStep).flatMap(({ designer, pages }) => (designer === 'guarded' ? pages : []))).toEqual([
      '/',
      '/orders',
    ]));

  it('asks for no page as a stranger that shows the same form to whoever is inside', () => {
    const { states, ...rest } = app(inOneStep);
    const home = state('/home', '/home', [input('user', 'user')]);
    expect(
      logIn({ ...rest, states: [...states, home] }).flatMap(({ designer, pages }) =>
        designer === 'guarded' ? pages : [],
      ),
    ).toEqual(['/', '/orders']);
  });

  it('does not log in for itself where that would end the session of the others', () =>
    expect(
      logIn({
        ...app(inOneStep),
        notes: ['A second log-in ended the first: the app allows one session a user.'],
      }).filter(({ designer }) => designer === 'log-out' || designer === 'log-in-leads'),
    ).toEqual([]));

  it('has nothing to say of an app that is open to everybody', () => expect(logIn(model([]))).toEqual([]));
});
