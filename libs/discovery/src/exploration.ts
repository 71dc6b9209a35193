import type { PageSnapshot } from '@testforge/core';
import { reasonToAvoid } from './avoid-link.js';
import { createStateFile } from './file-states.js';
import { createFindingLog, pageFinding } from './findings.js';
import { createFrontier, type Candidate, type NotVisited } from './frontier.js';
import type { DiscoveryInput } from './job-input.js';
import { findLogInForm } from './log-in/find-log-in-form.js';
import type { ChildState } from './read-children.js';
import type { PageReading, ReadState } from './read-state.js';
import { isAllowedByRobots, type RobotsRule } from './robots.js';
import { refusalOf } from './scope.js';
import { isSamePage, normaliseUrl, pathOf } from './url-template.js';

export type Exploration = ReturnType<typeof createExploration>;

const needsLogIn = 'needs a log-in: give --user';

/** What one exploration knows so far, and what it does with each page read. */
export function createExploration(input: DiscoveryInput, robots: RobotsRule[]) {
  const frontier = createFrontier(input.limits);
  const file = createStateFile();
  const findings = createFindingLog();
  const notVisited = new Map<string, NotVisited>();
  const tried = new Set<string>();
  /** States that a click led to, by address: where the address alone does not open them, the click does. */
  const clicked = new Map<string, ReadState>();
  const count = { pagesRead: 0, pagesFolded: 0, openersTried: 0, openersThatLed: 0, requests: 0 };
  const skip = (path: string, reason: string) => void (notVisited.has(path) || notVisited.set(path, { path, reason }));

  function consider(candidate: Candidate & { download?: boolean }): void {
    const path = URL.canParse(candidate.url) ? pathOf(candidate.url) : candidate.url.slice(0, 200);
    const refusal =
      refusalOf(candidate.url, input) ??
      reasonToAvoid({ text: candidate.text, href: candidate.url, download: candidate.download });
    if (refusal === 'another origin') return skip(candidate.url.slice(0, 200), refusal);
    if (refusal) return skip(path, refusal);
    if (!isAllowedByRobots(path, robots)) return skip(path, 'robots.txt');
    const { download: _download, ...wanted } = candidate;
    frontier.add(wanted);
  }

  function followLinks(state: ReadState, depth: number): void {
    for (const { href, text, landmark, download } of state.snapshot.links)
      consider({ url: href, depth: depth + 1, from: state.path, text, landmark, download });
  }

  function fileState(state: ReadState, depth: number): void {
    if (!file.add(state, { template: frontier.template(state.url), depth })) count.pagesFolded += 1;
    followLinks(state, depth);
  }

  function fileChild({ state: child, key }: ChildState, parent: ReadState, depth: number): void {
    // Two pages read at once may have tried the same opener; the first one has it.
    if (tried.has(key)) return;
    count.openersThatLed += 1;
    if (isSamePage(child.url, parent.url)) return fileState(child, depth);
    if (!clicked.has(normaliseUrl(child.url))) clicked.set(normaliseUrl(child.url), child);
    consider({ url: child.url, depth, from: parent.path, text: '' });
  }

  /** Files what a click showed of an address that by itself does not open. */
  function fileClicked({ candidate, opened }: PageReading): boolean {
    const child = clicked.get(normaliseUrl(candidate.url));
    if (!child || (opened.kind === 'page' && opened.status < 400)) return false;
    skip(pathOf(candidate.url), 'opens by a click only, not by its address');
    if (Object.keys(child.locators).length > 0) fileState(child, candidate.depth);
    return true;
  }

  function noteWall(path: string, state: ReadState): void {
    if (input.access.user !== undefined) return;
    if (state.status === 401) skip(path, 'answers with 401: give --user, or --basic where the browser itself asks');
    else if (findLogInForm(state.snapshot) && (path !== state.path || path === pathOf(input.url)))
      skip(path, needsLogIn);
  }

  return {
    frontier,
    file,
    findings,
    notVisited,
    skip,
    consider,
    /** Whether a page found at this candidate's address needs no second look. */
    isKnown: (candidate: Candidate, snapshot: PageSnapshot): boolean =>
      file.has(frontier.template(snapshot.url), snapshot) || frontier.isOneOfMany(candidate, snapshot),
    tried: tried as ReadonlySet<string>,
    count,
    /** Files what was read of one address. */
    take(reading: PageReading): void {
      const { candidate, opened, state } = reading;
      count.pagesRead += 1;
      const path = pathOf(candidate.url);
      if (fileClicked(reading)) return;
      if (opened.kind === 'none' || (opened.kind === 'page' && [404, 410].includes(opened.status)))
        frontier.noteDead(candidate);
      reading.findings.forEach(findings.add);
      if (opened.kind === 'none') return skip(path, opened.reason);
      if (opened.kind === 'unreachable') return skip(path, `not answered: ${opened.error.slice(0, 200)}`);
      if (opened.status >= 400 && opened.status !== 401 && opened.status !== 403)
        findings.add(pageFinding(candidate.url, opened.status, candidate.from, candidate.text));
      if (!state)
        return skip(
          path,
          opened.status === 401 && input.access.user === undefined
            ? needsLogIn
            : opened.status >= 400
              ? `answers with ${opened.status}`
              : 'leads to another origin',
        );
      noteWall(path, state);
      count.requests += state.requests.length;
      frontier.claim(state.url);
      frontier.noteRead(candidate, state.snapshot);
      fileState(state, candidate.depth);
      // Whoever is asked to log in was refused, and not led on.
      if (!isSamePage(candidate.url, state.url) && opened.status < 400 && !findLogInForm(state.snapshot))
        file.noteWayOn(path, state.path);
      if (reading.cover)
        file.add(reading.cover.state, { template: frontier.template(state.url), depth: candidate.depth });
      for (const child of reading.children) fileChild(child, state, candidate.depth + 1);
      for (const url of reading.popups) consider({ url, depth: candidate.depth + 1, from: state.path, text: '' });
      count.openersTried += reading.tried.length;
      reading.tried.forEach((key) => tried.add(key));
    },
  };
}
