// What the project sees as `@playwright/test`: all of it, with a `page` that our runner looks at when a test failed.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const playwright = require(path.join(process.env.TESTFORGE_PLAYWRIGHT, 'test.js'));
const { makePatient } = require('./patient-actions.cjs');
const { makePatientExpect } = require('./patient-checks.cjs');
const { countPending, isAtRest } = require('./at-rest.cjs');

const maxKept = 500;
const maxUrl = 1_500;
const snapshotTimeoutMs = 10_000;
const maxFrames = 10;
const source = (name) => fs.readFileSync(path.join(process.env.TESTFORGE_RUNNER, name), 'utf8');
const collect = source('snapshot.js');
const framePath = new Function('element', `return (${source('frame-path.js')})(element)`);

const settings = JSON.parse(source('settings.json'));
const asksByPost = new Function('sent', `return (${source('asks-by-post.js')})(sent)`);

const isReading = (request) =>
  ['GET', 'HEAD', 'OPTIONS'].includes(request.method()) ||
  (!request.isNavigationRequest() &&
    asksByPost({ method: request.method(), url: request.url(), body: request.postData() }));

/** Everything the pages asked for and said, the latest last, bounded. Told by events alone, so that it costs no round trip. */
function watchContext(context) {
  const seen = { requests: [], console: [], pageErrors: [], thrownOn: [] };
  const keep = (list, entry) => {
    list.push(entry);
    if (list.length > maxKept) list.shift();
  };
  const writes = [];
  const entries = new WeakMap();
  context.on('request', (request) => {
    const entry = { method: request.method(), url: request.url().slice(0, maxUrl), status: null };
    entries.set(request, entry);
    keep(seen.requests, entry);
    if (!isReading(request)) keep(writes, entry);
  });
  context.on('response', (response) => {
    const entry = entries.get(response.request());
    if (entry) entry.status = response.status();
  });
  context.on('requestfailed', (request) => {
    const entry = entries.get(request);
    if (entry) entry.failure = request.failure()?.errorText ?? 'failed';
  });
  context.on('console', (message) => keep(seen.console, { type: message.type(), text: message.text().slice(0, 2000) }));
  context.on('weberror', (webError) => {
    const error = webError.error();
    keep(seen.pageErrors, String(error?.stack ?? error).slice(0, 4000));
    keep(seen.thrownOn, (webError.page()?.url() ?? '').slice(0, maxUrl));
  });
  return { seen, writes, entries, open: countPending(context), bodyBegan: false, hasSnapshot: false };
}

/** What failed in the app, whether or not the test noticed. */
const faultsIn = ({ requests, pageErrors, thrownOn }) => ({
  serverErrors: requests
    .filter(({ status }) => status >= 500)
    .map(({ method, url, status }) => ({ method, url, status })),
  pageErrors: pageErrors.map((error, index) => ({ error, page: thrownOn[index] })),
  failures: [...new Set(requests.flatMap(({ failure }) => failure ?? []))],
});

const attachJson = (testInfo, name, value) =>
  testInfo.attachments.push({ name, contentType: 'application/json', body: Buffer.from(JSON.stringify(value)) });

