import { HealingPolicy, type Fingerprint } from '@testforge/core';
import { decide, type Decision } from '../decide.js';
import type { HealingCase } from '../guards.js';
import type { LabCase } from './lab-case.js';
import { nameFields } from '../names.js';
import { readLocator, type ReadLocator } from './read-locator.js';

export type LabElement = HealingCase['elements'][number];

const policy = HealingPolicy.parse({});

/** What Robot Framework and others put before the value itself. */
const argumentWords = new Set([
  'label',
  'value',
  'text',
  'index',
  '==',
  '!=',
  '===',
  'contains',
  'equal',
  'equals',
  '*=',
  '^=',
  '$=',
  'matches',
]);

const textsOf = (args: LabCase['args']): string[] =>
  (args as unknown[])
    .flatMap((arg) => (Array.isArray(arg) ? (arg as unknown[]) : [arg]))
    .filter((arg): arg is string | number => (typeof arg === 'string' && arg !== '') || typeof arg === 'number')
    .map(String)
    .filter((arg) => !argumentWords.has(arg));

/** Collected elements say themselves whether they can be acted on; others are taken by their kind. */
export const toElement = (found: Fingerprint & { interactive?: boolean | undefined }): LabElement =>
  ({ ...found, interactive: found.interactive ?? false }) as LabElement;

const telling = [
  'name',
  'text',
  'testId',
  'id',
  'nameAttr',
  'label',
  'placeholder',
  'alt',
  'title',
  'href',
  'neighbourTexts',
] as const;

/** Whether a stored fingerprint says anything that tells the element from others of its kind. */
export const isKnown = (baseline: LabCase['baseline']): boolean =>
  telling.some((field) => (baseline?.[field]?.length ?? 0) > 0);

/** What the failed locator says, where it is all there is, or next to all. */
function readFailed({ baseline, failedLocator, action, args, testName }: LabCase): ReadLocator | null {
  if (isKnown(baseline) || failedLocator === undefined) return null;
  const read = readLocator(failedLocator, { action, args: textsOf(args), ...(testName ? { testName } : {}) });
  return { ...read, lost: { ...read.lost, ...baseline, tag: baseline?.tag || read.lost.tag } };
}

/** Ways to write a part of a name: what they say is not the whole of it. */
const inParts = /contains\(|starts-with\(|ends-with\(|[*^$~|]=/;

/**
 * What is stored of an element with what the locator that found it says besides: its names, as far as they are not stored, and,
 * where nothing around it is, the texts that the locator went through.
 */
function withLocator(lab: LabCase, baseline: Fingerprint): Fingerprint {
  const { failedLocator, action } = lab;
  if (failedLocator === undefined || inParts.test(failedLocator)) return baseline;
  const { lost, near } = readLocator(failedLocator, { action });
  const names = Object.fromEntries(nameFields.flatMap((field) => (lost[field] ? [[field, lost[field]]] : [])));
  const isAlone = !baseline.neighbourTexts?.length && !baseline.heading;
  return { ...names, ...baseline, ...(isAlone && near.length > 0 ? { neighbourTexts: near } : {}) };
}

/** A check's own text never identifies what it is about. */
function caseOf(lab: LabCase, elements: readonly LabElement[], leftOut: number): HealingCase {
  const read = readFailed(lab);
  // What is known of the page before counts beside what is known of the element alone.
  const before = read === null && lab.pageBefore?.length ? lab.pageBefore.map(toElement) : undefined;
  return {
    action: lab.action,
    lost: read?.lost ?? withLocator(lab, (lab.baseline as Fingerprint | undefined) ?? { tag: '' }),
    elements,
    // Of what is read the words are what is checked; they may order the proposals, and never speak for a heal.
    view: { ownTextCounts: lab.action !== 'read' || read !== null, ownTextHints: true },
    others: [],
    policy,
    oldLocator: { links: [] },
    provable: true,
    leftOut,
    rowsUnknown: !elements.some(({ repeated, group }) => repeated !== undefined || group !== undefined),
    ...(read ? { hints: read.hints } : {}),
    ...(before ? { before } : {}),
  };
}

/** The decision on one case and how long it took, in milliseconds. Pure but for the clock. */
export function decideCase(
  lab: LabCase,
  elements: readonly LabElement[],
  leftOut = 0,
): { decision: Decision; ms: number } {
  const subject = caseOf(lab, elements, leftOut);
  const startedAt = performance.now();
  const decision = decide(subject);
  return { decision, ms: performance.now() - startedAt };
}
