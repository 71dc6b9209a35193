import { createNamedSegments, type AddressedPage } from './named-segments.js';
import {
  findSlugs,
  foldSlug,
  isSlugPage,
  normaliseUrl,
  noSlugs,
  pathOf,
  templateOf,
  withoutOrder,
  type ReadPage,
  type Slugs,
} from './url-template.js';
import { familiesOf, isListed, isWorking, worthOf } from './worth-of-address.js';

export interface Candidate {
  url: string;
  depth: number;
  /** Path of the page that links here, and the link's text. */
  from: string | null;
  text: string;
  /** Landmark that the link stands in. */
  landmark?: string | undefined;
  /** Told by a sitemap rather than by a link. */
  isHint?: boolean | undefined;
}

export interface NotVisited {
  path: string;
  reason: string;
}

export interface FrontierLimits {
  maxPages: number;
  maxDepth: number;
  samplesPerTemplate: number;
}

export interface Frontier {
  /** Takes a found address unless it is known. */
  add(candidate: Candidate): void;
  /** The next addresses to read, those that promise most first, at most `count`. */
  take(count: number): Candidate[];
  /** Takes back an address that was not read after all. */
  putBack(candidate: Candidate): void;
  /** Tells what reading a candidate showed: its siblings may be of one kind. */
  noteRead(candidate: Candidate, page: AddressedPage): void;
  /** Tells that nothing is there: it does not count against the limit, and its siblings are asked for less. */
  noteDead(candidate: Candidate): void;
  /** Marks an address as seen; false where it was seen before. */
  claim(url: string): boolean;
  template(url: string): string;
  /** Whether a page of this address and structure is one of a kind that was read already. */
  isOneOfMany(candidate: Candidate, page: { url: string; structureHash: string }): boolean;
  queued(): number;
  slugs(): Slugs;
  /** What was found but not read, with reasons. */
  leftOver(reason: string): { skipped: NotVisited[]; unread: Candidate[] };
}

/** What was seen of addresses of one kind. */
interface Family {
  taken: number;
  /** Pages that showed nothing but a structure known before. */
  alike: number;
  /** Addresses that answered with an error. */
  dead: number;
}

interface Entry {
  candidate: Candidate;
  /** Pages that lead here, as far as they count. */
  from: Set<string>;
  worth: number;
  siblings: string;
  namesakes: string;
}

