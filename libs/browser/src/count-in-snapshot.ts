import type { Locator, LocatorLink, PageElement, PageSnapshot } from '@testforge/core';
import { matchesCss } from './match-css.js';

/** What one link left over: the elements it matched, and what lies inside them. */
interface Scope {
  indexes: number[];
  contains(element: PageElement): boolean;
}

const lower = new WeakMap<PageElement, { name: string; text: string }>();

/** Lower-case texts of an element, worked out once. */
function lowered(element: PageElement): { name: string; text: string } {
  const known = lower.get(element);
  if (known) return known;
  const fresh = { name: (element.name ?? '').toLowerCase(), text: (element.text ?? '').toLowerCase() };
  lower.set(element, fresh);
  return fresh;
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Playwright's rule for texts: a substring in any case, or with `exact` the whole text in its own case. */
export function matchesText(value: string | undefined, wanted: string, exact?: boolean): boolean {
  if (value === undefined) return false;
  return exact ? value === tidy(wanted) : value.toLowerCase().includes(tidy(wanted).toLowerCase());
}

const sameRoot = (a: PageElement, b: PageElement): boolean =>
  (a.frame ?? []).join() === (b.frame ?? []).join() && (a.shadow ?? []).join() === (b.shadow ?? []).join();
const parentXpath = (element: PageElement): string => (element.xpath ?? '').replace(/\/[^/]*$/, '');

/** Whether `inner` lies inside `outer`. Through shadow roots it is told by the CSS paths, which go on from host to content. */
export function isInside(inner: PageElement, outer: PageElement): boolean {
  if (inner === outer || (inner.frame ?? []).join() !== (outer.frame ?? []).join()) return false;
  if (sameRoot(inner, outer)) return (inner.xpath ?? '').startsWith(`${outer.xpath ?? ''}/`);
  return (inner.shadow ?? []).some((host) => host === outer.cssPath || host.startsWith(`${outer.cssPath} > `));
}

const levelOf = (element: PageElement): number =>
  Number(element.attributes?.['aria-level'] ?? (/^h\d$/.test(element.tag) ? element.tag.slice(1) : 2));

function matchesRole(element: PageElement, link: Extract<LocatorLink, { by: 'role' }>): boolean {
  if (element.role !== link.role || element.visible === false || element.attributes?.['aria-hidden'] === 'true')
    return false;
  if (link.level !== undefined && levelOf(element) !== link.level) return false;
  if (link.name === undefined) return true;
  return link.exact ? element.name === tidy(link.name) : lowered(element).name.includes(tidy(link.name).toLowerCase());
}

/** `getByText` takes the smallest element with the text: one of whose children has it too does not count. */
function byText(
  elements: PageElement[],
  link: { text: string; exact?: boolean | undefined },
): (element: PageElement) => boolean {
  const wanted = tidy(link.text).toLowerCase();
  const having = elements.filter((element) =>
    link.exact ? element.text === tidy(link.text) : lowered(element).text.includes(wanted),
  );
  const smallest = new Set(having.filter((element) => !having.some((other) => isInside(other, element))));
  return (element) => smallest.has(element);
}

function matcher(
  link: LocatorLink,
  elements: PageElement[],
  previous: PageElement[],
): (element: PageElement) => boolean {
  switch (link.by) {
    case 'role':
      return (element) => matchesRole(element, link);
    case 'label':
      return (element) => matchesText(element.label, link.text, link.exact);
    case 'placeholder':
      return (element) => matchesText(element.placeholder, link.text, link.exact);
    case 'altText':
      return (element) => matchesText(element.alt, link.text, link.exact);
    case 'title':
      return (element) => matchesText(element.title, link.text, link.exact);
    case 'text':
      return byText(elements, link);
    case 'testId':
      return (element) =>
        element.testId === link.testId &&
        !['data-test', 'data-cy', 'data-qa'].some((name) => element.attributes?.[name] === link.testId);
    case 'css':
      return link.css === 'xpath=following-sibling::*[1]'
        ? followsOneOf(previous)
        : (element) => matchesCss(element, link.css);
    case 'hasText':
    case 'nth':
      return () => false;
  }
}

const followsOneOf =
  (previous: PageElement[]) =>
  (element: PageElement): boolean =>
    previous.some(
      (other) =>
        sameRoot(element, other) &&
        parentXpath(element) === parentXpath(other) &&
        element.siblingIndex === (other.siblingIndex ?? 0) + 1,
    );

/** Landmarks are not elements of a snapshot; what lies in one says so in `rolePath` and `landmark`. */
function landmarkContains(link: LocatorLink): ((element: PageElement) => boolean) | null {
  if (
    link.by !== 'role' ||
    !/^(banner|complementary|contentinfo|form|main|navigation|region|search|list|table)$/.test(link.role)
  )
    return null;
  const name = link.name?.toLowerCase();
  return (element) =>
    `/${element.rolePath ?? ''}/`.includes(`/${link.role}/`) &&
    (name === undefined || (element.landmark ?? '').toLowerCase().includes(name));
}

function narrow(scope: Scope | null, link: LocatorLink, elements: PageElement[]): Scope {
  const before = scope ? scope.indexes.flatMap((index) => elements[index] ?? []) : [];
  if (link.by === 'hasText')
    return within(
      scope?.indexes.filter(
        (index) => elements[index] && lowered(elements[index]).text.includes(tidy(link.text).toLowerCase()),
      ) ?? [],
      elements,
    );
  if (link.by === 'nth') return within(scope?.indexes.slice(link.index).slice(0, 1) ?? [], elements);
  const matches = matcher(link, elements, before);
  const sibling = link.by === 'css' && link.css.startsWith('xpath=following-sibling');
  const found = elements.flatMap((element, index) =>
    matches(element) && (!scope || sibling || scope.contains(element)) ? [index] : [],
  );
  const landmark = landmarkContains(link);
  const inner = within(found, elements);
  return landmark
    ? { indexes: found, contains: (element) => landmark(element) && (!scope || scope.contains(element)) }
    : inner;
}

const within = (indexes: number[], elements: PageElement[]): Scope => ({
  indexes,
  contains: (element) => indexes.some((index) => elements[index] !== undefined && isInside(element, elements[index])),
});

/**
 * Indexes of the snapshot's elements a locator would match, by Playwright's rules for names and texts. What the snapshot
 * does not hold (plain containers, elements beyond the limit) cannot be counted: one index here is a promise to be
 * checked on the live page, not proof. CSS is understood where it is simple, or equal to an element's own `cssPath`.
 */
export function countInSnapshot(locator: Locator, snapshot: PageSnapshot): number[] {
  const frame = locator.frame.join();
  const all = snapshot.elements;
  const scope = locator.links.reduce<Scope | null>((before, link) => narrow(before, link, all), null);
  return (scope?.indexes ?? []).filter((index) => (all[index]?.frame ?? []).join() === frame);
}
