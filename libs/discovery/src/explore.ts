import type { AppModel } from '@testforge/core';
import { newCleanContext, openBrowser, type JobTools } from '@testforge/browser';
import type { Browser, BrowserContext } from 'playwright';
import { reasonToAvoid } from './avoid-link.js';
import { checkLinks } from './check-links.js';
import { createStateFile, refile } from './file-states.js';
import { createFindingLog, pageFinding } from './findings.js';
import { findFlows } from './flows.js';
import { createFrontier, type Candidate, type NotVisited } from './frontier.js';
import { guardRequests, type RequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import { refuseStart } from './open-page.js';
import { openTabs, type Tabs } from './open-tabs.js';
import type { PageReading, ReadState } from './read-state.js';
import { isAllowedByRobots, parseRobots, type RobotsRule } from './robots.js';
import { refusalOf } from './scope.js';
import { foldSlug, pathOf, templateOf } from './url-template.js';

const mostNotVisited = 500;
const mostLinkChecks = 100;

async function readRobots(context: BrowserContext, url: string): Promise<RobotsRule[]> {
  const response = await context.request.get(new URL('/robots.txt', url).href, { timeout: 3_000 }).catch(() => null);
  const isText = response?.ok() && (response.headers()['content-type'] ?? '').startsWith('text/plain');
  return response && isText ? parseRobots(await response.text()) : [];
}

/** What one exploration knows so far, and what it does with each page read. */
function createExploration(input: DiscoveryInput, robots: RobotsRule[]) {
  const frontier = createFrontier(input.limits);
  const file = createStateFile();
  const findings = createFindingLog();
  const notVisited = new Map<string, NotVisited>();
  const skip = (path: string, reason: string) => void (notVisited.has(path) || notVisited.set(path, { path, reason }));

  function consider(candidate: Candidate & { download?: boolean }): void {
    const path = URL.canParse(candidate.url) ? pathOf(candidate.url) : candidate.url.slice(0, 200);
    const refusal =
      refusalOf(candidate.url, input) ??
      reasonToAvoid({ text: candidate.text, href: candidate.url, download: candidate.download });
    if (refusal === 'another origin') return skip(candidate.url.slice(0, 200), refusal);
    if (refusal) return skip(path, refusal);
    if (!isAllowedByRobots(path, robots)) return skip(path, 'robots.txt');
    frontier.add({ url: candidate.url, depth: candidate.depth, from: candidate.from, text: candidate.text });
  }

  function followLinks(state: ReadState, depth: number): void {
    for (const link of state.snapshot.links)
      consider({ url: link.href, depth: depth + 1, from: state.path, text: link.text, download: link.download });
  }

  function fileChild(child: ReadState, parent: ReadState, depth: number): void {
    if (child.url !== parent.url) return consider({ url: child.url, depth, from: parent.path, text: '' });
    if (file.add(child, { template: frontier.template(child.url), depth })) followLinks(child, depth);
  }

  return {
    frontier,
    file,
    findings,
    notVisited,
    skip,
    consider,
    /** Files what was read of one address. */
    take(reading: PageReading): void {
      const { candidate, opened, state } = reading;
      reading.findings.forEach(findings.add);
      const path = pathOf(candidate.url);
      if (opened.kind === 'none') return skip(path, opened.reason);
      if (opened.kind === 'unreachable') return skip(path, `not answered: ${opened.error.slice(0, 200)}`);
      if (opened.status >= 400 && opened.status !== 401 && opened.status !== 403)
        findings.add(pageFinding(candidate.url, opened.status, candidate.from, candidate.text));
      if (!state) return skip(path, opened.status >= 400 ? `answers with ${opened.status}` : 'leads to another origin');
      frontier.claim(state.url);
      const template = frontier.template(state.url);
      frontier.noteRead({ template: templateOf(state.url), structureHash: state.snapshot.structureHash });
      file.add(state, { template, depth: candidate.depth });
      followLinks(state, candidate.depth);
      for (const child of reading.children) fileChild(child, state, candidate.depth + 1);
    },
  };
}

type Exploration = ReturnType<typeof createExploration>;

/** Reads pages in batches; a batch is filed in its own order, so that the model depends on the app and not on who was faster. */
async function explorePages(
  exploration: Exploration,
  tabs: Tabs,
  guard: RequestGuard,
  input: DiscoveryInput,
  tools: JobTools,
  startedAt: number,
): Promise<void> {
  const untilMs = startedAt + input.limits.discoveryMs;
  const tried = new Set<string>();
  const pictured = new Set<string>();
  let read = 0;
  for (
    let batch = exploration.frontier.take(1);
    batch.length;
    batch = exploration.frontier.take(input.limits.parallel)
  ) {
    const readings = await Promise.all(
      batch.map((candidate, slot) => {
        const template = exploration.frontier.template(candidate.url);
        const thorough = !pictured.has(template);
        pictured.add(template);
        read += 1;
        const isKnown = (url: string, hash: string) => exploration.file.has(exploration.frontier.template(url), hash);
        return tabs.read(slot, candidate, {
          limits: input.limits,
          origins: input.origins,
          guard,
          outDir: tools.outDir,
          thorough,
          tried,
          isKnown,
          pictureName: `state-${read}.jpg`,
          untilMs,
        });
      }),
    );
    for (const reading of readings) {
      if (reading.candidate.from === null) throwIf(refuseStart(input.url, reading.opened, input.origins));
      exploration.take(reading);
      tools.emit({
        event: 'progress',
        states: exploration.file.list().length,
        queued: exploration.frontier.queued(),
        path: pathOf(reading.candidate.url),
        elapsedMs: Math.round(performance.now() - startedAt),
      });
    }
    if (performance.now() > untilMs) return;
  }
}

function throwIf(error: Error | null): void {
  if (error) throw error;
}

async function conclude(
  exploration: Exploration,
  context: BrowserContext,
  guard: RequestGuard,
  input: DiscoveryInput,
  startedAt: number,
): Promise<AppModel> {
  const { skipped, unread } = exploration.frontier.leftOver(
    `time budget of ${Math.round(input.limits.discoveryMs / 1000)} s reached`,
  );
  for (const { path, reason } of skipped) exploration.skip(path, reason);
  const checked = await checkLinks(context.request, unread, {
    most: mostLinkChecks,
    untilMs: startedAt + input.limits.discoveryMs + 5_000,
  });
  checked.forEach(exploration.findings.add);
  const states = refile(exploration.file.list(), (template) => foldSlug(template, exploration.frontier.slugParents()));
  const forms = new Set(
    states.flatMap((state) =>
      state.snapshot.forms.map(
        (form) => `${form.method} ${form.action} ${form.fields.map((field) => field.nameAttr).join()}`,
      ),
    ),
  );
  return {
    schemaVersion: 1,
    url: input.url,
    origins: input.origins,
    proposedOrigins: guard.foreignOrigins(),
    interaction: input.interaction,
    states,
    findings: exploration.findings.list(),
    ledger: guard.ledger(),
    coverage: {
      templates: new Set(states.map((state) => state.template)).size,
      states: states.length,
      forms: forms.size,
      flows: findFlows(states).size,
    },
    notVisited: [...exploration.notVisited.values()].slice(0, mostNotVisited),
    durationMs: Math.round(performance.now() - startedAt),
  };
}

async function exploreWith(browser: Browser, input: DiscoveryInput, tools: JobTools): Promise<AppModel> {
  const startedAt = performance.now();
  const context = await newCleanContext(browser);
  const guard = await guardRequests(context, input);
  const tabs = await openTabs(context, input.limits.parallel);
  const exploration = createExploration(input, await readRobots(context, input.url));
  exploration.frontier.add({ url: input.url, depth: 0, from: null, text: '' });
  await explorePages(exploration, tabs, guard, input, tools, startedAt);
  const model = await conclude(exploration, context, guard, input, startedAt);
  // Requests still under way must not fail loudly when the browser goes.
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  return model;
}

/** Explores an app breadth first with one browser. Runs inside the sandbox. Throws `discovery.unreachable` where the start address is none. */
export async function explore(input: DiscoveryInput, tools: JobTools): Promise<AppModel> {
  const browser = await openBrowser();
  try {
    return await exploreWith(browser, input, tools);
  } finally {
    await browser.close();
  }
}