/** Things of one kind are read until they are seen to be alike. */
const endsWithSlug = /:slug\/?(?:[?#]|$)/;

/** Addresses below one parent that answered with an error, after which the rest is not asked for. */
const mostDead = 3;

/** An address that so many pages lead to stands in the app's own menu, whether or not that says it is one. */
const menuPages = 3;

/** Of a menu's own pages each is another place, so a second one is worth nearly as much as the first. */
const mostTaken = ({ siblings }: Entry): number => (siblings.endsWith(' listed') ? 1 : 3);

const entryOf = (candidate: Candidate, from: Set<string>): Entry => ({
  candidate,
  from,
  worth: worthOf(candidate),
  ...familiesOf(candidate),
});

/** Why nothing more of a family is read; null where more is. */
function whyDone(entry: Entry, family: Family, samples: number): string | null {
  if (family.dead >= mostDead && family.dead * 2 > family.taken) return `addresses like it lead nowhere`;
  return isDone(entry, family, samples) ? `enough samples of ${entry.siblings}` : null;
}

/** A family is done where as many of its pages as asked for looked alike, and most did. All kinds of pages lie at the root. */
function isDone({ candidate, siblings }: Entry, { taken, alike }: Family, samples: number): boolean {
  const enough = siblings.startsWith('/*') ? samples * 3 : samples;
  return !isWorking(candidate) && alike >= enough && alike * 2 >= taken;
}

/**
 * The queue of addresses: each once, what promises most first, one of each family before a second of any, a few samples
 * of each template. Its order depends on the app alone.
 */
export function createFrontier(limits: FrontierLimits): Frontier {
  const seen = new Set<string>();
  const queue: Entry[] = [];
  const waiting = new Map<string, Entry>();
  const passed: { candidate: Candidate; reason: string }[] = [];
  const samples = new Map<string, number>();
  const families = new Map<string, Family>();
  const hashes = new Set<string>();
  const read: ReadPage[] = [];
  const segments = createNamedSegments();
  let slugs = noSlugs;
  let taken = 0;
  let dead = 0;

  const template = (url: string) => foldSlug(templateOf(url), slugs);
  /** In another order a list is the same page. */
  const kindOf = (url: string) => template(withoutOrder(url));
  const familyNamed = (name: string): Family => {
    const family = families.get(name) ?? { taken: 0, alike: 0, dead: 0 };
    families.set(name, family);
    return family;
  };
  const claim = (url: string) => {
    const known = normaliseUrl(url);
    if (seen.has(known)) return false;
    seen.add(known);
    return true;
  };
  const pageOf = (candidate: Candidate, { url, structureHash }: { url: string; structureHash: string }): ReadPage => ({
    template: templateOf(url),
    structureHash,
    isListed: isListed(candidate),
  });
  const promiseOf = (entry: Entry) => {
    const { candidate, worth, siblings, namesakes } = entry;
    const { taken: before, alike } = familyNamed(siblings);
    const alikeByName = familyNamed(namesakes).alike;
    const again = (samples.get(kindOf(candidate.url)) ?? 0) * 4;
    return worth - Math.min(before, mostTaken(entry)) - Math.min(alike, 2) * 3 - Math.min(alikeByName, 3) * 2 - again;
  };

  /** Takes the best out of the queue; of equals the one found first. */
  function best(): Entry | undefined {
    let [at, most] = [0, -Infinity];
    queue.forEach((each, index) => {
      const promise = promiseOf(each);
      if (promise > most) [at, most] = [index, promise];
    });
    return queue.splice(at, 1)[0];
  }

  function next(): Candidate | null {
    for (let entry = best(); entry; entry = best()) {
      const { candidate } = entry;
      waiting.delete(normaliseUrl(candidate.url));
      const key = kindOf(candidate.url);
      const count = samples.get(key) ?? 0;
      const family = familyNamed(entry.siblings);
      const isFull = count >= limits.samplesPerTemplate && !endsWithSlug.test(key);
      const why = isFull ? `enough samples of ${key}` : whyDone(entry, family, limits.samplesPerTemplate);
      if (why !== null) {
        passed.push({ candidate, reason: why });
        continue;
      }
      samples.set(key, count + 1);
      family.taken += 1;
      taken += 1;
      return candidate;
    }
    return null;
  }

  /** One more page leads to an address that waits. */
  function noteFrom({ url, from }: Candidate): void {
    const entry = waiting.get(normaliseUrl(url));
    if (entry === undefined || from === null || entry.from.size >= menuPages) return;
    entry.from.add(from);
    if (entry.from.size >= menuPages && !isListed(entry.candidate))
      Object.assign(entry, entryOf({ ...entry.candidate, landmark: 'navigation' }, entry.from));
  }

  function wait(entry: Entry): void {
    waiting.set(normaliseUrl(entry.candidate.url), entry);
    queue.push(entry);
  }

  return {
    add(candidate) {
      if (!claim(candidate.url)) return noteFrom(candidate);
      if (candidate.depth > limits.maxDepth)
        passed.push({ candidate, reason: `deeper than ${limits.maxDepth} clicks` });
      else wait(entryOf(candidate, new Set(candidate.from === null ? [] : [candidate.from])));
    },
    take(count) {
      const batch: Candidate[] = [];
      while (batch.length < count && taken < limits.maxPages) {
        const candidate = next();
        if (!candidate) break;
        batch.push(candidate);
      }
      return batch;
    },
    putBack(candidate) {
      const entry = entryOf(candidate, new Set());
      const key = kindOf(candidate.url);
      samples.set(key, (samples.get(key) ?? 1) - 1);
      familyNamed(entry.siblings).taken -= 1;
      taken -= 1;
      wait(entry);
    },
    noteRead(candidate, page) {
      const { siblings, namesakes } = familiesOf(candidate);
      if (hashes.has(page.structureHash)) for (const name of [siblings, namesakes]) familyNamed(name).alike += 1;
      hashes.add(page.structureHash);
      read.push(pageOf(candidate, page));
      segments.note(page);
      const now = findSlugs(read, segments.things());
      const sizeOf = ({ parents, members, things }: Slugs): string =>
        [parents, members, things].map(({ size }) => size).join();
      if (sizeOf(now) === sizeOf(slugs)) return;
      slugs = now;
      samples.clear();
      for (const each of read) {
        const key = foldSlug(each.template, slugs);
        samples.set(key, (samples.get(key) ?? 0) + 1);
      }
    },
    noteDead(candidate) {
      familyNamed(familiesOf(candidate).siblings).dead += 1;
      // Were there no end to them, that must end as well.
      if (dead < limits.maxPages) taken -= 1;
      dead += 1;
    },
    claim,
    template,
    isOneOfMany: (candidate, page) => isSlugPage(pageOf(candidate, page), slugs),
    queued: () => queue.length,
    slugs: () => slugs,
    leftOver(reason) {
      const rest = queue.map(({ candidate }) => ({
        candidate,
        reason: taken >= limits.maxPages ? `limit of ${limits.maxPages} pages reached` : reason,
      }));
      const all = [...passed, ...rest];
      return {
        skipped: all.map(({ candidate, reason: why }) => ({ path: pathOf(candidate.url), reason: why })),
        unread: all.map(({ candidate }) => candidate),
      };
    },
  };
}
