import { createSession, openBrowser } from '@testforge/browser';
import type { TestPlan } from '@testforge/core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familiarTexts } from '../src/familiar-texts.js';
import { observeAll } from '../src/observe-all.js';
import { sharedTexts } from '../src/page-names.js';
import { planDrafts } from '../src/plan-drafts.js';
import { toTestPlan } from '../src/to-test-plan.js';
import { startMakingsApp, type MakingsApp } from './makings-app.js';
import { readApp } from './read-app.js';

const pages = ['/wiki', '/projects', '/projects/new', '/notes', '/topics'];

describe('making a thing that takes more than one form', () => {
  let browser: Browser;
  let app: MakingsApp;
  let made: TestPlan;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startMakingsApp();
    const paths = Object.fromEntries(pages.map((path) => [path, path]));
    const model = await readApp(browser, app.url, paths, 'write', { '/notes': 'New note' });
    const plan = planDrafts(model, { maxTests: 60 });
    const limits = { parallel: 1, designMs: 600_000, actionTimeoutMs: 15_000, pageTimeoutMs: 60_000 };
    const input = {
      url: app.url,
      origins: [app.url],
      access: {},
      roles: {},
      drafts: plan.drafts.filter(({ watch }) => watch.writes && watch.record !== undefined),
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

  it('chooses the plainest kind, fills in the editor behind it, and sees the thing on its page and in the list', () =>
    expect(titles('form-happy', '/wiki')).toEqual([
      'the page /wiki is open',
      'I fill “Item name” with a new name',
      'I click “Create”',
      'the heading contains a new name',
      'the address is /wiki/edit/:id',
      'I click “Wiki text”',
      'I fill “Comment” with a new text',
      'I fill “Text” with a new text',
      'I click “OK”',
      'the heading contains a new name',
      'the page contains a new text',
      'I load the page again',
      'the heading contains a new name',
      'the page contains a new text',
      'I open the page /wiki',
      'the page contains a new name',
      'a second one of what was made is not shown',
      '“All pages” is shown',
    ]));

  it('goes through a wizard to its end, where all is shown once more before it counts', () =>
    expect(titles('form-happy', '/projects/new')).toEqual([
      'the page /projects/new is open',
      'I fill “Project name” with a new name',
      'I click “Next”',
      '“Details” is shown',
      'the address is /projects/new/2',
      'I fill “Goal” with a new text',
      'I fill “City” with “Springfield”',
      'I click “Next”',
      'the page contains a new name',
      'I click “Create”',
      'the page contains a new name',
      'a second one of what was made is not shown',
      'I load the page again',
      'the page contains a new name',
    ]));

  it('keeps what an editor without a form makes, though a name stands in it by default', () =>
    expect(titles('form-happy', '/notes')).toEqual(
      expect.arrayContaining([
        'I click “New note”',
        'I fill “Title” with a new text',
        'I click “Done”',
        'I open the page /notes',
        'the page contains a new text',
      ]),
    ));

  it('leaves what may be added to a thing alone once the thing is made', () => {
    expect(titles('form-happy', '/topics')).toContain('the heading contains a new name');
    expect(app.sent).not.toContain('/topics/reply');
  });

  it('changes what took several pages to make, and finds each field as it was changed', () => {
    const all = titles('record-change', '/wiki');
    const open = all.lastIndexOf('I click “Modify”');
    expect(all.slice(all.indexOf('I click “OK”'), open)).toEqual(
      expect.arrayContaining(['I open the page /wiki', 'I click what was made', 'what it was before is not shown']),
    );
    expect(all.slice(open + 1)).toEqual(expect.arrayContaining(['“Names” holds a new name']));
  });

  it('deletes it from its list, since its own page tells of it afterwards, too', () =>
    expect(titles('record-delete', '/wiki').slice(-8)).toEqual([
      'the page contains a new name',
      'I click what was made',
      'I click “Delete”',
      'I click “OK”',
      'the address is /wiki',
      'I open the page /wiki',
      'a first entry is shown',
      'what was deleted is not shown',
    ]));

  it('names no step by what was made for one run', () => {
    const all = made.tests.flatMap(({ steps }) => steps.map(({ title, key }) => `${key} ${title}`)).join('\n');
    expect(all).not.toMatch(/test [a-z]{10}|Alex [A-Z][a-z]{7}/);
  });
});
