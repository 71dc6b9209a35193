import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createShop, type Shop } from '@testforge/demo-shop';
import { findChromium } from '@testforge/local';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  looks,
  makeSignInLink,
  openDashboard,
  seriousFaults,
  settled,
  sidewaysScroll,
  type OpenedDashboard,
} from './dashboard-pages.js';
import { openPlatform, type TestPlatform } from './platform.js';
import { prepareRuns, type PreparedRuns } from './prepared-run.js';
import { releaseThatWaits, totals } from './prepared-tests.js';

let local: TestPlatform;
let runs: PreparedRuns;
let browser: Browser;
let shop: Shop;

/** A person's answer is carried out in the sandbox: it takes what it takes on a slow machine. */
const carriedOut = { timeout: 300_000 };

beforeAll(async () => {
  [local, browser, shop] = await Promise.all([
    openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] }),
    chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] }),
    createShop({ drifts: releaseThatWaits.drifts, bugs: releaseThatWaits.bugs }),
  ]);
  const names = [
    'Harbour Goods',
    'Harbour Goods on phones',
    'Harbour Goods by hand',
    'Harbour Goods by thumb',
  ] as const;
  runs = await prepareRuns(local, shop.url, names);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
  await runs?.close();
  await local?.close();
});

describe.each(Object.entries(looks))('the dashboard on a %s', (_look, options) => {
  let dashboard: OpenedDashboard;
  beforeAll(async () => void (dashboard = await openDashboard(browser, local, options)));
  afterAll(() => dashboard?.close());

  const open = async (path: string): Promise<OpenedDashboard['page']> => {
    await dashboard.page.goto(new URL(path, local.platform.server).href);
    await settled(dashboard.page);
    return dashboard.page;
  };

  test('stays signed in over a reload, by what no page can read', async () => {
    const page = await open('/projects');
    await page.getByText('Harbour Goods').first().waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('tells of a run what broke, what waits and what was healed', async () => {
    const page = await open(`/runs/${runs.second}`);
    await page.getByRole('heading', { name: '1 regression: the app no longer does what it did' }).waitFor();
    const main = page.getByRole('main');
    for (const words of [totals.right, totals.wrong, 'Get in touch', 'Healed, with proof'])
      await main.getByText(words).first().waitFor();
    const [report] = await Promise.all([
      page.waitForEvent('popup'),
      main.getByRole('link', { name: 'Report', exact: true }).click(),
    ]);
    await report.getByText(totals.wrong).first().waitFor();
    await report.close();
  });

  test('shows a repair before beside after, framed, and asks for an answer', async () => {
    const page = await open(`/runs/${runs.second}/tests/form-happy--contact`);
    for (const words of ['before', 'now']) {
      const picture = page.getByRole('img', { name: `The page ${words}, with the` });
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    }
    for (const name of ['Approve the repair', 'Use another element', 'The change is intended', 'Reject'])
      expect(await page.getByRole('button', { name }).isEnabled()).toBe(true);
    expect(await page.getByRole('region', { name: /^Source of/ }).innerText()).toContain('getByRole');
  });

  test('has every page without a serious fault of accessibility and without sideways scrolling', async () => {
    const paths = [
      '/projects',
      `/projects/${runs.projectId}`,
      `/projects/${runs.projectId}?tab=suite`,
      `/projects/${runs.projectId}?tab=settings`,
      ...['overview', 'tests', 'record'].map((tab) => `/runs/${runs.second}?tab=${tab}`),
      ...['findings', 'app'].map((tab) => `/runs/${runs.first}?tab=${tab}`),
      `/runs/${runs.running}`,
      `/runs/${runs.second}/tests/cart--total`,
      `/runs/${runs.second}/tests/log-in-refused`,
      '/waiting',
      '/settings',
      `/runs/${runs.second.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`,
    ];
    for (const path of paths) {
      const page = await open(path);
      expect([path, await seriousFaults(page), await sidewaysScroll(page)]).toEqual([path, [], 0]);
    }
    expect(dashboard.complaints).toEqual([]);
  });

  test('shares a report with somebody who is signed out, until the link is ended', async () => {
    const page = await open(`/runs/${runs.second}`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const dialog = page.getByRole('dialog');
    const link = await dialog
      .getByText(/\/r\/[\w-]+$/)
      .first()
      .innerText();
    // A report lets no script run, and axe is one.
    const stranger = await (await browser.newContext({ ...options, bypassCSP: true })).newPage();
    for (const address of [new URL('/sign-in', link).href, link]) {
      await stranger.goto(address);
      await stranger.getByRole('heading', { level: 1 }).waitFor();
      expect([address, await seriousFaults(stranger), await sidewaysScroll(stranger)]).toEqual([address, [], 0]);
    }
    expect(await stranger.locator('body').innerText()).toContain(totals.wrong);
    await dialog.getByRole('button', { name: 'End it' }).first().click();
    await expect.poll(async () => (await stranger.reload())?.status()).toBe(404);
    await stranger.context().close();
  });
});

const lookNames = Object.keys(looks) as (keyof typeof looks)[];

/** The same journey at every width at once, each on a run of its own from `first` on; no page complains on the way. */
async function atEachWidth(
  journey: (page: OpenedDashboard['page'], waiting: PreparedRuns['waiting'][number]) => Promise<void>,
  first = 0,
): Promise<void> {
  const journeys = lookNames.map(async (look, index) => {
    const { page, complaints, close } = await openDashboard(browser, local, looks[look]);
    const waiting = runs.waiting[first + index];
    if (!waiting) throw new Error(`nothing waits for a ${look}`);
    await journey(page, waiting);
    expect([look, complaints, await sidewaysScroll(page)]).toEqual([look, [], 0]);
    await close();
  });
  await Promise.all(journeys);
}

const killApi = async (): Promise<void> => {
  const { pid } = JSON.parse(await readFile(join(local.stateDir, 'pids', 'api.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
};

describe('a run that is watched, on a desktop and on a phone,', () => {
  test('is started from its address, told stage by stage, and stopped', async () => {
    await atEachWidth(async (page) => {
      await page.getByLabel('Address of your app').fill(shop.url.replace('http://', ''));
      await page.getByRole('button', { name: 'Start a run' }).click();
      await page.getByRole('listitem').filter({ hasText: 'Explore' }).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('heading', { level: 1, name: 'The run was stopped before its end' }).waitFor(carriedOut);
    });
  });

  test('goes on in the same page from the last event that was heard when the API was killed, to its end', async () => {
    const [heard, silent, again] = [meeting(), meeting(), meeting()];
    const watching = atEachWidth(async (page) => {
      const askedFrom: (string | undefined)[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith(`/runs/${runs.running}/events`)) askedFrom.push(request.headers()['last-event-id']);
      });
      await page.goto(new URL(`/runs/${runs.running}`, local.platform.server).href);
      await page.getByText('5 test results').waitFor();
      await heard.arrive();
      await page.getByText('Connecting again').waitFor();
      await silent.arrive();
      await page.getByText('6 test results').waitFor(carriedOut);
      expect(await page.getByText('Connecting again').count()).toBe(0);
      expect(askedFrom.length).toBeGreaterThan(1);
      expect(askedFrom.slice(1)).toEqual(askedFrom.slice(1).map(() => expect.stringMatching(/^[1-9]\d+$/) as unknown));
      await again.arrive();
      await page.getByRole('heading', { level: 1, name: /^All \d+ tests passed$/ }).waitFor();
    });
    const disturbing = (async () => {
      await heard.all;
      await killApi();
      await silent.all;
      await runs.endNextTest();
      await again.all;
      await runs.endRunning();
    })();
    await Promise.all([watching, disturbing]);
  });
});

/** Where all journeys wait for each other. */
function meeting(): { all: Promise<void>; arrive(): Promise<void> } {
  let open = (): void => undefined;
  let missing = lookNames.length;
  const all = new Promise<void>((resolve) => (open = resolve));
  const arrive = (): Promise<void> => {
    missing -= 1;
    if (missing === 0) open();
    return all;
  };
  return { all, arrive };
}

describe('what waits for a person, on a desktop and on a phone,', () => {
  const testPage = (runId: string, test: string): string =>
    new URL(`/runs/${runId}/tests/${test}`, local.platform.server).href;
  const kept = async (projectId: string, test: string): Promise<string> =>
    JSON.stringify(await local.client.getTest(projectId, test));

  test('is answered: an approved repair is proven on the real app, and kept', async () => {
    await atEachWidth(async (page, { projectId, runId }) => {
      await page.goto(testPage(runId, 'form-happy--contact'));
      expect(await kept(projectId, 'form-happy--contact')).not.toContain('Email address');
      await page.getByRole('button', { name: 'Approve the repair' }).click();
      await page.getByText('The repair was proven and is kept.').waitFor(carriedOut);
      expect(await kept(projectId, 'form-happy--contact')).toContain('Email address');
    });
  });

  test('is answered: another element than the proposed one is tried, forgotten where it is wrong, and kept where it is right', async () => {
    const key = 'form-happy--contact';
    await atEachWidth(async (page, { projectId, runId }) => {
      await page.goto(testPage(runId, key));
      const give = async (locator: string): Promise<void> => {
        await page.getByLabel('The element to use instead').fill(locator);
        await page.getByRole('button', { name: 'Prove it with this one' }).click();
      };
      await page.getByRole('button', { name: 'Use another element' }).click();
      expect(await seriousFaults(page)).toEqual([]);
      await give("getByLabel('Telephone')");
      await page.getByRole('alert').getByText('This locator finds nothing').waitFor();
      await give("getByLabel('Name', { exact: true })");
      await page.getByText('with this element the test does not pass').waitFor(carriedOut);
      expect(await kept(projectId, key)).toContain('"name":"E-mail"');
      await page.getByRole('button', { name: 'Use another element' }).click();
      await give("getByLabel('Email address', { exact: true })");
      await page.getByText('Your element was proven and is kept.').waitFor(carriedOut);
      expect(await kept(projectId, key)).toContain('"by":"label"');
    }, lookNames.length);
  });

  test('is answered: an intended change is seen twice, shown, and signed by whoever is signed in', async () => {
    await atEachWidth(async (page, { projectId, runId }) => {
      await page.goto(testPage(runId, 'cart--total'));
      await page.getByRole('button', { name: 'The change is intended' }).click();
      await page.getByText('Seen twice on this build.').waitFor(carriedOut);
      expect(await page.getByRole('status').innerText()).toMatch(/−.*\$35\.55[^]*\+.*\$31\.95/);
      expect(await kept(projectId, 'cart--total')).toContain(totals.right);
      const sign = page.getByRole('button', { name: 'Sign as ' });
      const person = (await sign.innerText()).replace('Sign as ', '').trim();
      await sign.click();
      await page.getByText('The new behaviour is what the test expects now.').waitFor(carriedOut);
      expect(await kept(projectId, 'cart--total')).toContain(totals.wrong);
      const answers = await local.client.listAnswers(runId);
      const signed = answers.find(({ test: key }) => key === 'cart--total');
      expect(signed).toMatchObject({ signedBy: person, saidBy: person });
    });
  });

  test('and what was healed without asking is taken back by one who knows better', async () => {
    await atEachWidth(async (page, { projectId, runId }) => {
      await page.goto(testPage(runId, 'log-in-refused'));
      expect(await kept(projectId, 'log-in-refused')).toContain('Sign in');
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('Taken back').waitFor();
      expect(await kept(projectId, 'log-in-refused')).not.toContain('Sign in');
    });
  });
});

describe('a sign-in link', () => {
  test('that was used shows how else to come in', async () => {
    const link = await makeSignInLink(local.platform);
    const page = await (await browser.newContext()).newPage();
    await page.goto(link);
    await page.waitForURL('**/projects');
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('used already');
    expect(page.url()).not.toContain('code=');
    await page.context().close();
  });
});
