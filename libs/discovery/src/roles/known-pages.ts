import { mainRole, type AppState, type PageSnapshot, type Target } from '@testforge/core';
import { findLogInForm } from '../log-in/find-log-in-form.js';
import { pathOf } from '../url-template.js';
import { findMark, headingsOf } from './find-mark.js';
import { guardWorth } from './guard-worth.js';
import type { Sight } from './sight.js';

/** A page that some role is led to. */
export interface KnownPage {
  url: string;
  path: string;
  template: string;
  /** The role that is. */
  by: string;
  mark: Target | null;
}

/** A page as somebody was led to it. */
interface SeenPage {
  url: string;
  template: string;
  snapshot: PageSnapshot;
}

interface Bounds {
  /** Names that pages may greet their users with. */
  users: readonly string[];
  most: number;
}

const isVariable = ({ template }: SeenPage): boolean => /\/[:*{[]/.test(template);

/** What pages of another structure are headed with. */
function headingsElsewhere({ template, snapshot: { structureHash } }: SeenPage, all: readonly SeenPage[]): Set<string> {
  const others = all.filter((other) => other.template !== template && other.snapshot.structureHash !== structureHash);
  return new Set(others.flatMap(({ snapshot }) => headingsOf(snapshot)));
}

/** The worthiest first, and those whose address holds no data before others; the order among equals stays. */
const worthiestFirst = (pages: readonly SeenPage[]): SeenPage[] =>
  [...pages].sort((a, b) => guardWorth(b.url) - guardWorth(a.url) || Number(isVariable(a)) - Number(isVariable(b)));

const known = (
  pages: readonly SeenPage[],
  all: readonly SeenPage[],
  by: string,
  { users, most }: Bounds,
): KnownPage[] =>
  worthiestFirst(pages)
    .slice(0, most)
    .map((page) => ({
      url: page.url,
      path: pathOf(page.url),
      template: page.template,
      by,
      mark: findMark(page.snapshot, headingsElsewhere(page, all), users),
    }));

/** Pages that the project's user is led to and that open by their address, one of each template. */
export function pagesOfMain(states: readonly AppState[], url: string, bounds: Bounds): KnownPage[] {
  const seen = new Set<string>();
  const pages = [...states]
    .sort((a, b) => a.depth - b.depth)
    .filter(
      ({ status, reach, covered, template }) =>
        (status === null || status < 400) &&
        (covered === true || reach.every(({ kind }) => kind === 'goto')) &&
        !seen.has(template) &&
        seen.add(template),
    )
    .map(({ path, template, snapshot }) => ({ url: new URL(path, url).href, template, snapshot }));
  return known(pages, pages, mainRole, bounds);
}

/** Pages that a further log-in is led to, but for the templates that are `taken`. */
export function pagesOfRole({ role, looks }: Sight, taken: ReadonlySet<string>, bounds: Bounds): KnownPage[] {
  const all = [...looks].map(([template, look]) => ({ ...look, template, url: look.asked }));
  const own = all.filter(
    ({ template, status, url, snapshot }) =>
      !taken.has(template) &&
      status < 400 &&
      new URL(url).pathname === new URL(snapshot.url).pathname &&
      findLogInForm(snapshot) === null,
  );
  return known(own, all, role, bounds);
}
