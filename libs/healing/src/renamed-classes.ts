import { countInSnapshot } from '@testforge/browser';
import type { Fingerprint, Step } from '@testforge/core';
import type { FailureInput } from './facts.js';
import { pathOf } from './page-before.js';
import { keptOnPage } from './rebuilt.js';
import { hasTarget } from './subject.js';

/** Of the elements of a page that are there as before, so many had a class then and share none with it now. */
export interface RenamedClasses {
  renamed: number;
  kept: number;
}

/** `.price`, `td.line-total`: nothing but classes. */
const classAlone = /^[\w-]*((?:\.[\w-]+)+)$/;
/** From so many elements and such a share of them on, a page's classes were given new names. */
const fewest = 3;
const share = 0.5;

/**
 * Whether the classes of the page were renamed as a whole, where a step knows its element by a class alone, the row or card around it is
 * there, and nothing on the page has that class any more: then its absence tells nothing of the element. Null else.
 */
export function findRenamedClasses(
  { snapshot, pagesBefore = [] }: FailureInput,
  step: Step | null,
): RenamedClasses | null {
  if (!step || !hasTarget(step) || !snapshot) return null;
  const { elements } = snapshot.page;
  const { frame, links } = step.target.locator;
  const [last, around] = [links.at(-1), links.slice(0, -1)];
  const names = last?.by === 'css' ? (classAlone.exec(last.css)?.[1] ?? '').split('.').filter(Boolean) : [];
  const isMeant = ({ classes }: Fingerprint): boolean => names.every((name) => classes?.includes(name));
  if (names.length === 0 || elements.some(isMeant)) return null;
  if (around.length > 0 && countInSnapshot({ frame, links: around }, snapshot.page).length === 0) return null;
  const known = pagesBefore.filter(({ path }) => pathOf(path) === pathOf(snapshot.url));
  // Where the class was seen at all, its names of then count; else those that were seen last.
  const before = known.find((page) => page.elements.some(isMeant)) ?? known[0];
  const kept = keptOnPage(before?.elements ?? [], elements).filter(({ was }) => (was.classes ?? []).length > 0);
  const renamed = kept.filter(({ was, is }) => !was.classes?.some((name) => is.classes?.includes(name))).length;
  return renamed >= fewest && renamed >= share * kept.length ? { renamed, kept: kept.length } : null;
}
