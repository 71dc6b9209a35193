import { createSession, openBrowser } from '@testforge/browser';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familiarTexts } from '../src/familiar-texts.js';
import { sharedTexts } from '../src/page-names.js';
import { observeDraft } from '../src/observe-draft.js';
import type { DraftOutcome } from '../src/observation.js';
import { planDrafts } from '../src/plan-drafts.js';
import { startFixtureApp, type FixtureApp } from './fixture-app.js';
import { readApp } from './read-app.js';

describe('observing a draft', () => {
  let browser: Browser;
  let app: FixtureApp;
  const outcomes = new Map<string, DraftOutcome>();
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startFixtureApp();
    const model = await readApp(browser, app.url, {
      '/': '/',
      '/broken': '/broken',
      '/throws': '/throws',
      '/task': '/task',
    });
    const { drafts } = planDrafts(model, { maxTests: 60 });
    const input = {
      url: app.url,
      origins: [app.url],
      access: {},
      roles: {},
      drafts,
      familiar: familiarTexts(model),
      knownFaults: [],
      shared: sharedTexts(model),
      seen: {},
      limits: { parallel: 1, designMs: 600_000, actionTimeoutMs: 15_000, pageTimeoutMs: 60_000 },
    };
    const session = createSession({ browser, url: app.url, access: {}, timeouts: input.limits });
    for (const draft of drafts) outcomes.set(draft.key, await observeDraft({ session, input }, draft));
    const unfit = drafts.find(({ key }) => key === 'smoke--start');
    const gone = {
      kind: 'click' as const,
      key: 'gone',
      phase: 'when' as const,
      title: '',
      target: { locator: { frame: [], links: [{ by: 'testId' as const, testId: 'gone' }] }, fingerprint: { tag: 'a' } },
    };
    const hasty = { ...input, limits: { ...input.limits, actionTimeoutMs: 2_000 } };
    const inHaste = createSession({ browser, url: app.url, access: {}, timeouts: hasty.limits });
    if (unfit)
      outcomes.set(
        'gone',
        await observeDraft(
          { session: inHaste, input: hasty },
          { ...unfit, key: 'gone', steps: [...unfit.steps, gone] },
        ),
      );
  });
  afterAll(() => Promise.all([browser?.close(), app?.close()]));

  const expectations = (key: string) =>
    outcomes.get(key)?.added?.flatMap((step) => (step.kind === 'expect' ? [step.expectation] : [])) ?? [];

  it('asserts what lasts and nothing that passes, though it was there both times', () => {
    const asserted = expectations('form-happy--start--notes').map(({ expected, foundBy }) => foundBy ?? expected);
    expect(asserted).toEqual(expect.arrayContaining(['€4.20', 'Saved', '/notes']));
    expect(JSON.stringify(asserted)).not.toMatch(/20\d\d|#|ticket \d|Token|safe with us \w/);
    expect(asserted.length).toBeLessThanOrEqual(8);
  });

  it('asserts what a page that sends by script tells', () =>
    expect(expectations('form-happy--task--task')).toContainEqual({
      matcher: 'toBeVisible',
      expected: true,
      foundBy: 'One task was added',
    }));

  it('makes a finding of a server error and no test', () => {
    expect(outcomes.get('form-happy--broken--fails')).toMatchObject({
      added: null,
      reason: 'The app is broken there: POST /fails answers with status 500',
      findings: [{ kind: 'server_error', key: 'server_error:POST:/fails' }],
    });
  });

  it('makes a finding of a failing script and no test', () =>
    expect(outcomes.get('smoke--throws')).toMatchObject({ added: null, findings: [{ kind: 'page_error' }] }));

  it('leaves out what can’t be carried out, with the reason', () =>
    expect(outcomes.get('gone')).toMatchObject({
      added: null,
      reason: expect.stringContaining('Timeout 2000ms exceeded'),
    }));

  it('writes every writing request down', () =>
    expect(outcomes.get('form-happy--start--notes')?.ledger).toEqual(
      Array(2).fill({ stage: 'design', method: 'POST', urlTemplate: '/notes', status: 200 }),
    ));
});
