import { createSession, openBrowser } from '@testforge/browser';
import type { TestPlan } from '@testforge/core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familiarTexts } from '../src/familiar-texts.js';
import { observeAll } from '../src/observe-all.js';
import { sharedTexts } from '../src/page-names.js';
import { planDrafts } from '../src/plan-drafts.js';
import { toTestPlan } from '../src/to-test-plan.js';
import { readApp } from './read-app.js';
import { startRowMenusApp, type RowMenusApp } from './row-menus-app.js';

describe('what can be done with a row of one’s own', () => {
  let browser: Browser;
  let app: RowMenusApp;
  let made: TestPlan;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startRowMenusApp();
    const paths = ['/crews', '/crews/new', '/sails', '/sails/new', '/flags', '/flags/new'];
    const model = await readApp(browser, app.url, Object.fromEntries(paths.map((path) => [path, path])));
    const plan = planDrafts(model, { maxTests: 60 });
    const limits = { parallel: 1, designMs: 600_000, actionTimeoutMs: 15_000, pageTimeoutMs: 60_000 };
    const input = {
      url: app.url,
      origins: [app.url],
      access: {},
      roles: {},
      drafts: plan.drafts.filter(({ designer }) => /record-(change|delete|ticked|act)|form-happy/.test(designer)),
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
      .find((test) => test.designer === designer && test.pages.some((path) => path.startsWith(page)))
      ?.steps.map(({ title }) => title) ?? [];

  it('changes it by the menu of its row', () => {
    const all = titles('record-change', '/crews');
    const at = all.indexOf('I click “Options”');
    expect(all.slice(at, at + 5)).toEqual([
      'I click “Options”',
      'I click “Rename”',
      '“Name” holds a new name',
      'I fill “Name” with a new name',
      'I click “Save”',
    ]);
  });

  it('deletes it by the menu of its row, and a second one stays until that is deleted too', () => {
    const all = titles('record-delete', '/crews');
    const first = all.indexOf('what was deleted is not shown');
    expect(all.filter((title) => title === 'I click “Options”')).toHaveLength(2);
    expect(all.filter((title) => title === 'I click “Save crew”')).toHaveLength(2);
    expect(all.slice(first, first + 2)).toEqual(['what was deleted is not shown', 'the page contains a new name']);
    expect(all.at(-1)).toBe('what was deleted is not shown');
  });

  it('ticks it and deletes what is ticked', () =>
    expect(titles('record-delete', '/sails')).toEqual(
      expect.arrayContaining(['I check “Choose”', 'I click “Delete”', 'what was deleted is not shown']),
    ));

  it('ticks it, chooses from the list of deeds to delete it, agrees, and a second one stays', () => {
    const all = titles('record-ticked', '/flags');
    const chosen = all.findIndex((title) => title.startsWith('I choose “Delete selected flags” in “Action'));
    expect(all.slice(chosen + 1, chosen + 3)).toEqual(['I click “Go”', 'I click “Yes, I’m sure”']);
    expect(all.filter((title) => title === 'what was deleted is not shown')).toHaveLength(2);
  });

  it('ticks it, has done with it what the list of deeds offers beside deleting, and its row shows that', () => {
    const all = titles('record-act', '/flags');
    const chosen = all.findIndex((title) => title.startsWith('I choose “Hoist selected flags” in “Action'));
    expect(all.slice(chosen + 1)).toEqual(['I click “Go”', 'I open the page /flags', '“Yes” is shown']);
    expect(app.hoisted()).not.toEqual(expect.arrayContaining([expect.stringMatching(/Blue peter|Yellow jack/)]));
  });

  it('leaves alone what was there before', () => {
    expect(app.left('crews')).toEqual(expect.arrayContaining(['Night watch', 'Day watch']));
    expect(app.left('sails')).toEqual(expect.arrayContaining(['Storm jib', 'Main sail']));
    expect(app.left('flags')).toEqual(expect.arrayContaining(['Blue peter', 'Yellow jack']));
  });
});
