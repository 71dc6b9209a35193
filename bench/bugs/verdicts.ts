import type { TestCase } from '@testforge/core';
import type { BugNote, BuildRecord, TestOutcome } from './records.js';
import type { Suite } from './suite.js';

/** Loud: a person looks at it. Neither green nor explained away by the machine or the network. */
export const isLoud = ({ state }: TestOutcome): boolean => state === 'regression' || state === 'waiting';
export const isAlarm = ({ state }: TestOutcome): boolean => state === 'regression';
export const isGreen = ({ state }: TestOutcome): boolean => state === 'passed' || state === 'healed';

const segments = (path: string): string[] => (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
const isAny = (segment: string): boolean => segment.startsWith(':');

/** Whether two templates, or a template and an address, stand for one page. */
export function samePage(one: string, other: string): boolean {
  const [a, b] = [segments(one), segments(other)];
  return a.length === b.length && a.every((part, at) => part === b[at] || isAny(part) || isAny(b[at] ?? ''));
}

/** Where a test goes, as far as it says: pages it opens, links it follows, addresses it expects. */
const addressesOf = (test: TestCase): string[] => [...test.pages, ...test.steps.flatMap(addressOf)];

function addressOf(step: TestCase['steps'][number]): string[] {
  if (step.kind === 'goto') return [step.path];
  if (step.kind === 'click') return step.target.fingerprint.href === undefined ? [] : [step.target.fingerprint.href];
  if (step.kind !== 'expect' || step.expectation.matcher !== 'toHaveURL') return [];
  return typeof step.expectation.expected === 'string' ? [step.expectation.expected] : [];
}

/** Whether a test goes where the bug is, as far as it says. */
export const goesTo = ({ pages }: Pick<BugNote, 'pages'>, test: TestCase): boolean =>
  pages === null || addressesOf(test).some((place) => pages.some((page) => samePage(page, place)));

/** Whether a failing test has been where the bug is: as whoever put it in saw, where somebody did. */
export function touches(bug: BugNote, outcome: TestOutcome, suite: Suite): boolean {
  const { pages } = bug;
  const { failedAt, met } = outcome;
  if (met !== undefined) return met;
  if (pages === null) return true;
  const test = suite.plan.tests.find(({ key }) => key === outcome.key);
  return (
    (test !== undefined && goesTo(bug, test)) ||
    (failedAt !== undefined && pages.some((page) => samePage(page, failedAt)))
  );
}

/** Who told of the bug, and who cried where it is not. */
export function noticedBy(record: BuildRecord, suite: Suite): { noticed: TestOutcome[]; elsewhere: TestOutcome[] } {
  const { bug } = record;
  if (bug === null) return { noticed: [], elsewhere: record.tests.filter(isAlarm) };
  return {
    noticed: record.tests.filter((outcome) => isLoud(outcome) && touches(bug, outcome, suite)),
    elsewhere: record.tests.filter((outcome) => isAlarm(outcome) && !touches(bug, outcome, suite)),
  };
}

/** The bug came before a test, as far as anybody can tell. A build where it came before none shows nothing. */
export const wasShown = ({ tests }: BuildRecord): boolean => tests.some(({ met }) => met !== false);

/** Behind all drifts of its app at once. */
export const isWhole = ({ build }: BuildRecord): boolean => build.endsWith(':all');

/** Of tests that noticed the bug before, and had it before them now: who is green. */
export const missedBy = ({ tests }: BuildRecord): TestOutcome[] =>
  tests.filter((outcome) => isGreen(outcome) && outcome.met !== false);
