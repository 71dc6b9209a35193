import { createSession, openBrowser } from '@testforge/browser';
import type { TestPlan } from '@testforge/core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familiarTexts } from '../src/familiar-texts.js';
import { sharedTexts } from '../src/page-names.js';
import { observeAll } from '../src/observe-all.js';
import { planDrafts } from '../src/plan-drafts.js';
import { toTestPlan } from '../src/to-test-plan.js';
import type { FixtureApp } from './fixture-app.js';
import { readApp } from './read-app.js';
import { startRecordsApp } from './records-app.js';

describe('tests about records of their own', () => {
  let browser: Browser;
  let app: FixtureApp;
  let made: TestPlan;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startRecordsApp();
    const model = await readApp(browser, app.url, { '/boats': '/boats', '/boats/new': '/boats/new' });
    const plan = planDrafts(model, { maxTests: 60 });
    const limits = { parallel: 1, designMs: 600_000, actionTimeoutMs: 15_000, pageTimeoutMs: 60_000 };
    const input = {
      url: app.url,
      origins: [app.url],
      access: {},
      roles: {},
      drafts: plan.drafts,
      familiar: familiarTexts(model),
      knownFaults: [],
      shared: sharedTexts(model),
      seen: {},
      limits,
    };
    const newSession = () => createSession({ browser, url: app.url, access: {}, timeouts: limits });
    made = toTestPlan(model, plan, await observeAll({ newSession, input, emit: () => undefined }), 0);
  });
  afterAll(() => Promise.all([browser?.close(), app?.close()]));

  const titles = (designer: string) =>
    made.tests.filter((test) => test.designer === designer).map(({ steps }) => steps.map(({ title }) => title));

  it('makes one and finds it again, with only what is needed where the app refuses the rest', () =>
    expect(titles('form-happy')[0]).toEqual([
      'the page /boats/new is open',
      'I fill “Name” with a new word',
      'I fill “Berth” with a new text',
      'I click “Save boat”',
      'the page contains a new word',
      'a second one of what was made is not shown',
      '“Boats” is shown',
      'the address is /boats',
      'I load the page again',
      'the page contains a new word',
    ]));

  const changing = (): { all: string[]; edit: number; again: number } => {
    const all = titles('record-change')[0] ?? [];
    return { all, edit: all.indexOf('I click “Edit”'), again: all.lastIndexOf('I click “Edit”') };
  };

  it('changes in its own row what it had made, texts and choices alike', () => {
    const { all, edit, again } = changing();
    expect(all.slice(edit, again)).toEqual(
      expect.arrayContaining([
        'I fill “Name” with a new word',
        'I fill “Berth” with a new text',
        'I choose “Ketch” in “Rig”',
        'I check “With an engine”',
        'I click “Save”',
      ]),
    );
  });

  it('finds all that was entered where its own is opened to be changed', () => {
    const { all, edit } = changing();
    const opened = all.slice(edit + 1, all.indexOf('I fill “Name” with a new word', edit));
    expect(opened).toEqual(['“Name” holds a new word', '“Berth” holds a new text']);
  });

  it('sees that what it changed is called so and not as before', () => {
    const { all, again } = changing();
    expect(all.slice(again - 3, again)).toEqual([
      'the page contains a new word',
      'what it was before is not shown',
      'a second one of what was made is not shown',
    ]);
  });

  it('finds each field as it was changed when it is opened once more', () => {
    const { all, again } = changing();
    expect(all.slice(again + 1)).toEqual([
      '“Name” holds a new word',
      '“Berth” holds a new text',
      '“With an engine” is checked',
      '“Rig” holds “ketch”',
    ]);
  });

  it('sees that its own is not emptied', () =>
    expect(titles('record-spoil')[0]?.slice(-5)).toEqual([
      'I leave “Name” empty',
      'I click “Save”',
      '“Enter a name.” is shown',
      'I open the page /boats',
      'the page contains a new word',
    ]));

  it('finds what it made as it was typed, signs of mark-up and all', () =>
    expect(titles('as-typed')[0]).toEqual(expect.arrayContaining(['the page contains a new text'])));

  it('leaves nothing out that it could do: boats have nothing to press, their form no way to give up, and two may be called the same', () =>
    expect(made.leftOut.flatMap(({ key }) => (key.startsWith('record-') ? [key.split('--')[0]] : []))).toEqual([
      'record-set',
      'record-forgo',
      'record-twice',
    ]));

  it('says yes when the browser asks, and sees that its own is gone', () =>
    expect(titles('record-delete')[0]?.slice(-5)).toEqual([
      'I will say yes to the question that comes up',
      'I click “Delete”',
      'I open the page /boats',
      'a first entry is shown',
      'what was deleted is not shown',
    ]));

  it('never finds a row but by its own value, and counts nothing that others add to', () => {
    const asked = made.tests.flatMap(({ steps }) =>
      steps.map((step) => ({
        locator: 'target' in step ? step.target?.locator : null,
        expectation: step.kind === 'expect' ? step.expectation : null,
        title: step.title,
      })),
    );
    const all = JSON.stringify(asked);
    expect(all).not.toMatch(/Wanderer|\d boats|nth-of-type/);
    expect(all).not.toMatch(/Alex [A-Z][a-z]{7}/);
  });
});
