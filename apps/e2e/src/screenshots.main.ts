import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '@testforge/local';
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import { looks, openDashboard, picturesInSight, settled } from './dashboard-pages.js';
import { openPlatform, repositoryDir } from './platform.js';
import { prepareRuns } from './prepared-run.js';

/** Writes docs/screenshots/*.png from the real dashboard over a prepared run. */
const dir = join(repositoryDir, 'docs/screenshots');
const dark: BrowserContextOptions = { ...looks.desktop, colorScheme: 'dark' };

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  await mkdir(dir, { recursive: true });
  const { projectId, first, second, running, close: closeRecord } = await prepareRuns(local);
  const shots: [string, string, BrowserContextOptions, ((page: Page) => Promise<unknown>)?][] = [
    ['projects', '/projects', looks.desktop],
    ['project', `/projects/${projectId}`, looks.desktop],
    ['suite', `/projects/${projectId}?tab=suite`, looks.desktop],
    ['live', `/runs/${running}`, looks.desktop, (page) => page.getByText('5 test results').waitFor()],
    ['run', `/runs/${second}`, looks.desktop],
    ['run-dark', `/runs/${second}`, dark],
    ['run-phone', `/runs/${second}`, looks.phone],
    ['tests', `/runs/${second}?tab=tests`, looks.desktop],
    ['findings', `/runs/${first}?tab=findings`, looks.desktop],
    ['app', `/runs/${first}?tab=app`, looks.desktop],
    ['regression', `/runs/${second}/tests/cart--total`, looks.desktop],
    [
      'heal',
      `/runs/${second}/tests/form-happy--contact`,
      looks.desktop,
      (page) =>
        page.getByRole('heading', { name: 'What healing proposed' }).evaluate((element) => element.scrollIntoView()),
    ],
    ['answer', `/runs/${second}/tests/form-happy--contact`, looks.desktop],
    ['waiting', '/waiting', looks.desktop],
    [
      'share',
      `/runs/${second}`,
      looks.desktop,
      async (page) => {
        await page.getByRole('button', { name: 'Share' }).click();
        await page.getByRole('button', { name: 'Make a link' }).click();
        await page.getByRole('button', { name: 'End it' }).waitFor();
      },
    ],
    ['settings', '/settings', looks.desktop],
  ];
  for (const [name, path, options, prepare] of shots) {
    const { page, close } = await openDashboard(browser, local, options);
    await page.goto(new URL(path, local.platform.server).href);
    await settled(page);
    await prepare?.(page);
    // The page of a run that goes on listens all the time.
    if (name !== 'live') await page.waitForLoadState('networkidle');
    await picturesInSight(page);
    const file = join(dir, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    process.stdout.write(`${name}.png ${Math.round((await stat(file)).size / 1024)} KB\n`);
    await close();
  }
  await closeRecord();
} finally {
  await browser.close();
  await local.close();
}
