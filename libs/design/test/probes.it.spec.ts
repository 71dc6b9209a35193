import { createSession, openBrowser } from '@testforge/browser';
import type { AppModel, LogIn, Step } from '@testforge/core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planProbes } from '../src/probes/plan-probes.js';
import { probeAll } from '../src/probes/probe-all.js';
import { startHolesApp, type Holes, type HolesApp } from './holes-app.js';
import { readApp } from './read-app.js';
import { startShop } from './start-shop.js';

const limits = { parallel: 1, designMs: 60_000, actionTimeoutMs: 10_000, pageTimeoutMs: 30_000 };
const access = { user: 'ann', password: 'secret-1' };
const labelled = (label: string) => ({
  locator: { frame: [], links: [{ by: 'label' as const, text: label }] },
  fingerprint: { tag: 'input', label },
});
const fill = (label: string, name: 'user' | 'password'): Step => ({
  kind: 'fill',
  key: label,
  phase: 'given',
  title: label,
  target: labelled(label),
  value: { kind: 'credential', name },
});
const logIn: LogIn = {
  sharing: 'shared',
  steps: [
    { kind: 'goto', key: 'open', phase: 'given', title: 'open', path: '/login?next=%2Fboats' },
    fill('User', 'user'),
    fill('Password', 'password'),
    {
      kind: 'click',
      key: 'enter',
      phase: 'given',
      title: 'enter',
      target: {
        locator: { frame: [], links: [{ by: 'role', role: 'button', name: 'Log in' }] },
        fingerprint: { tag: 'button' },
      },
    },
  ],
};
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const inputFor = (url: string, more: object) => ({
  url,
  origins: [url],
  access: {},
  roles: {},
  drafts: [],
  familiar: {},
  shared: { headings: [], titles: [], features: [], frame: [], everywhere: [], rows: [], menus: [], ofKind: {} },
  seen: {},
  knownFaults: [],
  limits,
  ...more,
});

async function probe(url: string, model: AppModel, entering: { access?: typeof access; logIn?: LogIn }) {
  const input = inputFor(url, entering);
  const session = createSession({ browser, url, access: {}, ...entering, timeouts: limits });
  return probeAll(session, input, planProbes(model));
}

describe('probing an app behind a log-in', () => {
  let app: HolesApp;
  const reading = async (level: 'read' | 'write'): Promise<AppModel> => {
    app.open = true;
    const pages = { '/login?next=%2Fboats': '/login', '/boats': '/boats', '/boats/new': '/boats/new' };
    const model = await readApp(browser, app.url, pages, level);
    app.open = false;
    const states = model.states.map((state) => (state.template === '/login' ? { ...state, signedOut: true } : state));
    return { ...model, states, logIn };
  };
  const holesFound = async (holes: Holes, level: 'read' | 'write' = 'write') => {
    app.boats.splice(1);
    app.holes = {};
    const model = await reading(level);
    app.holes = holes;
    const outcome = await probe(app.url, model, { access, logIn });
    return { ...outcome, keys: outcome.findings.map(({ key }) => key) };
  };
  beforeAll(async () => {
    app = await startHolesApp();
  });
  afterAll(() => app?.close());

  it('finds nothing where all is guarded, and says how much it tried and what it made', async () => {
    const { findings, probed, ledger } = await holesFound({});
    expect(findings).toEqual([]);
    expect(probed).toEqual({ done: 4, planned: 4, failed: [] });
    expect(ledger).toContainEqual(
      expect.objectContaining({ method: 'POST', urlTemplate: '/boats/add', created: 'by a security probe' }),
    );
    expect(app.strayed).toEqual([]);
  });

  it.each<[Holes, string[]]>([
    [{ reflected: true }, ['security probe reflected /boats']],
    [{ database: 'loud' }, ['security probe database /boats']],
    [{ database: 'silent' }, ['security probe database /boats']],
    [{ stored: true }, ['security probe stored /boats/new']],
    [{ rich: true }, []],
    [{ redirect: true }, ['security probe redirect /login']],
    [{ method: true }, ['security probe method /boats/new']],
    [{ forged: true }, ['security probe forged /boats/new']],
    [{ untokened: true }, []],
  ])('finds of %j just %j', async (holes, expected) => {
    expect((await holesFound(holes)).keys).toEqual(expected);
  });

  it('names the weakness, the input and what was seen, the same in every run', async () => {
    const [one, two] = [await holesFound({ reflected: true }), await holesFound({ reflected: true })];
    expect(one.findings).toEqual(two.findings);
    expect(one.findings[0]).toMatchObject({
      kind: 'security',
      severity: 'serious',
      title: 'What is asked for becomes part of the page: q of /boats (CWE-79)',
      evidence: { cwe: 'CWE-79', owasp: 'A03:2021 Injection', inputs: ['q'] },
    });
    expect(one.findings[0]?.evidence['seen']).toContain('<tf-N onclick="0">');
  });

  it('makes nothing where a run may only read', async () => {
    const { keys, ledger } = await holesFound({ stored: true, reflected: true }, 'read');
    expect(keys).toEqual(['security probe reflected /boats']);
    expect(ledger.filter(({ created }) => created !== undefined)).toEqual([]);
    expect(app.boats).toEqual(['Wanderer']);
  });
});

it('the sample shop has nothing that a probe gets through', async () => {
  const shop = await startShop('--release', '1');
  const pages = {
    '/': '/',
    '/products': '/products',
    '/products/tidewater-mug': '/products/:slug',
    '/contact': '/contact',
    '/cart': '/cart',
  };
  try {
    const { findings, probed } = await probe(shop.url, await readApp(browser, shop.url, pages), {});
    expect(findings).toEqual([]);
    expect(probed.done).toBe(probed.planned);
    expect(probed.planned).toBeGreaterThan(1);
  } finally {
    await shop.close();
  }
});
