import type { AppModel } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreHere } from './explore-here.js';
import { password, startGuardedApp, startScriptedApp, startWalledApp, totpSecret, user } from './fixture-log-ins.js';
import type { ServedFixture } from './serve-fixture.js';

const open: ServedFixture[] = [];
const started = async (app: Promise<ServedFixture>): Promise<ServedFixture> => {
  open.push(await app);
  return app;
};
afterAll(() => Promise.all(open.map((app) => app.close())));

const titles = (model: AppModel) => model.logIn?.steps.map(({ title }) => title);
const insideOf = (model: AppModel) =>
  model.states.filter(({ signedOut }) => !signedOut).map(({ template }) => template);
const outsideOf = (model: AppModel) =>
  model.states.filter(({ signedOut }) => signedOut).map(({ template }) => template);

describe('an app behind a log-in page', () => {
  let app: ServedFixture;
  let model: AppModel;
  beforeAll(async () => {
    app = await started(startWalledApp());
    model = await exploreHere(app.url, { access: { user, password }, interaction: 'read' });
  });

  it('is entered by typed steps that hold no secret and end with something only insiders see', () => {
    expect(titles(model)).toEqual([
      'the start page is open',
      'I fill “E-mail” with the user name',
      'I fill “Password” with the password',
      'I click “Sign in”',
      '“Dashboard” is shown',
    ]);
    expect(model.logIn?.steps.at(-1)).toMatchObject({ expectation: { matcher: 'toBeVisible', foundBy: 'Dashboard' } });
    expect(JSON.stringify(model)).not.toContain(password);
  });

  it('is read from inside, with the log-in page as others see it', () => {
    expect(insideOf(model)).toEqual(expect.arrayContaining(['/', '/items', '/people']));
    expect(outsideOf(model)).toEqual(['/login?next&once']);
    expect(model.logIn?.sharing).toBe('worker');
  });

  it('survives a link that ends the session without saying so', () => {
    expect(model.notVisited).toContainEqual({ path: '/bye', reason: 'ends the session' });
    expect(model.scorecard?.['logIns']).toBeLessThanOrEqual(4);
  });

  it('tells what the app said of a wrong password', async () => {
    await expect(exploreHere(app.url, { access: { user, password: 'wrong' } })).rejects.toMatchObject({
      code: 'discovery.log_in_failed',
      kind: 'invalid',
      message: expect.stringContaining('“Wrong e-mail or password.”') as string,
    });
  });

  it('without credentials shows its log-in page, and says what is needed', async () => {
    const outside = await exploreHere(app.url);
    expect(outside.logIn).toBeUndefined();
    expect(outside.states.map(({ template }) => template)).toEqual(['/login?next&once', '/register']);
    expect(outside.notVisited).toContainEqual({ path: '/', reason: 'needs a log-in: give --user' });
  });

  it('says so where there is no form', async () => {
    await expect(exploreHere(app.url, { access: { user, password, logInPath: '/register' } })).rejects.toMatchObject({
      code: 'discovery.log_in_failed',
      message: 'There is no log-in form at /register.',
    });
  });
});

describe('a session', () => {
  it('that a second log-in ends is shared, and the model says why', async () => {
    const app = await started(startWalledApp({ single: true }));
    const model = await exploreHere(app.url, { access: { user, password } });
    expect(model.logIn?.sharing).toBe('shared');
    expect(model.notes).toContain('A second log-in ended the first: the app allows one session a user.');
  });

  it.each([
    ['localStorage', 'shared'],
    ['sessionStorage', 'each'],
  ] as const)(
    'whose token lies in %s is %s; user, password and code are asked one after the other',
    async (store, sharing) => {
      const app = await started(startScriptedApp(store));
      const model = await exploreHere(app.url, { access: { user, password, totpSecret } });
      expect(titles(model)).toEqual([
        'the start page is open',
        'I click “Anmelden”',
        'I fill “Benutzername” with the user name',
        'I click “Weiter”',
        'I fill “Passwort” with the password',
        'I click “Weiter”',
        'I fill “Code” with the one-time code',
        'I click “Bestätigen”',
        '“Abmelden” is shown',
      ]);
      expect(model.logIn?.sharing).toBe(sharing);
      // The start is one page, with and without its fragment.
      expect(insideOf(model)).toContain('/#/kunden');
      expect(insideOf(model).filter((path) => path === '/' || path === '/#/')).not.toEqual([]);
      const dialog = model.states.find(({ snapshot }) => snapshot.forms.some(({ label }) => label === 'Neuer Kunde'));
      expect(dialog?.reach.map(({ kind }) => kind)).toEqual(['goto', 'click']);
      expect(model.notes).toEqual([]);
    },
    240_000,
  );

  it('says that a code is asked for where no secret was given', async () => {
    const app = await started(startScriptedApp('localStorage'));
    await expect(exploreHere(app.url, { access: { user, password } })).rejects.toMatchObject({
      code: 'discovery.log_in_failed',
      message: expect.stringContaining('TESTFORGE_TOTP_SECRET') as string,
    });
  });
});

describe('an app behind the browser’s own dialog and a header field', () => {
  it('is read with both, and not without', async () => {
    const app = await started(startGuardedApp());
    const access = { basic: { user, password }, headers: { 'X-Gate': 'open' } };
    const model = await exploreHere(app.url, { access });
    expect(model.states[0]?.snapshot.headings[0]?.text).toBe('Behind');
    const outside = await exploreHere(app.url, { access: { headers: access.headers } });
    expect(outside.notVisited[0]?.reason).toContain('--basic');
  });
});
