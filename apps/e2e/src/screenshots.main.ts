import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '@testforge/local';
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import { looks, openDashboard, picturesInSight, settled } from './dashboard-pages.js';
import { openPlatform, repositoryDir } from './platform.js';
import { prepareRuns, type PreparedRuns } from './prepared-run.js';

/**
 * Writes docs/screenshots/*.png from the real dashboard over a prepared run. With a folder as argument, every page in every
 * look goes there instead: for looking at them before a change is shown to anybody.
 */
const [everyLookDir] = process.argv.slice(2);
const dir = everyLookDir ?? join(repositoryDir, 'docs/screenshots');
const allLooks: Record<string, BrowserContextOptions> = {
  desktop: looks.desktop,
  dark: { ...looks.desktop, colorScheme: 'dark' },
  phone: looks.phone,
  'phone-dark': { ...looks.phone, colorScheme: 'dark' },
};

interface Shot {
  name: string;
  path: string;
  /** Besides the one on a desktop, under a name of its own. */
  also?: string[];
  prepare?: (page: Page) => Promise<unknown>;
}

const shotsOf = ({ projectId, first, second, running }: PreparedRuns): Shot[] => [
  { name: 'projects', path: '/projects' },
  { name: 'project', path: `/projects/${projectId}` },
  { name: 'suite', path: `/projects/${projectId}?tab=suite` },
  { name: 'project-settings', path: `/projects/${projectId}?tab=settings` },
  { name: 'live', path: `/runs/${running}`, prepare: (page) => page.getByText('5 test results').waitFor() },
  { name: 'run', path: `/runs/${second}`, also: ['dark', 'phone'] },
  { name: 'tests', path: `/runs/${second}?tab=tests` },
  { name: 'findings', path: `/runs/${first}?tab=findings` },
  { name: 'app', path: `/runs/${first}?tab=app` },
  { name: 'regression', path: `/runs/${second}/tests/cart--total` },
  {
    name: 'heal',
    path: `/runs/${second}/tests/form-happy--contact`,
    prepare: (page) =>
      page.getByRole('heading', { name: 'What healing proposed' }).evaluate((element) => element.scrollIntoView()),
  },
  { name: 'answer', path: `/runs/${second}/tests/form-happy--contact` },
  {
    name: 'modify',
    path: `/runs/${second}/tests/form-happy--contact`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Use another element' }).click();
      await page.getByLabel('The element to use instead').fill("getByLabel('Email address', { exact: true })");
    },
  },
  { name: 'waiting', path: '/waiting' },
  {
    name: 'share',
    path: `/runs/${second}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('button', { name: 'Make a link' }).click();
      await page.getByRole('button', { name: 'End it' }).first().waitFor();
    },
  },
  { name: 'settings', path: '/settings' },
];

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });

async function keep(page: Page, name: string): Promise<void> {
  const file = join(dir, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  process.stdout.write(`${name}.png ${Math.round((await stat(file)).size / 1024)} KB\n`);
}

async function take(page: Page, { name, path, prepare }: Shot, look: string): Promise<void> {
  await page.goto(new URL(path, local.platform.server).href);
  await settled(page);
  await prepare?.(page);
  // The page of a run that goes on listens all the time.
  if (name !== 'live') await page.waitForLoadState('networkidle');
  await picturesInSight(page);
  await keep(page, look === 'desktop' ? name : `${name}-${look}`);
}

/** What people without an account see: the report, and the way in. */
async function takeOutside(runId: string, look: string): Promise<void> {
  const suffix = look === 'desktop' ? '' : `-${look}`;
  const page = await (await browser.newContext(allLooks[look] ?? {})).newPage();
  await page.setContent(Buffer.from(await local.client.download(runId, 'report.html')).toString('utf8'));
  await keep(page, `report${suffix}`);
  await page.goto(new URL('/sign-in', local.platform.server).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await keep(page, `sign-in${suffix}`);
  await page.context().close();
}

try {
  await mkdir(dir, { recursive: true });
  const runs = await prepareRuns(local);
  for (const [look, options] of Object.entries(allLooks)) {
    const wanted = shotsOf(runs).filter(({ also = [] }) => everyLookDir || ['desktop', ...also].includes(look));
    if (wanted.length === 0) continue;
    const { page, close } = await openDashboard(browser, local, options);
    for (const shot of wanted) await take(page, shot, look);
    await close();
    if (everyLookDir || look === 'desktop') await takeOutside(runs.second, look);
  }
  await runs.close();
} finally {
  await browser.close();
  await local.close();
}
