import { findSlugParents, foldSlug, normaliseUrl, pathOf, templateOf, type ReadPage } from './url-template.js';

export interface Candidate {
  url: string;
  depth: number;
  /** Path of the page that links here, and the link's text. */
  from: string | null;
  text: string;
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
  /** The next addresses to read, shallow ones first, at most `count`. */
  take(count: number): Candidate[];
  /** Tells that a page was read, which may show that its siblings are of one kind. */
  noteRead(page: ReadPage): void;
  /** Marks an address as seen; false where it was seen before. */
  claim(url: string): boolean;
  template(url: string): string;
  queued(): number;
  /** What was found but not read, with reasons. */
  slugParents(): ReadonlySet<string>;
  leftOver(reason: string): { skipped: NotVisited[]; unread: Candidate[] };
}

/** The queue of addresses: breadth first, each once, a few samples of each template, in an order that depends on the app alone. */
export function createFrontier(limits: FrontierLimits): Frontier {
  const seen = new Set<string>();
  const queue: Candidate[] = [];
  const passed: { candidate: Candidate; reason: string }[] = [];
  const samples = new Map<string, number>();
  const read: ReadPage[] = [];
  let slugParents = new Set<string>();
  let taken = 0;

  const template = (url: string) => foldSlug(templateOf(url), slugParents);
  const claim = (url: string) => {
    const known = normaliseUrl(url);
    if (seen.has(known)) return false;
    seen.add(known);
    return true;
  };

  function next(): Candidate | null {
    for (let candidate = queue.shift(); candidate; candidate = queue.shift()) {
      const key = template(candidate.url);
      const count = samples.get(key) ?? 0;
      if (count >= limits.samplesPerTemplate) {
        passed.push({ candidate, reason: `enough samples of ${key}` });
        continue;
      }
      samples.set(key, count + 1);
      taken += 1;
      return candidate;
    }
    return null;
  }

  return {
    add(candidate) {
      if (!claim(candidate.url)) return;
      if (candidate.depth > limits.maxDepth)
        passed.push({ candidate, reason: `deeper than ${limits.maxDepth} clicks` });
      else queue.push(candidate);
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
    noteRead(page) {
      read.push(page);
      const parents = findSlugParents(read);
      if (parents.size === slugParents.size) return;
      slugParents = parents;
      samples.clear();
      for (const each of read)
        samples.set(foldSlug(each.template, slugParents), (samples.get(foldSlug(each.template, slugParents)) ?? 0) + 1);
    },
    claim,
    template,
    queued: () => queue.length,
    slugParents: () => slugParents,
    leftOver(reason) {
      const rest = queue.map((candidate) => ({
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
