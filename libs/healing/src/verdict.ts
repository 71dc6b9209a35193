import type { HealingOutcome, HealingProposal, JudgedFailure, Verdict } from '@testforge/core';
import type { Facts } from './facts.js';

/** One line of the verdict table. */
export interface Rule {
  id: string;
  when(facts: Facts): boolean;
  verdict: Verdict;
  confidence: number;
  /** `by_decision`: whatever the healing decision says. Every other outcome closes the door to healing. */
  outcome: HealingOutcome | 'by_decision';
  waitingFor?: NonNullable<JudgedFailure['waitingFor']>;
  evidence(facts: Facts): string[];
}

export interface Judgement extends Pick<Rule, 'verdict' | 'confidence' | 'outcome' | 'waitingFor'> {
  rule: string;
  evidence: string[];
}

/** One judged failure of one test, before anything is decided about the test as a whole. */
export interface StepJudgement extends Judgement {
  proposal: HealingProposal | null;
}

const unreachable =
  /^(?:page|frame)\.(?:goto|reload|goBack): (?:net::ERR_(?:CONNECTION_(?:REFUSED|RESET|CLOSED|TIMED_OUT|FAILED)|NAME_NOT_RESOLVED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|NETWORK_CHANGED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|SOCKS_CONNECTION_FAILED|BLOCKED_BY_\w+|EMPTY_RESPONSE)|NS_ERROR_\w+|getaddrinfo|connect ECONNREFUSED)/;
const sandboxTrouble =
  /^(?:browserType\.\w+:|browser\.\w+:|browserContext\.\w+: (?:Target|Protocol)|page\.\w+: (?:Target crashed|Page crashed)|worker process exited|ENOSPC|EMFILE|ENOMEM)/;

const isCheck = ({ subject }: Facts): boolean => subject === 'wording' || subject === 'value' || subject === 'count';
const isThere = ({ matches, ambiguous }: Facts): boolean => matches !== null && matches > 0 && !ambiguous;
const isLost = (facts: Facts): boolean => facts.matches !== null && !isThere(facts);
const mayBeHealed = (facts: Facts): boolean =>
  (facts.subject === 'action' || facts.subject === 'value') && facts.hasSnapshot && isLost(facts);
const nearest = ({ decision }: Facts): string[] => {
  const best = decision?.ranking[0];
  return best
    ? [
        `nearest on the page: ${best.fingerprint.role ?? best.fingerprint.tag} “${best.fingerprint.name ?? best.fingerprint.text ?? ''}”, score ${best.score.toFixed(2)} (${decision.why})`,
      ]
    : ['nothing of its kind is on the page'];
};
const said = ({ headline }: Facts): string[] => (headline === '' ? [] : [headline]);
const how = (facts: Facts): string =>
  facts.ambiguous ? 'the old locator finds several elements' : 'the old locator finds nothing';
const status = ({ documentStatus }: Facts): string[] =>
  documentStatus !== null && documentStatus >= 400 ? [`the page answered ${documentStatus}`] : [];

/** The app itself failed while the test ran; passing when tried again does not take that back. */
const showsFault = (f: Facts): boolean =>
  f.serverErrors.length > 0 || (f.documentStatus ?? 0) >= 500 || f.pageErrors.length > 0;

/**
 * Drift or bug: the first rule that applies decides. Trouble of the app comes before everything about locators, so that a
 * broken app is never explained by a moved button; only the two `drift` rules with `by_decision` lead to a heal.
 */
