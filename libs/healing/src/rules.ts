import type { Facts } from './facts.js';
import { fewestRebuiltPages, landmarksOfPage } from './rebuilt.js';
import { how, nearest, rebuilt, renamed, said, status, taken } from './rule-words.js';
import type { Rule } from './verdict.js';

const unreachable =
  /^(?:page|frame)\.(?:goto|reload|goBack): (?:net::ERR_(?:CONNECTION_(?:REFUSED|RESET|CLOSED|TIMED_OUT|FAILED)|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|NETWORK_CHANGED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|SOCKS_CONNECTION_FAILED|BLOCKED_BY_\w+|EMPTY_RESPONSE)|NS_ERROR_\w+|getaddrinfo|connect ECONNREFUSED)/;
const sandboxTrouble =
  /^(?:browserType\.\w+:|browser\.\w+:|browserContext\.\w+: (?:Target|Protocol)|page\.\w+: (?:Target crashed|Page crashed)|worker process exited|ENOSPC|EMFILE|ENOMEM)/;

const isCheck = ({ subject }: Facts): boolean => subject === 'wording' || subject === 'value' || subject === 'count';
const isThere = ({ matches, ambiguous }: Facts): boolean => matches !== null && matches > 0 && !ambiguous;
const isLost = (facts: Facts): boolean => facts.matches !== null && !isThere(facts);
const lostTarget = (facts: Facts): boolean =>
  (facts.subject === 'action' || facts.subject === 'value') && facts.hasSnapshot && isLost(facts);
/** The page says itself that it is not the one that was asked for: what it shows is no new form of anything. */
const isRefused = ({ documentStatus }: Facts): boolean => documentStatus !== null && documentStatus >= 400;
/** An address that the test asks for by itself may have been given up; where the app led there, it is broken. */
const isGivenUp = (f: Facts): boolean => (f.documentStatus === 404 || f.documentStatus === 410) && f.openedByAddress;
const mayBeHealed = (facts: Facts): boolean => lostTarget(facts) && !isRefused(facts);
/** In a build whose pages were made anew in part, what is missing may have changed too far to be recognised. */
const isAbsentFromRebuilt = (f: Facts): boolean =>
  f.rebuiltPages >= fewestRebuiltPages && (!isRefused(f) || isGivenUp(f));
/** A heading or something to use; a message is told by what the test did, and is missed wherever it should have come. */
const namesPage = ({ step }: Facts): boolean =>
  step !== null && 'target' in step && landmarksOfPage.test(step.target?.fingerprint.role ?? '');
type Word = Pick<Rule, 'verdict' | 'confidence' | 'outcome' | 'waitingFor'>;
const regression = (confidence: number): Word => ({ verdict: 'regression', confidence, outcome: 'regression' });
const environment = (confidence: number): Word => ({ verdict: 'environment', confidence, outcome: 'environment' });
const flake = (confidence: number): Word => ({ verdict: 'flake', confidence, outcome: 'flake' });
const waits = (waitingFor: NonNullable<Rule['waitingFor']>, confidence: number): Word => ({
  verdict: 'drift',
  confidence,
  outcome: 'waiting',
  waitingFor,
});
/** The only word that leads to a heal. */
const healable = (confidence: number): Word => ({ verdict: 'drift', confidence, outcome: 'by_decision' });

/** The app itself failed while the test ran; passing when tried again does not take that back. */
const showsFault = (f: Facts): boolean =>
  f.serverErrors.length > 0 || (f.documentStatus ?? 0) >= 500 || f.pageErrors.length > 0;

/**
 * Drift or bug: the first rule that applies decides. Trouble of the app comes before everything about locators, so that a
 * broken app is never explained by a moved button; only the two `drift` rules with `by_decision` lead to a heal.
 */
