import type { PageSnapshot } from '@testforge/core';
import { uncovered } from './covered-pages.js';
import type { Exploration } from './exploration.js';
import type { Candidate } from './frontier.js';
import type { KeptSession } from './log-in/keep-session.js';
import { demandStart } from './open-page.js';
import type { Tabs } from './open-tabs.js';
import type { PageReading, ReadOptions } from './read-state.js';
import { readOptions, type Trip } from './trip.js';
import { pathOf } from './url-template.js';

/** Why a page is left out after which nobody is logged in any more. */
export const endsSession = 'ends the session';

/**
 * Reads a page anew that was not shown because nobody is logged in any more. A page that asks for a log-in although the
 * session lives is taken as it is; one after which the session is gone again ends it, and is left out.
 */
async function readAgain(
  reading: PageReading,
  tabs: Tabs,
  session: KeptSession,
  options: ReadOptions,
): Promise<PageReading | string> {
  const { candidate } = reading;
  const asItIs = () => tabs.read(0, candidate, { ...options, looksOutside: undefined });
  if (await session.isAlive()) return asItIs();
  if (!(await session.renew())) return 'the session was lost and could not be renewed';
  const again = await tabs.read(0, candidate, options);
  if (again.lost !== 'before') return again;
  if (await session.isAlive()) return asItIs();
  await session.renew();
  return endsSession;
}

/** The reading as a clean browser comes to it: where no window lies over the page, none is closed on the way. */
async function underItsWindow(reading: PageReading, { covers }: Trip): Promise<PageReading> {
  if (reading.cover) {
    covers.met(reading.cover);
    if (await covers.comesBack()) return reading;
    const { cover: _cover, ...rest } = uncovered(reading, reading.cover.step);
    return rest;
  }
  if (!reading.state?.covered) return reading;
  const step = covers.step();
  const click = reading.state.reach.find((each) => each.kind === 'click');
  if (step === null) return click ? uncovered(reading, click) : reading;
  return (await covers.lieOver(reading.state.url)) ? reading : uncovered(reading, step);
}

/** Files one reading; where it came from a lost session, renews that first. */
async function file(
  reading: PageReading,
  options: ReadOptions,
  exploration: Exploration,
  tabs: Tabs,
  trip: Trip,
): Promise<void> {
  const { session, input } = trip;
  if (reading.candidate.from === null) demandStart(input.url, reading.opened, input.origins);
  const result = reading.lost === 'before' && session ? await readAgain(reading, tabs, session, options) : reading;
  if (typeof result === 'string') return exploration.skip(pathOf(reading.candidate.url), result);
  exploration.take(await underItsWindow(result, trip));
  if (result.unchecked) trip.unchecked.push(result.candidate.url);
  if (result.lost === 'after' && session && !(await session.isAlive())) await session.renew();
}

/** Whether at the pace so far the time will not do for all that is to be read. */
function isBehind({ frontier, count }: Exploration, { startedAt, untilMs, input }: Trip): boolean {
  const now = performance.now();
  const left = Math.min(frontier.queued(), input.limits.maxPages - count.pagesRead);
  return count.pagesRead > 0 && ((now - startedAt) / count.pagesRead) * left > untilMs - now;
}

/** Reads a batch, each tab taking the next address when it is done with one. Null for those there was no time for; the first always is. */
async function readBatch(
  batch: { candidate: Candidate; options: ReadOptions }[],
  tabs: Tabs,
  trip: Trip,
): Promise<(PageReading | null)[]> {
  const readings: (PageReading | null)[] = batch.map(() => null);
  let next = 0;
  const work = async (slot: number): Promise<void> => {
    for (let at = next++; at < batch.length && (at === 0 || performance.now() < trip.untilMs); at = next++) {
      const job = batch[at];
      if (job) readings[at] = await tabs.read(slot, job.candidate, job.options);
    }
  };
  await Promise.all(Array.from({ length: tabs.count }, (_, slot) => work(slot)));
  return readings;
}

/** Addresses of a batch for each page at once: more, and tabs wait less for each other; fewer, and later choices know more. */
const batchForEach = 2;

/** Reads pages in batches; a batch is filed in its own order, so that the model depends on the app and not on who was faster. */
export async function explorePages(exploration: Exploration, tabs: Tabs, trip: Trip): Promise<void> {
  const { frontier } = exploration;
  const pictured = new Set<string>();
  const most = trip.input.limits.parallel * batchForEach;
  for (let batch = frontier.take(1); batch.length; batch = frontier.take(most)) {
    const tried = new Set(exploration.tried);
    const behind = isBehind(exploration, trip);
    const jobs = batch.map((candidate) => {
      const template = frontier.template(candidate.url);
      const thorough = !pictured.has(template);
      pictured.add(template);
      const isKnown = (snapshot: PageSnapshot) => exploration.isKnown(candidate, snapshot);
      return { candidate, options: readOptions(trip, { thorough, isBehind: behind, tried, isKnown }) };
    });
    const readings = await readBatch(jobs, tabs, trip);
    trip.proof.keep();
    for (const [index, { candidate, options }] of jobs.entries()) {
      const done = readings[index];
      if (!done) {
        frontier.putBack(candidate);
        continue;
      }
      await file(done, options, exploration, tabs, trip);
      trip.tools.emit({
        event: 'progress',
        states: exploration.file.list().length,
        queued: frontier.queued(),
        path: trip.redact(pathOf(done.candidate.url)),
        elapsedMs: Math.round(performance.now() - trip.startedAt),
      });
    }
    if (performance.now() > trip.untilMs) return;
  }
}
