import { reasonToAvoid } from '../avoid-link.js';
import type { Candidate } from '../frontier.js';
import { isAllowedByRobots, type RobotsRule } from '../robots.js';
import { refusalOf } from '../scope.js';
import type { Trip } from '../trip.js';
import { pathOf } from '../url-template.js';
import { worthOf } from '../worth-of-address.js';
import { lookAt, type Look } from './look-at.js';
import type { Sight } from './sight.js';

/** What a look around keeps to. */
export interface Bounds {
  trip: Trip;
  robots: RobotsRule[];
  /** Paths that ended the session of the project's user. */
  ending: ReadonlySet<string>;
  /** The template of an address, as the exploration knows it. */
  template(url: string): string;
  /** When it ends at the latest, in the time of `performance.now()`. */
  untilMs: number;
}

/** Whether an address may be asked for by whoever follows links, or by whoever has heard of it. */
export const mayAsk = (link: { url: string; text: string; download?: boolean | undefined }, bounds: Bounds): boolean =>
  refusalOf(link.url, bounds.trip.input) === null &&
  !bounds.ending.has(pathOf(link.url)) &&
  reasonToAvoid({ text: link.text, href: link.url, ...(link.download && { download: true }) }) === null &&
  isAllowedByRobots(pathOf(link.url), bounds.robots);

/** Addresses that wait to be read, one of each template; the best comes first, of equals the one found first. */
function createQueue(template: Bounds['template']) {
  const waiting: { candidate: Candidate; worth: number }[] = [];
  const known = new Set<string>();
  return {
    /** From now on no address of this template is added. */
    claim: (url: string): boolean => known.size < known.add(template(url)).size,
    add: (candidate: Candidate): void => void waiting.push({ candidate, worth: worthOf(candidate) }),
    next(): Candidate | undefined {
      const best = waiting.reduce(
        (most, { worth }, at) => (worth > (waiting[most]?.worth ?? -Infinity) ? at : most),
        0,
      );
      return waiting.splice(best, 1)[0]?.candidate;
    },
  };
}

/**
 * Follows the ways that a role is led, from the page it lands on and the start page: one page of each template, those first
 * that promise most, `rolePages` at most. What is seen is kept in the sight.
 */
export async function lookAround(sight: Sight, bounds: Bounds): Promise<void> {
  const { trip, template, untilMs } = bounds;
  const { url, limits, origins } = trip.input;
  const queue = createQueue(template);
  const keep = (look: Look, depth: number): void => {
    const { asked, snapshot } = look;
    sight.looks.set(template(asked), look);
    if (!sight.looks.has(template(snapshot.url)))
      sight.looks.set(template(snapshot.url), { ...look, asked: snapshot.url });
    for (const { href, text, landmark, download } of snapshot.links) {
      if (!URL.canParse(href) || !origins.includes(new URL(href).origin)) continue;
      sight.linked.add(template(href));
      if (mayAsk({ url: href, text, download }, bounds) && queue.claim(href))
        queue.add({ url: href, depth: depth + 1, from: pathOf(asked), text, landmark });
    }
  };
  const read = async (candidate: Candidate): Promise<void> => {
    const look = await lookAt(sight.page, candidate.url, trip, sight.looks.values());
    if (look) keep(look, candidate.depth);
  };
  if (sight.landing && queue.claim(sight.landing.url))
    keep({ asked: sight.landing.url, status: 200, snapshot: sight.landing }, 0);
  if (queue.claim(url)) await read({ url, depth: 0, from: null, text: '' });
  for (let count = 1; count < limits.rolePages && performance.now() < untilMs; count += 1) {
    const next = queue.next();
    if (!next) return;
    await read(next);
  }
}
