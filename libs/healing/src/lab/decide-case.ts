import { HealingPolicy, type Fingerprint } from '@testforge/core';
import { decide, type Decision } from '../decide.js';
import type { HealingCase } from '../guards.js';
import type { LabCase } from './lab-case.js';
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

/** A check's own text never identifies what it is about. */
function caseOf(lab: LabCase, elements: readonly LabElement[], leftOut: number): HealingCase {
  const read = readFailed(lab);
  return {
    action: lab.action,
    lost: read?.lost ?? (lab.baseline as Fingerprint | undefined) ?? { tag: '' },
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
