import type { FailureSnapshot, Fingerprint, KnownTrouble, Step, TestCase, TestResult } from '@testforge/core';
import { countInSnapshot } from '@testforge/browser';
import { isWrittenOtherwise } from './address.js';
import { brokenOffIn, pageErrorsOf, serverErrorsOf, type PageRecord } from './app-faults.js';
import type { Decision } from './decide.js';
import { hintsAtTheSame, showsTheSame } from './evidence.js';
import { showsLogin } from './log-in.js';
import { isOtherMessage, maySayIt, missesMessage, tellsOfOthers, type MissedMessage } from './message-kind.js';
import { findMessageElement } from './message-place.js';
import { textOf } from './message.js';
import { labelSimilarity } from './similarity.js';
import { hasTarget, subjectOf, type Subject } from './subject.js';
import { holdsFor } from './holds-for.js';
import { newAddressOf, type NewAddress } from './readdressed.js';
import { newOnPage, type PageBefore } from './page-before.js';
import { findReworded } from './reworded.js';
import { findTakenHeading, type TakenHeading } from './heading-taken-away.js';
import { findRenamedClasses, type RenamedClasses } from './renamed-classes.js';

/** Of so many `known` targets of one page so many are `lost`. */
export interface Redesign {
  lost: number;
  known: number;
}

export interface FailureInput {
  test: TestCase;
  result: TestResult;
  snapshot: FailureSnapshot | null;
  known?: Partial<KnownTrouble>;
  /** The project's origins; the page's own counts in any case. */
  origins?: readonly string[];
  /** Of the attempts before the last; a fault of the app in any of them counts. */
  earlierSnapshots?: readonly PageRecord[];
  /** How many of the targets that the suite uses on this page are gone, where that was looked at for the run as a whole. */
  redesign?: Redesign | null;
  /** How many pages of this build were made anew in part, where that was looked at for the run as a whole. */
  rebuiltPages?: number;
  /** The app's pages as they were when the suite was made. */
  pagesBefore?: readonly PageBefore[];
  /** True when the run began with a stored session, so that landing on a log-in page means that the session ended. */
  sessionGiven?: boolean;
}