export const rules: readonly Rule[] = [
  {
    id: 'environment.not_logged_in',
    when: ({ skippedBecause }) => skippedBecause !== null,
    ...environment(0.95),
    evidence: ({ skippedBecause }) => [`the test was not run: ${skippedBecause}`],
  },
  {
    id: 'flake.passed_on_retry',
    when: (f) => f.status === 'flaky' && !showsFault(f),
    ...flake(0.95),
    evidence: (f) => ['failed once and passed when tried again', ...said(f)],
  },
  {
    id: 'environment.not_finished',
    when: (f) => (f.status === 'interrupted' || f.status === 'skipped') && !showsFault(f),
    ...environment(0.9),
    evidence: (f) => ['the test did not run to its end', ...said(f)],
  },
  {
    id: 'environment.sandbox',
    when: (f) => sandboxTrouble.test(f.headline) && !showsFault(f),
    ...environment(0.8),
    evidence: said,
  },
  {
    id: 'environment.unreachable',
    when: (f) => unreachable.test(f.headline) && !f.reachedBefore && !showsFault(f),
    ...environment(0.95),
    evidence: (f) => ['the app could not be reached', ...said(f)],
  },
  {
    id: 'regression.went_away',
    when: (f) =>
      unreachable.test(f.headline) || f.pageUrl.startsWith('chrome-error:') || (f.carriedOut && f.brokenOff.length > 0),
    ...regression(0.6),
    evidence: (f) => ['the app stopped answering in the middle of the test', ...f.brokenOff, ...said(f)],
  },
  {
    id: 'regression.server_error',
    when: (f) => f.serverErrors.length > 0 || (f.documentStatus ?? 0) >= 500,
    ...regression(0.95),
    evidence: (f) => (f.serverErrors.length > 0 ? f.serverErrors : [`the page answered ${f.documentStatus}`]),
  },
  {
    id: 'regression.page_error',
    when: (f) => f.pageErrors.length > 0,
    ...regression(0.85),
    evidence: (f) => f.pageErrors.map((error) => `the page threw: ${error.split('\n')[0] ?? ''}`),
  },
  {
    id: 'environment.slow_answer',
    // A page that cannot be read any more hangs, which no slow answer explains.
    when: (f) => f.carriedOut && f.hasSnapshot,
    ...environment(0.6),
    evidence: (f) => ['the action was carried out, and the app’s answer to it did not come in time', ...said(f)],
  },
  {
    id: 'regression.unknown_step',
    when: ({ step }) => step === null,
    ...regression(0.5),
    evidence: (f) => ['the failing line belongs to no known step', ...said(f)],
  },
  {
    id: 'regression.navigation',
    when: ({ subject }) => subject === 'navigation',
    ...regression(0.7),
    evidence: (f) => ['the page could not be opened', ...status(f), ...said(f)],
  },
  {
    id: 'drift.address_written_otherwise',
    when: ({ subject, writtenOtherwise }) => subject === 'address' && writtenOtherwise,
    ...waits('intended', 0.6),
    evidence: (f) => [`the address is ${f.pageUrl}: the same place, written otherwise`],
  },
  {
    id: 'regression.address',
    when: ({ subject }) => subject === 'address',
    ...regression(0.9),
    evidence: (f) => [`the test ended up at ${f.pageUrl || 'another address'}`, ...status(f)],
  },
  {
    id: 'drift.title_reworded',
    when: ({ subject, titleSimilarity }) => subject === 'title' && titleSimilarity >= 0.5,
    ...waits('wording', 0.6),
    evidence: () => ['the title of the page says something similar in other words'],
  },
  {
    id: 'regression.title',
    when: ({ subject }) => subject === 'title',
    ...regression(0.8),
    evidence: (f) => ['the page has another title', ...status(f)],
  },
  {
    id: 'drift.other_message',
    when: (f) => f.otherMessage !== null && ((isCheck(f) && isThere(f)) || f.subject === 'wording' || f.missesMessage),
    ...waits('wording', 0.6),
    evidence: ({ otherMessage }) => [
      `the place for messages does not say what was expected, and near by the app now says “${otherMessage}”`,
    ],
  },
  {
    id: 'drift.link_readdressed',
    when: (f) => isCheck(f) && isThere(f) && f.newAddress !== null,
    ...waits('intended', 0.5),
    evidence: ({ newAddress }) => [
      `the link leads to ${newAddress?.path}, ${newAddress?.ledOn ? 'where its old address led on to before' : 'where no other link of the test led'}`,
    ],
  },
  {
    id: 'regression.expectation_broken',
    when: (f) => isCheck(f) && isThere(f),
    ...regression(0.95),
    evidence: () => ['the element is there, but what was expected of it does not hold'],
  },
  {
    id: 'regression.unusable',
    when: (f) => f.subject === 'action' && isThere(f),
    ...regression(0.85),
    evidence: (f) => [
      'the element is there, but it cannot be used (hidden, covered, disabled or of another kind)',
      ...said(f),
    ],
  },
  {
    id: 'regression.no_evidence',
    when: (f) => !f.hasSnapshot || f.matches === null,
    ...regression(0.4),
    evidence: (f) => ['no record of the page at the time of failure', ...said(f)],
  },
  {
    id: 'drift.wording_repeated',
    when: (f) => f.subject === 'wording' && f.ambiguous,
    ...waits('wording', 0.6),
    evidence: () => ['the expected text is there several times'],
  },
  {
    id: 'drift.reworded',
    when: ({ subject, reworded }) => subject === 'wording' && reworded !== null,
    ...waits('wording', 0.6),
    evidence: ({ reworded }) => [
      `the expected text is gone, and in its place stands “${reworded?.name ?? reworded?.text ?? ''}”`,
    ],
  },
  {
    id: 'regression.wrong_message',
    when: ({ subject, wrongMessage }) => subject === 'wording' && wrongMessage !== null,
    ...regression(0.85),
    evidence: ({ wrongMessage }) => [`the expected message did not come: the app says “${wrongMessage}” instead`],
  },
  {
    id: 'drift.heading_taken_away',
    when: (f) => f.subject === 'wording' && f.takenHeading !== null && !isRefused(f),
    ...waits('intended', 0.6),
    evidence: taken,
  },
  {
    id: 'drift.control_of_rebuilt_page',
    when: (f) => f.subject === 'wording' && isAbsentFromRebuilt(f) && namesPage(f),
    ...waits('intended', 0.5),
    evidence: (f) => ['the expected text is gone', ...rebuilt(f), ...status(f)],
  },
  {
    id: 'regression.wording_gone',
    when: ({ subject }) => subject === 'wording',
    ...regression(0.8),
    evidence: (f) => ['the expected text is gone and nothing equivalent is there', ...status(f)],
  },
  {
    id: 'drift.count',
    when: (f) => f.subject === 'count' && f.equivalent === 'likely',
    ...waits('intended', 0.5),
    evidence: (f) => [
      'what was counted is no longer found, and something like it is there; several elements are never healed from one',
      ...nearest(f),
    ],
  },
  {
    id: 'regression.count',
    when: ({ subject }) => subject === 'count',
    ...regression(0.8),
    evidence: () => ['what was counted is gone'],
  },
  {
    id: 'regression.value_wrong_elsewhere',
    when: (f) =>
      f.subject === 'value' &&
      f.equivalent === 'likely' &&
      f.decision?.decision !== 'heal' &&
      f.equivalentHolds === false,
    ...regression(0.7),
    evidence: (f) => [
      'the element has probably moved, and what is expected of it does not hold there either',
      ...nearest(f),
    ],
  },
  {
    id: 'drift.on_refused_page',
    when: (f) => lostTarget(f) && isRefused(f) && f.equivalent === 'likely',
    ...waits('intended', 0.5),
    evidence: (f) => [...status(f), 'what is like the lost element there is no repair', ...nearest(f)],
  },
  {
    id: 'drift.redesign',
    when: (f) => lostTarget(f) && f.redesign !== null && f.equivalent !== 'none',
    ...waits('intended', 0.6),
    evidence: (f) => [
      `the page was redesigned: ${f.redesign?.lost} of ${f.redesign?.known} elements that the suite uses on it are gone`,
      'make its tests anew with --regenerate, or look at each',
      ...nearest(f),
    ],
  },
  {
    id: 'drift.moved',
    when: (f) => mayBeHealed(f) && f.equivalent === 'likely',
    ...healable(0.9),
    evidence: (f) => [how(f), ...nearest(f)],
  },
  {
    id: 'drift.unsure',
    when: (f) => mayBeHealed(f) && f.equivalent === 'possible',
    ...healable(0.5),
    evidence: (f) => [how(f), ...nearest(f)],
  },
  {
    id: 'environment.session_ended',
    when: (f) => f.onLogin && f.sessionGiven,
    ...environment(0.7),
    evidence: () => ['the stored session has ended: the app asks to log in'],
  },
  {
    id: 'regression.logged_out',
    when: (f) => f.onLogin,
    ...regression(0.75),
    evidence: (f) => ['the test ended up on a log-in page', ...nearest(f)],
  },
  {
    id: 'regression.message_gone',
    when: (f) => lostTarget(f) && f.missesMessage && f.equivalent === 'none',
    ...regression(0.8),
    evidence: (f) => ['the expected message did not come', ...status(f), ...nearest(f)],
  },
  {
    id: 'drift.gone_from_rebuilt_page',
    when: (f) => lostTarget(f) && isAbsentFromRebuilt(f),
    ...waits('intended', 0.5),
    evidence: (f) => [`${how(f)}, and nothing equivalent is there`, ...rebuilt(f), ...status(f), ...nearest(f)],
  },
  {
    id: 'drift.class_renamed',
    when: (f) => lostTarget(f) && f.renamedClasses !== null && !isRefused(f),
    ...waits('intended', 0.5),
    evidence: (f) => [...renamed(f), ...nearest(f)],
  },
  {
    id: 'regression.gone',
    when: lostTarget,
    ...regression(0.8),
    evidence: (f) => [`${how(f)}, and nothing equivalent is there`, ...status(f), ...nearest(f)],
  },
  {
    id: 'regression.unexplained',
    when: () => true,
    ...regression(0.4),
    evidence: said,
  },
];
