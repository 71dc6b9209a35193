// What the project sees as `@playwright/test`: all of it, with a `page` that our runner looks at when a test failed.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const playwright = require(path.join(process.env.TESTFORGE_PLAYWRIGHT, 'test.js'));

const maxKept = 500;
const maxUrl = 1_500;
const snapshotTimeoutMs = 10_000;
const maxFrames = 10;
const source = (name) => fs.readFileSync(path.join(process.env.TESTFORGE_RUNNER, name), 'utf8');
const collect = source('snapshot.js');
const framePath = new Function('element', `return (${source('frame-path.js')})(element)`);

const settings = JSON.parse(source('settings.json'));
const isReading = (method) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** Everything the page asked for and said, the latest last, bounded. */
function watchPage(page) {
  const seen = { requests: [], console: [], pageErrors: [] };
  const keep = (list, entry) => {
    list.push(entry);
    if (list.length > maxKept) list.shift();
  };
  const writes = [];
  page.context().on('request', (request) => {
    const entry = { method: request.method(), url: request.url().slice(0, maxUrl), status: null };
    keep(seen.requests, entry);
    if (!isReading(entry.method)) keep(writes, entry);
    request.response().then(
      (response) => {
        if (response) entry.status = response.status();
      },
      (error) => {
        entry.failure = String(error.message);
      },
    );
  });
  page.context().on('requestfailed', (request) => {
    const entry = seen.requests.findLast((each) => each.url === request.url().slice(0, maxUrl) && each.status === null);
    if (entry) entry.failure = request.failure()?.errorText ?? 'failed';
  });
  page.on('console', (message) => keep(seen.console, { type: message.type(), text: message.text().slice(0, 2000) }));
  page.on('pageerror', (error) => keep(seen.pageErrors, String(error?.stack ?? error).slice(0, 4000)));
  return { seen, writes };
}

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

async function takeSnapshot(page, seen, testInfo) {
  const main = page.mainFrame();
  const snapshot = await within(snapshotTimeoutMs, readSnapshot(main));
  const children = page
    .frames()
    .filter((frame) => frame !== main)
    .slice(0, maxFrames);
  const frames = (await Promise.all(children.map(readFrame))).filter((frame) => frame !== null);
  const file = testInfo.outputPath('testforge-snapshot.json');
  fs.writeFileSync(file, JSON.stringify({ url: page.url(), page: snapshot, frames, ...seen }));
  testInfo.attachments.push({ name: 'testforge:snapshot', contentType: 'application/json', path: file });
}

/** Where only reading is allowed, whatever a page would write is stopped before it leaves the browser. */
async function refuseWriting(context) {
  await context.route('**/*', (route, request) =>
    isReading(request.method()) ? route.fallback() : route.abort('blockedbyclient'),
  );
}

const test = playwright.test.extend({
  context: async ({ context }, use) => {
    if (settings.readOnly) await refuseWriting(context);
    await use(context);
  },
  page: async ({ page }, use, testInfo) => {
    const { seen, writes } = watchPage(page);
    await use(page);
    const failed = testInfo.status !== testInfo.expectedStatus;
    if (failed) {
      await takeSnapshot(page, seen, testInfo).catch((error) => {
        testInfo.annotations.push({ type: 'testforge:no-snapshot', description: String(error.message) });
      });
    }
    testInfo.attachments.push({
      name: 'testforge:requests',
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(writes)),
    });
  },
});

for (const name of Object.keys(playwright)) {
  if (!(name in test)) test[name] = playwright[name];
}
test.test = test;
test.default = test;
module.exports = test;
