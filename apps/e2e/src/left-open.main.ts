import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findChromium } from '@testforge/local';
import { chromium } from 'playwright';
import { looks, openDashboard } from './dashboard-pages.js';
import { openPlatform } from './platform.js';
import { prepareRuns } from './prepared-run.js';

/**
 * Leaves tabs of the dashboard open while a run goes on for longer than an access token lives, kills the API in the middle,
 * and says what the tabs show at the run's end beside what is recorded. Ends with 1 where they differ.
 * Usage: left-open.main.ts [MINUTES], 16 unless given.
 */
/** An API that was killed is there again in seconds, or in minutes where the machine is busy. */
const patience = { timeout: 600_000 };
const minutes = Number(process.argv[2] ?? 16);
const say = (line: string): void => void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  const runs = await prepareRuns(local);
  const address = new URL(`/runs/${runs.running}`, local.platform.server).href;
  const tabs = await Promise.all(
    Object.entries(looks).map(async ([look, options]) => {
      const { page, complaints } = await openDashboard(browser, local, options);
      const streams: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/events')) streams.push(request.headers()['last-event-id'] ?? 'the beginning');
      });
      await page.goto(address);
      await page.getByText('5 test results').waitFor();
      return { look, page, complaints, streams };
    }),
  );
  say(`${tabs.length} tabs are open on a run of ${minutes} minutes`);
  for (const quarter of [1, 2, 3]) {
    await pause((minutes * 60_000) / 4);
    if (quarter === 2) {
      const { pid } = JSON.parse(await readFile(join(local.stateDir, 'pids', 'api.json'), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
      say('the API was killed');
    }
    await runs.endNextTest();
    for (const { look, page } of tabs) {
      await page.getByText(`${5 + quarter} test results`).waitFor(patience);
      say(`${look}: ${5 + quarter} test results`);
    }
  }
  await pause((minutes * 60_000) / 4);
  await runs.endRunning();
  const { status, outcome } = await local.client.getRun(runs.running);
  say(`recorded: ${status}, ${outcome?.tests.passed} of ${outcome?.tests.kept} tests passed`);
  for (const { look, page, complaints, streams } of tabs) {
    await page.getByRole('heading', { level: 1, name: `All ${outcome?.tests.passed} tests passed` }).waitFor(patience);
    say(`${look} shows: ${await page.getByRole('heading', { level: 1 }).innerText()}`);
    say(
      `${look} opened the stream ${streams.length} times, from: ${streams.join(', ')}; complaints: ${complaints.length}`,
    );
    if (complaints.length > 0) process.exitCode = 1;
  }
  await runs.close();
} finally {
  await browser.close();
  await local.close();
}