/** All that the verdict table looks at. Plain data: made once, tested by hand. */
export interface Facts {
  status: TestResult['status'];
  /** First line of the error, without colours: what Playwright says, never what the page says. */
  headline: string;
  /** Why it was not run at all. */
  skippedBecause: string | null;
  step: Step | null;
  subject: Subject | null;
  hasSnapshot: boolean;
  /** The app answered an earlier navigation of this very test. */
  reachedBefore: boolean;
  documentStatus: number | null;
  serverErrors: string[];
  pageErrors: string[];
  /** Elements the old locator finds at the time of failure; null when that is not known. */
  matches: number | null;
  ambiguous: boolean;
  /** The action was carried out, and only what the app does with it did not come in time. */
  carriedOut: boolean;
  /** Own requests that the app ended without an answer. */
  brokenOff: string[];
  onLogin: boolean;
  sessionGiven: boolean;
  /** How near the page's title is to the expected one by meaning, in 0..1. */
  titleSimilarity: number;
  pageUrl: string;
  /** The address is the expected one, written otherwise. */
  writtenOtherwise: boolean;
  /** `likely`: worth healing or asking; `possible`: something identifies it; null when nobody looked. */
  equivalent: 'likely' | 'possible' | 'none' | null;
  /** Whether the expectation holds for that equivalent; null where that cannot be told from a snapshot. */
  equivalentHolds: boolean | null;
  decision: Decision | null;
  redesign: Redesign | null;
  rebuiltPages: number;
  /** The test asked for the page by its address, and nothing was pressed since. */
  openedByAddress: boolean;
  /** Where a link leads that should lead elsewhere, if that may be the same place. */
  newAddress: NewAddress | null;
  /** Set where the element was known by a class alone, and the page's classes have other names now. */
  renamedClasses: RenamedClasses | null;
  /** Set where no more than a sub-heading is gone. */
  takenHeading: TakenHeading | null;
  /** What now says the lost wording otherwise. */
  reworded: Fingerprint | null;
  /** What the app says elsewhere, where a place for messages does not say what was expected. */
  otherMessage: string | null;
  /** What it says instead, where that is not the expected message in other words. */
  wrongMessage: string | null;
  /** The check is about what the app says to what the test did. */
  missesMessage: boolean;
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const withoutColours = (message: string): string => message.replaceAll(colours, '');
const withoutHash = (url: string): string => url.split('#')[0] ?? url;
/** Every attempt's record of the page, the last one included: a fault does not go away by trying again. */
const recordsOf = ({ snapshot, earlierSnapshots = [] }: FailureInput): PageRecord[] => [
  ...earlierSnapshots,
  ...(snapshot ? [snapshot] : []),
];

/** Playwright's own record of the call, each entry a line of its own: no page can write one. */
const wasCarriedOut = (message: string): boolean =>
  /^[\w.]+: Timeout \d+ms exceeded/.test(message.replace(/^(?:\w*Error: )+/, '')) &&
  /^\s*-? *(?:click|dblclick|tap|hover) action done\s*$/m.test(message);

/** What the error says of the target: Playwright found one, found several, or kept waiting. */
function matchesByMessage(message: string): number | null {
  if (/strict mode violation.* resolved to \d+ elements/s.test(message)) return 2;
  if (/locator resolved to (?!0 elements)\S/.test(message)) return 1;
  return /element\(s\) not found|waiting for (?:getBy|locator|frameLocator)/.test(message) ? 0 : null;
}

function matchesOf(step: Step | null, message: string, snapshot: FailureSnapshot | null): number | null {
  if (!step || !hasTarget(step)) return null;
  const told = matchesByMessage(message);
  const seen = snapshot ? countInSnapshot(step.target.locator, snapshot.page).length : null;
  // Whoever says that something was there is believed: a target that is there is never healed away from.
  return told === null && seen === null ? null : Math.max(told ?? 0, seen ?? 0);
}

function equivalentOf({ decision, evidence, guards, ranking }: Decision, lost: Fingerprint): Facts['equivalent'] {
  const best = ranking[0]?.fingerprint;
  if (decision !== 'abstain') return 'likely';
  if (!best || guards.includes('row.other')) return 'none';
  const identified = evidence.some((reason) => reason !== 'context');
  return identified || hintsAtTheSame(lost, best) || showsTheSame(lost, best) ? 'possible' : 'none';
}

/** The step that failed, when it is one that the test knows. */
export const failingStep = (test: TestCase, result: TestResult): Step | null =>
  test.steps.find((step) => step.key === result.failure?.stepKey) ?? null;

/** Steps that may lead to another page. */
const leads: readonly Step['kind'][] = ['goto', 'reload', 'back', 'click', 'press'];

/** Reads a failure, without yet looking for an equivalent of the target. */
export function readFacts(input: FailureInput): Facts {
  const { test, result, snapshot, known } = input;
  const message = withoutColours(result.failure?.message ?? '');
  const step = failingStep(test, result);
  const at = step ? test.steps.indexOf(step) : -1;
  const matches = matchesOf(step, message, snapshot);
  const expectedText =
    step?.kind === 'expect' && typeof step.expectation.expected === 'string' ? step.expectation.expected : '';
  const subject = step && subjectOf(step);
  return {
    status: result.status,
    headline: message.replace(/^Error: /, '').split('\n')[0] ?? '',
    skippedBecause: result.skippedBecause ?? null,
    step,
    subject,
    hasSnapshot: snapshot !== null,
    reachedBefore: test.steps.slice(0, Math.max(at, 0)).some(({ kind }) => kind === 'goto'),
    documentStatus: snapshot && documentStatusOf(snapshot),
    serverErrors: serverErrorsOf(recordsOf(input), known, input.origins),
    pageErrors: pageErrorsOf(recordsOf(input), known),
    matches,
    ambiguous: /strict mode violation/.test(message),
    carriedOut: subject === 'action' && wasCarriedOut(message),
    brokenOff: snapshot ? brokenOffIn(snapshot, input.origins) : [],
    onLogin: snapshot !== null && showsLogin(snapshot.page),
    sessionGiven: input.sessionGiven ?? false,
    titleSimilarity: snapshot ? labelSimilarity(expectedText, snapshot.page.title) : 0,
    pageUrl: snapshot?.url ?? '',
    writtenOtherwise: snapshot !== null && isWrittenOtherwise(expectedText, snapshot.url),
    equivalent: null,
    equivalentHolds: null,
    decision: null,
    redesign: input.redesign ?? null,
    rebuiltPages: input.rebuiltPages ?? 0,
    openedByAddress: test.steps.slice(0, Math.max(at, 0)).findLast(({ kind }) => leads.includes(kind))?.kind === 'goto',
    renamedClasses: matches === 0 ? findRenamedClasses(input, step) : null,
    takenHeading: subject === 'wording' ? findTakenHeading(input, step) : null,
    newAddress: newAddressOf(test, step, snapshot, input.pagesBefore),
    missesMessage: missesMessage(step),
    ...readWords(input, step, subject),
  };
}

const documentStatusOf = ({ url, requests }: FailureSnapshot): number | null =>
  requests.findLast((request) => withoutHash(request.url) === withoutHash(url))?.status ?? null;

/** The page says itself that what was asked for is not there, or not for everybody; a form that was refused stays its page. */
const isAnotherPage = ({ category }: TestCase, status: number | null): boolean =>
  category !== 'negative' && [401, 403, 404, 410].includes(status ?? 0);

type Words = Pick<Facts, 'reworded' | 'otherMessage' | 'wrongMessage'>;

/** What the app says in the place of an expected text. */
function readWords(
  { test, snapshot, pagesBefore = [] }: FailureInput,
  step: Step | null,
  subject: Subject | null,
): Words {
  const nothing: Words = { reworded: null, otherMessage: null, wrongMessage: null };
  if (!step || !hasTarget(step) || !snapshot) return nothing;
  const { page, url } = snapshot;
  const lost = step.target.fingerprint;
  const other = findMessageElement(test, step, page);
  // What a page said all along says nothing in new words: the test has been led to another page.
  const mayRead = subject === 'wording' && !isAnotherPage(test, documentStatusOf(snapshot));
  const news = newOnPage(lost, page.elements, url, pagesBefore).filter(
    (found) => !tellsOfOthers(found, { test, step }),
  );
  const reworded = mayRead ? findReworded(lost, news) : null;
  const wrong = [other, reworded].find((found) => found && isOtherMessage(found, { test, step, snapshot }));
  if (wrong) return { ...nothing, wrongMessage: textOf(wrong) };
  return { ...nothing, reworded, otherMessage: other && textOf(other) };
}

/** Whether it makes sense to look for an equivalent: a target that is not there, or no longer alone. */
export const lostItsTarget = ({ step, subject, matches, ambiguous, hasSnapshot, carriedOut }: Facts): boolean =>
  hasSnapshot &&
  !carriedOut &&
  step !== null &&
  hasTarget(step) &&
  (subject === 'action' || subject === 'value' || subject === 'count') &&
  (matches === 0 || ambiguous);

/** The facts with what the search for an equivalent said. */
export function withDecision(facts: Facts, decision: Decision, { test, step, snapshot }: MissedMessage): Facts {
  const lost = step.target.fingerprint;
  const best = decision.ranking[0]?.fingerprint;
  const equivalentHolds = facts.step?.kind === 'expect' && best ? holdsFor(facts.step.expectation, best) : null;
  const isSilent = facts.missesMessage && !(best && maySayIt(best, { test, step, snapshot }));
  return { ...facts, decision, equivalent: isSilent ? 'none' : equivalentOf(decision, lost), equivalentHolds };
}
