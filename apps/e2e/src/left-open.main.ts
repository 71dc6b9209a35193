import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endedPhases } from '@testforge/core';
import { createShop } from '@testforge/demo-shop';
import { findChromium } from '@testforge/local';
import type { Run } from '@testforge/sdk';
import { chromium, type Browser } from 'playwright';
import { looks, openDashboard, settled } from './dashboard-pages.js';
import { openPlatform, type TestPlatform } from './platform.js';
import { slowDown } from './slow-proxy.js';

/**
 * Leaves tabs of the dashboard open while a worker carries out a run of the sample shop, which answers so slowly that this
 * takes longer than MINUTES; kills the API in the middle, and says what the tabs show at the run's end beside what is
 * recorded and what a tab shows that is opened then. Ends with 1 where they differ, or the run was too short.
 * Usage: left-open.main.ts [MINUTES], 16 unless given: longer than an access token lives.
 */
const minutes = Number(process.argv[2] ?? 16);
const wholeMs = minutes * 60_000;
/** Each page twice for a form that redirects: together well below what a test waits for. */
const delayMs = 1800;
/** An API that was killed is there again in seconds, or in minutes where the machine is busy. */
const patience = { timeout: 600_000 };

const say = (line: string): void => void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

async function openTab(browser: Browser, local: TestPlatform, look: keyof typeof looks, address: string) {
  const { page, complaints } = await openDashboard(browser, local, looks[look]);
  const streams: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) streams.push(request.headers()['last-event-id'] ?? 'the beginning');
  });
  await page.goto(address);
  const title = page.getByRole('heading', { level: 1 });
  await title.waitFor();
  return { look, page, title, complaints, streams };
}

async function killApi({ stateDir }: TestPlatform): Promise<void> {
  const { pid } = JSON.parse(await readFile(join(stateDir, 'pids', 'api.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  say('the API was killed');
}

/** The stage that a run is at, said whenever it is another one; returns the run at its end. */
async function followRecord({ client }: TestPlatform, id: string): Promise<Run> {
  let told = '';
  for (;;) {
    try {
      const run = await client.getRun(id);
      const stage = run.stages.findLast(({ status }) => status === 'running')?.name ?? run.status;
      if (stage !== told) say(`recorded: ${stage}`);
      told = stage;
      if (endedPhases.includes(run.status)) return run;
    } catch (error) {
      say(`the API does not answer: ${error instanceof Error ? error.message : String(error)}`);
    }
    await pause(5000);
  }
}

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
const shop = await createShop({ release: 1, port: 0 });
const proxy = await slowDown(shop.url, { delayMs, port: local.appPort });
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  // One page at a time, and time enough to design for most of the run.
  const limits = { parallel: 1, workers: 1, discoveryMs: wholeMs / 4, designMs: (wholeMs * 3) / 4 };
  const startedAt = Date.now();
  const { id } = await local.client.startRun({ url: proxy.url, project: 'Left open', limits });
  const address = new URL(`/runs/${id}`, local.platform.server).href;
  const names = Object.keys(looks) as (keyof typeof looks)[];
  const tabs = await Promise.all(names.map((look) => openTab(browser, local, look, address)));
  say(`${tabs.length} tabs are open on a run that shall take ${minutes} minutes`);
  const end = followRecord(local, id);
  await Promise.race([pause(wholeMs / 2), end]);
  await killApi(local);
  void pause(wholeMs - (Date.now() - startedAt), undefined, { ref: false }).then(() => proxy.hurry());
  const { status, outcome } = await end;
  const tookMs = Date.now() - startedAt;
  say(
    `recorded: ${status} after ${Math.round(tookMs / 1000)} s, ${outcome?.tests.passed} of ${outcome?.tests.kept} tests passed`,
  );
  if (tookMs < wholeMs) say(`that is less than ${minutes} minutes`);
  const fresh = await openTab(browser, local, 'desktop', address);
  await settled(fresh.page);
  const truth = await fresh.title.innerText();
  say(`opened now, a tab shows: ${truth}`);
  for (const { look, page, title, complaints, streams } of tabs) {
    await page.getByRole('heading', { level: 1, name: truth, exact: true }).waitFor(patience);
    say(`${look} shows: ${await title.innerText()}`);
    say(
      `${look} opened the stream ${streams.length} times, from: ${streams.join(', ')}; complaints: ${complaints.length}`,
    );
    if (complaints.length > 0 || streams.length < 2) process.exitCode = 1;
  }
  if (tookMs < wholeMs || !truth.includes(String(outcome?.tests.passed))) process.exitCode = 1;
} finally {
  await browser.close();
  await proxy.close();
  await shop.close();
  await local.close();
}
