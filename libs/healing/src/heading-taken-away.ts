import { countInSnapshot } from '@testforge/browser';
import type { Fingerprint, PageElement, Step, TestCase } from '@testforge/core';
import type { FailureInput } from './facts.js';
import { textOf } from './message.js';
import { findPageBefore, pathOf, type ElementBefore, type PageBefore } from './page-before.js';
import { hasTarget, type TargetedStep } from './subject.js';

/** A sub-heading that is no longer there, while all that it headed is. */
export interface TakenHeading {
  /** Under which heading the section stands now, as it did before with the lost one between them. */
  under: string;
  /** What is said by all that can be used in the section. */
  controls: string[];
}

/** What can be used in a section, at least: of less it cannot be said that the section is still there. */
const fewestControls = 2;
const control = /^(?:button|link|textbox|searchbox|combobox|spinbutton|checkbox|radio|switch|slider|listbox)$/;
const leaves: readonly Step['kind'][] = ['goto', 'reload', 'back', 'click', 'press'];

const isControl = ({ role }: Fingerprint): boolean => control.test(role ?? '');
const isHeading = ({ role }: Fingerprint): boolean => role === 'heading';
const keyOf = ({ tag, role, name, text, testId, id, nameAttr, href, landmark }: Fingerprint): string =>
  JSON.stringify([tag, role, name, text, testId, id, nameAttr, href, landmark]);
const nameKeyOf = (element: Fingerprint): string => JSON.stringify([element.role, textOf(element)]);

/** A heading of a page as it was, with what stood under it, the headings above it and its section's neighbours. */
interface Section {
  heading: ElementBefore;
  parts: ElementBefore[];
  above: string[];
  beside: ElementBefore[];
}

/** Null where several headings are called so, or too little stood under it. */
function sectionOf(lost: Fingerprint, page: readonly ElementBefore[]): Section | null {
  const [heading, ...others] = page.filter((one) => isHeading(one) && textOf(one) === textOf(lost));
  const parts = page.filter((one) => one.heading === textOf(lost) && one.visible !== false);
  const last = parts.at(-1);
  if (!heading || !last || others.length > 0 || parts.filter(isControl).length < fewestControls) return null;
  const at = page.indexOf(heading);
  const beside = [page[at - 1], page[page.indexOf(last) + 1]].flatMap((one) => one ?? []);
  return {
    heading,
    parts,
    above: page.slice(0, at).filter(isHeading).map(textOf),
    beside: beside.filter(({ landmark }) => landmark === heading.landmark),
  };
}

/**
 * Where the parts of a section stand now, if it is in their old order, each as often as before, and all under one heading that
 * stood above the lost one; null else.
 */
function findParts({ parts, above }: Section, now: readonly PageElement[]): PageElement[] | null {
  const keys = new Set(parts.map(keyOf));
  const found = now.filter((one) => one.visible !== false && keys.has(keyOf(one)));
  const isSame = found.length === parts.length && found.every((one, at) => keyOf(one) === keyOf(parts[at] ?? one));
  const under = new Set(found.map(({ heading }) => heading));
  return isSame && under.size === 1 && above.some((heading) => under.has(heading)) ? found : null;
}

const entered = (test: TestCase): string[] =>
  test.steps.flatMap((step) => ('value' in step && step.value.kind === 'literal' ? [step.value.value] : []));

/** As it may stand in an address: “Tidewater Mug” in `/products/tidewater-mug`. */
const slugOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
const inAddress = (words: string, url: string): boolean =>
  slugOf(decodeURIComponent(url.replaceAll(/%(?![\da-f]{2})/gi, ''))).includes(slugOf(words));

/**
 * Whether a heading may be the name of a thing, and so data of the app: it holds a figure, stands in a row or card, is in the page's
 * title or address, was entered by the test, or is written anywhere in the app as it was known but at the head of the same section.
 */
function maySayData({ heading, parts }: Section, { test, snapshot, pagesBefore = [] }: FailureInput): boolean {
  const words = textOf(heading);
  if (/\p{N}/u.test(words) || [heading, ...parts].some(({ group, repeated }) => group !== undefined || repeated))
    return true;
  if (snapshot && (snapshot.page.title.includes(words) || inAddress(words, snapshot.url))) return true;
  if (entered(test).some((value) => words.includes(value) || value.includes(words))) return true;
  const controls = parts.filter(isControl).map(nameKeyOf);
  const headsTheSame = (one: ElementBefore, { elements }: PageBefore): boolean => {
    const there = isHeading(one) && one.group === undefined ? sectionOf(one, elements) : null;
    const keys = new Set(there?.parts.map(nameKeyOf));
    return controls.every((key) => keys.has(key));
  };
  return pagesBefore.some((page) =>
    page.elements.some(
      (one) => [textOf(one), one.name, one.value].some((said) => said?.includes(words)) && !headsTheSame(one, page),
    ),
  );
}

const acts: readonly Step['kind'][] = ['click', 'press', 'fill', 'select', 'check', 'uncheck'];

/** Whether the test did something on this very page before it looked: the heading may have been what came of it. */
function actedThere({ test, snapshot }: FailureInput, step: Step): boolean {
  const before = test.steps.slice(0, test.steps.indexOf(step));
  const opened = before.findLastIndex(({ kind }) => kind === 'goto');
  const goto = before[opened];
  const isThere = goto?.kind === 'goto' && snapshot !== null && pathOf(goto.path) === pathOf(snapshot.url);
  return isThere && before.slice(opened).some(({ kind }) => acts.includes(kind));
}

/** Whether all that the test still looks for on the page is there. */
function restIsThere({ test, snapshot }: FailureInput, step: Step): boolean {
  const rest = test.steps.slice(test.steps.indexOf(step) + 1);
  const end = rest.findIndex(({ kind }) => leaves.includes(kind));
  return rest
    .slice(0, end < 0 ? undefined : end + 1)
    .filter((one): one is TargetedStep => hasTarget(one))
    .filter((one) => one.kind !== 'expect' || one.expectation.matcher !== 'toBeHidden')
    .every(({ target }) => snapshot !== null && countInSnapshot(target.locator, snapshot.page).length > 0);
}

/**
 * Whether a step misses no more than a sub-heading that says no data, while all that it headed stands there as it did, in its order and
 * under the heading before it, what stood next to the section is on the page too, and so is all that the test still looks for
 * there. Null where that does not hold or nobody knows how the page was.
 */
export function findTakenHeading(input: FailureInput, step: Step | null): TakenHeading | null {
  const { snapshot, pagesBefore = [] } = input;
  if (step?.kind !== 'expect' || !step.target || step.expectation.matcher !== 'toBeVisible' || !snapshot) return null;
  const lost = step.target.fingerprint;
  const before = isHeading(lost) && textOf(lost) !== '' && findPageBefore(lost, snapshot.url, pagesBefore);
  const section = before ? sectionOf(lost, before) : null;
  const now = snapshot.page.elements;
  const found = section && findParts(section, now);
  if (!section || !found) return null;
  const present = new Set(now.map(keyOf));
  if (!section.beside.every((one) => present.has(keyOf(one)))) return null;
  if (maySayData(section, input) || !restIsThere(input, step) || actedThere(input, step)) return null;
  return { under: found[0]?.heading ?? '', controls: found.filter(isControl).map(textOf) };
}