export const rules: readonly Rule[] = [
  {
    id: 'flake.passed_on_retry',
    when: (f) => f.status === 'flaky' && !showsFault(f),
    verdict: 'flake',
    confidence: 0.95,
    outcome: 'flake',
    evidence: (f) => ['failed once and passed when tried again', ...said(f)],
  },
  {
    id: 'environment.not_finished',
    when: ({ status: s }) => s === 'interrupted' || s === 'skipped',
    verdict: 'environment',
    confidence: 0.9,
    outcome: 'environment',
    evidence: (f) => ['the test did not run to its end', ...said(f)],
  },
  {
    id: 'environment.sandbox',
    when: ({ headline }) => sandboxTrouble.test(headline),
    verdict: 'environment',
    confidence: 0.8,
    outcome: 'environment',
    evidence: said,
  },
  {
    id: 'environment.unreachable',
    when: (f) => unreachable.test(f.headline) && !f.reachedBefore,
    verdict: 'environment',
    confidence: 0.95,
    outcome: 'environment',
    evidence: (f) => ['the app could not be reached', ...said(f)],
  },
  {
    id: 'regression.went_away',
    when: (f) => unreachable.test(f.headline) || f.pageUrl.startsWith('chrome-error:'),
    verdict: 'regression',
    confidence: 0.6,
    outcome: 'regression',
    evidence: (f) => ['the app stopped answering in the middle of the test', ...said(f)],
  },
  {
    id: 'regression.server_error',
    when: (f) => f.serverErrors.length > 0 || (f.documentStatus ?? 0) >= 500,
    verdict: 'regression',
    confidence: 0.95,
    outcome: 'regression',
    evidence: (f) => (f.serverErrors.length > 0 ? f.serverErrors : [`the page answered ${f.documentStatus}`]),
  },
  {
    id: 'regression.page_error',
    when: (f) => f.pageErrors.length > 0,
    verdict: 'regression',
    confidence: 0.85,
    outcome: 'regression',
    evidence: (f) => f.pageErrors.map((error) => `the page threw: ${error.split('\n')[0] ?? ''}`),
  },
  {
    id: 'regression.unknown_step',
    when: ({ step }) => step === null,
    verdict: 'regression',
    confidence: 0.5,
    outcome: 'regression',
    evidence: (f) => ['the failing line belongs to no known step', ...said(f)],
  },
  {
    id: 'regression.navigation',
    when: ({ subject }) => subject === 'navigation',
    verdict: 'regression',
    confidence: 0.7,
    outcome: 'regression',
    evidence: (f) => ['the page could not be opened', ...status(f), ...said(f)],
  },
  {
    id: 'regression.address',
    when: ({ subject }) => subject === 'address',
    verdict: 'regression',
    confidence: 0.9,
    outcome: 'regression',
    evidence: (f) => [`the test ended up at ${f.pageUrl || 'another address'}`, ...status(f)],
  },
  {
    id: 'drift.title_reworded',
    when: ({ subject, titleSimilarity }) => subject === 'title' && titleSimilarity >= 0.5,
    verdict: 'drift',
    confidence: 0.6,
    outcome: 'waiting',
    waitingFor: 'wording',
    evidence: () => ['the title of the page says something similar in other words'],
  },
  {
    id: 'regression.title',
    when: ({ subject }) => subject === 'title',
    verdict: 'regression',
    confidence: 0.8,
    outcome: 'regression',
    evidence: (f) => ['the page has another title', ...status(f)],
  },
  {
    id: 'regression.expectation_broken',
    when: (f) => isCheck(f) && isThere(f),
    verdict: 'regression',
    confidence: 0.95,
    outcome: 'regression',
    evidence: () => ['the element is there, but what was expected of it does not hold'],
  },
  {
    id: 'regression.unusable',
    when: (f) => f.subject === 'action' && isThere(f),
    verdict: 'regression',
    confidence: 0.85,
    outcome: 'regression',
    evidence: (f) => [
      'the element is there, but it cannot be used (hidden, covered, disabled or of another kind)',
      ...said(f),
    ],
  },
  {
    id: 'regression.no_evidence',
    when: (f) => !f.hasSnapshot || f.matches === null,
    verdict: 'regression',
    confidence: 0.4,
    outcome: 'regression',
    evidence: (f) => ['no record of the page at the time of failure', ...said(f)],
  },
  {
    id: 'drift.wording_repeated',
    when: (f) => f.subject === 'wording' && f.ambiguous,
    verdict: 'drift',
    confidence: 0.6,
    outcome: 'waiting',
    waitingFor: 'wording',
    evidence: () => ['the expected text is there several times'],
  },
  {
    id: 'drift.reworded',
    when: ({ subject, reworded }) => subject === 'wording' && reworded !== null,
    verdict: 'drift',
    confidence: 0.6,
    outcome: 'waiting',
    waitingFor: 'wording',
    evidence: ({ reworded }) => [
      `the expected text is gone, and in its place stands “${reworded?.name ?? reworded?.text ?? ''}”`,
    ],
  },
  {
    id: 'regression.wording_gone',
    when: ({ subject }) => subject === 'wording',
    verdict: 'regression',
    confidence: 0.8,
    outcome: 'regression',
    evidence: (f) => ['the expected text is gone and nothing equivalent is there', ...status(f)],
  },
  {
    id: 'drift.count',
    when: (f) => f.subject === 'count' && f.equivalent === 'likely',
    verdict: 'drift',
    confidence: 0.5,
    outcome: 'waiting',
    waitingFor: 'intended',
    evidence: (f) => [
      'what was counted is no longer found, and something like it is there; several elements are never healed from one',
      ...nearest(f),
    ],
  },
  {
    id: 'regression.count',
    when: ({ subject }) => subject === 'count',
    verdict: 'regression',
    confidence: 0.8,
    outcome: 'regression',
    evidence: () => ['what was counted is gone'],
  },
  {
    id: 'regression.value_wrong_elsewhere',
    when: (f) =>
      f.subject === 'value' &&
      f.equivalent === 'likely' &&
      f.decision?.decision !== 'heal' &&
      f.equivalentHolds === false,
    verdict: 'regression',
    confidence: 0.7,
    outcome: 'regression',
    evidence: (f) => [
      'the element has probably moved, and what is expected of it does not hold there either',
      ...nearest(f),
    ],
  },
  {
    id: 'drift.moved',
    when: (f) => mayBeHealed(f) && f.equivalent === 'likely',
    verdict: 'drift',
    confidence: 0.9,
    outcome: 'by_decision',
    evidence: (f) => [how(f), ...nearest(f)],
  },
  {
    id: 'drift.unsure',
    when: (f) => mayBeHealed(f) && f.equivalent === 'possible',
    verdict: 'drift',
    confidence: 0.5,
    outcome: 'by_decision',
    evidence: (f) => [how(f), ...nearest(f)],
  },
  {
    id: 'environment.session_ended',
    when: (f) => f.onLogin && f.sessionGiven,
    verdict: 'environment',
    confidence: 0.7,
    outcome: 'environment',
    evidence: () => ['the stored session has ended: the app asks to log in'],
  },
  {
    id: 'regression.logged_out',
    when: (f) => f.onLogin,
    verdict: 'regression',
    confidence: 0.75,
    outcome: 'regression',
    evidence: (f) => ['the test ended up on a log-in page', ...nearest(f)],
  },
  {
    id: 'regression.gone',
    when: mayBeHealed,
    verdict: 'regression',
    confidence: 0.8,
    outcome: 'regression',
    evidence: (f) => [`${how(f)}, and nothing equivalent is there`, ...status(f), ...nearest(f)],
  },
  {
    id: 'regression.unexplained',
    when: () => true,
    verdict: 'regression',
    confidence: 0.4,
    outcome: 'regression',
    evidence: said,
  },
];

/** Applies the table. Pure. */
export function judgeFacts(facts: Facts): Judgement {
  const rule = rules.find((candidate) => candidate.when(facts));
  if (!rule) throw new TypeError('the verdict table has no last rule');
  const { id, verdict, confidence, outcome, waitingFor, evidence } = rule;
  return { rule: id, verdict, confidence, outcome, ...(waitingFor ? { waitingFor } : {}), evidence: evidence(facts) };
}
