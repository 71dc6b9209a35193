import { createSession, openBrowser } from '@testforge/browser';
import type { TestPlan } from '@testforge/core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familiarTexts } from '../src/familiar-texts.js';
import { observeAll } from '../src/observe-all.js';
import { sharedTexts } from '../src/page-names.js';
import { planDrafts } from '../src/plan-drafts.js';
import { toTestPlan } from '../src/to-test-plan.js';
import type { FixtureApp } from './fixture-app.js';
import { readApp } from './read-app.js';
import { startTasksApp } from './tasks-app.js';

const pages = ['/tasks', '/tasks/new', '/bills', '/desk'];

describe('what is entered, done at once, given up and added up', () => {
  let browser: Browser;
  let app: FixtureApp;
  let made: TestPlan;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startTasksApp();
    const model = await readApp(browser, app.url, Object.fromEntries(pages.map((path) => [path, path])));
    const plan = planDrafts(model, { maxTests: 80 });
    const limits = { parallel: 1, designMs: 600_000, actionTimeoutMs: 15_000, pageTimeoutMs: 60_000 };
    const input = {
      url: app.url,
      origins: [app.url],
      access: {},
      roles: {},
      drafts: plan.drafts.filter(({ designer }) => designer !== 'smoke' && designer !== 'navigation'),
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

  const titles = (designer: string, page: string): string[] =>
    made.tests
      .filter((test) => test.designer === designer && test.pages.includes(page))
      .flatMap(({ steps }) => steps.map(({ title }) => title));

  it('is shown as it was entered, in the writing of the app', () => {
    const steps = titles('form-happy', '/tasks/new');
    expect(steps).toContain('“Due” contains “15.05.2031”');
    expect(steps).toContain('“Level” of what was made contains “Low”');
  });

  it('is done at once on the page of what was made, and stays done', () =>
    expect(titles('record-set', '/tasks/new').slice(-13)).toEqual([
      'I choose “Started” in “State”',
      'I load the page again',
      '“State” holds “Started”',
      'I click “Watch”',
      'I load the page again',
      '“Unwatch” is shown',
      'I fill “Hours worked” with “2”',
      'I click “Log hours”',
      'I load the page again',
      '“14” is shown',
      'I click “Unwatch”',
      'I load the page again',
      '“Watch” is shown',
    ]));

  it('is given up without a trace', () =>
    expect(titles('record-forgo', '/tasks/new').slice(-5)).toEqual([
      'I fill “Title” with a new text',
      'I click “Cancel”',
      'I open the page /tasks',
      'the page contains a new text',
      'what was given up is not shown',
    ]));

  it('is refused where the app says so, though no markup does', () => {
    const refused = made.tests.filter(({ designer }) => designer === 'untold-limit').map(({ title }) => title);
    expect(refused).toContain('“Save task” on the page “New task” refuses a “Title” that is a single letter');
    expect(refused).toContain('“Save task” on the page “New task” refuses a “Hours” that is nothing at all');
    // What says the same less plainly, and what the app takes, is no test.
    expect(refused.filter((title) => /below nothing|long past|300 letters/.test(title))).toEqual([]);
  });

  it('comes to what the list says', () =>
    expect(titles('totals', '/bills').at(-1)).toBe('the sum shows the remembered amounts'));

  it('is shown once more before a booking counts, of which no word is one’s own', () =>
    expect(titles('form-happy', '/desk').slice(-6)).toEqual([
      'I click “Continue”',
      '“Day” shows “15.05.2031”',
      '“Fee” shows “12.50 EUR”',
      'I click “Confirm”',
      'the message shows “Your desk was successfully booked.”',
      '“Booked” is shown',
    ]));
});