/** Gives up on a page that hangs, so that a test's end is not held up. */
function within(timeoutMs, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page did not answer within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function pathOf(frame) {
  const parent = frame.parentFrame();
  if (!parent) return [];
  const host = await frame.frameElement();
  return [...(await pathOf(parent)), await host.evaluate(framePath)];
}

async function readSnapshot(frame) {
  const seen = await frame.evaluate(collect);
  return typeof seen === 'string' ? JSON.parse(seen) : seen;
}

/** A frame may vanish or hang while it is read; the page is then told without it. */
const readFrame = (frame) =>
  within(2_000, (async () => ({ path: await pathOf(frame), page: await readSnapshot(frame) }))()).catch(() => null);

async function takeSnapshot(page, watch, testInfo) {
  const main = page.mainFrame();
  const snapshot = await within(snapshotTimeoutMs, readSnapshot(main));
  const children = page
    .frames()
    .filter((frame) => frame !== main)
    .slice(0, maxFrames);
  const frames = (await Promise.all(children.map(readFrame))).filter((frame) => frame !== null);
  const file = testInfo.outputPath('testforge-snapshot.json');
  fs.writeFileSync(file, JSON.stringify({ url: page.url(), page: snapshot, frames, ...watch.seen }));
  testInfo.attachments.push({ name: 'testforge:snapshot', contentType: 'application/json', path: file });
}

/** Once a test, of the first page that is asked for. */
async function keepSnapshotOfFailure(page, watch, testInfo) {
  if (!settings.evidence || watch.hasSnapshot || testInfo.status === testInfo.expectedStatus) return;
  watch.hasSnapshot = true;
  testInfo.attachments.push({
    name: 'testforge:failed-on',
    contentType: 'text/plain',
    body: Buffer.from(page.url().slice(0, maxUrl)),
  });
  const isLast = testInfo.retry >= settings.retries;
  const atRest = isLast ? false : await within(snapshotTimeoutMs, isAtRest(page, watch.open)).catch(() => false);
  if (atRest)
    testInfo.attachments.push({ name: 'testforge:at-rest', contentType: 'text/plain', body: Buffer.from('yes') });
  await takeSnapshot(page, watch, testInfo).catch((error) => {
    testInfo.annotations.push({ type: 'testforge:no-snapshot', description: String(error.message) });
  });
}

/** Where only reading is allowed, whatever a page would write is stopped before it leaves the browser; but one may log in. */
async function refuseWriting(context, watch, testInfo) {
  const logsIn = settings.setupFiles.includes(path.relative(process.env.TESTFORGE_PROJECT, testInfo.file));
  await context.route('**/*', (route, request) => {
    const beforeBody = settings.logsInBefore && !watch.bodyBegan;
    if (isReading(request) || logsIn || beforeBody) return route.fallback();
    const entry = watch.entries.get(request);
    if (entry) entry.refused = true;
    return route.abort('blockedbyclient');
  });
}

/** As if the app were far away; what it answers stays the same. */
async function slowDown(page, latency) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const unlimited = { downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.emulateNetworkConditions', { offline: false, latency, ...unlimited });
}

const watches = new WeakMap();
const checks = makePatientExpect(playwright.expect, settings);

/** What our reporter noted of the first attempt, and whether it decided that a second would tell nothing. */
function notesOf(testId) {
  const file = path.join(process.env.TESTFORGE_SESSION_DIR, 'notes');
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line)).findLast(({ test: id }) => id === testId);
}

const test = playwright.test.extend({
  onlyWhereItTells: [
    // Playwright reads what a fixture needs from its first parameter, and takes nothing but a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, testInfo) => {
      const before = testInfo.retry > 0 ? notesOf(testInfo.testId) : undefined;
      testInfo.skip(before?.spared === true, 'another try would tell nothing');
      checks.begin(testInfo, before);
      await use();
    },
    { auto: true },
  ],
  context: async ({ context }, use, testInfo) => {
    const watch = watchContext(context);
    watches.set(context, watch);
    if (settings.readOnly) await refuseWriting(context, watch, testInfo);
    await use(context);
    // A fixture that logs in may have failed on a page of its own.
    const page = context.pages().at(-1);
    if (page) await keepSnapshotOfFailure(page, watch, testInfo);
    attachJson(testInfo, 'testforge:requests', watch.writes);
    const faults = faultsIn(watch.seen);
    if (faults.serverErrors.length + faults.pageErrors.length > 0) attachJson(testInfo, 'testforge:faults', faults);
  },
  page: async ({ page }, use, testInfo) => {
    const watch = watches.get(page.context());
    watch.bodyBegan = true;
    if (settings.conditions) await slowDown(page, settings.conditions.latencyMs);
    makePatient(page.locator('html'), settings, checks.missed);
    await use(page);
    await keepSnapshotOfFailure(page, watch, testInfo);
  },
});

for (const name of Object.keys(playwright)) {
  if (!(name in test)) test[name] = playwright[name];
}
test.expect = checks.expect;
test.test = test;
test.default = test;
module.exports = test;
