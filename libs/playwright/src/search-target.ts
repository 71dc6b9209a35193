import type { Locator as LiveLocator } from '@playwright/test';
import { chooseLocator } from '@testforge/browser';
import {
  HealingPolicy,
  locatorCode,
  type FailureSnapshot,
  type Fingerprint,
  type HealingProposal,
  type Locator,
} from '@testforge/core';
import { createHealing, type HealingState } from '@testforge/healing';
import { decideCase, LabCase } from '@testforge/healing/lab';
import type { KnownAction } from './actions.js';
import { describeLost } from './describe-lost.js';
import type { HealingOptions } from './options.js';
import { plainText } from './plain-text.js';
import { readPage } from './read-page.js';
import type { Remembered } from './records.js';
import { withoutSteps } from './without-steps.js';

export interface Search {
  title: string;
  action: KnownAction;
  locator: LiveLocator;
  text: string;
  message: string;
  mode: HealingOptions['mode'];
  remembered: Remembered | undefined;
  /** Of everything else that the file's tests use: none of those is the lost element. */
  others: readonly Fingerprint[];
  onNote: (text: string) => void;
}

/** What became of a lost element. `heal` only where our rules would heal it unasked; `ask` where a person may say so. */
export interface Finding {
  decision: 'heal' | 'ask' | 'none';
  rule: string;
  evidence: string[];
  confidence: number;
  newLocator?: Locator;
  code?: string;
  newFingerprint?: Fingerprint;
  ranking: { what: string; score: number }[];
  snapshot: FailureSnapshot;
}

type Verdict = Pick<Finding, 'decision' | 'rule' | 'evidence' | 'confidence'> & { ranking: HealingProposal['ranking'] };

/** Nothing has been learned on this machine, and what this suite teaches stays in it. */
const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const nobody = { tenantId: 'local', requestId: 'local' };

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function verdictOf({ status, heals, effects, failure, first }: HealingState): Verdict {
  const proposal = heals.at(-1) ?? failure?.proposals.at(-1);
  const { rule, evidence } = failure ?? first;
  const told = proposal ? [...evidence, `confidence ${percent(proposal.confidence)}: ${proposal.why}`] : evidence;
  // What rests on its effect needs runs that leave steps out, which nobody may do with somebody else's app.
  const decision =
    status === 'proving' && !effects && proposal?.decision === 'heal'
      ? 'heal'
      : proposal && proposal.decision !== 'abstain'
        ? 'ask'
        : 'none';
  return { decision, rule, evidence: told, confidence: proposal?.confidence ?? 0, ranking: proposal?.ranking ?? [] };
}

async function judgeKnown(search: Search, remembered: Remembered, snapshot: FailureSnapshot): Promise<Verdict> {
  const state = await healing.judge(nobody, {
    ...describeLost({ ...search, remembered }),
    snapshot,
    policy: HealingPolicy.parse({ mode: search.mode }),
    knownTargets: search.others,
    maxHealsPerTest: 10,
  });
  return verdictOf(state);
}

const labActions = { click: 'click', fill: 'fill', press: 'click', check: 'check', uncheck: 'check', select: 'select' };

/** Without a fingerprint only what the locator itself says is known: enough for a question, never for more. */
function judgeUnknown({ title, action, text }: Search, { page }: FailureSnapshot): Verdict {
  const lab = LabCase.parse({
    id: title,
    action: labActions[action.kind],
    failedLocator: text,
    testName: title,
    candidates: [],
  });
  const { decision } = decideCase(lab, page.elements, page.leftOut);
  const ranking = decision.ranking.slice(0, 5);
  return {
    decision: decision.decision === 'abstain' ? 'none' : 'ask',
    rule: 'fingerprint.none',
    evidence: [`no fingerprint was stored: only the locator says what is looked for`, decision.why],
    confidence: decision.confidence,
    ranking,
  };
}

const nameOf = ({ tag, role, name, text }: Fingerprint): string =>
  plainText(`${role ?? tag} “${name ?? text ?? ''}”`).slice(0, 120);
const shown = (ranking: HealingProposal['ranking']): Finding['ranking'] =>
  ranking.map(({ fingerprint, score }) => ({ what: nameOf(fingerprint), score: Math.round(score * 1000) / 1000 }));

/** A locator that on the live page finds the chosen element, and it alone. */
async function locate(locator: LiveLocator, index: number, { page: seen }: FailureSnapshot): Promise<Locator | null> {
  const element = seen.elements[index];
  return element ? chooseLocator(locator.page(), element, seen) : null;
}

/**
 * Looks for what took the place of a lost element, on the page as it is now, by the rules of the product. Null where the
 * element is there after all, so that nothing was lost.
 */
export function searchTarget(search: Search): Promise<Finding | null> {
  const { locator } = search;
  return withoutSteps(locator, async () => {
    if ((await locator.count()) === 1) return null;
    const snapshot = await readPage(locator.page(), search.onNote);
    const verdict = search.remembered
      ? await judgeKnown(search, search.remembered, snapshot)
      : judgeUnknown(search, snapshot);
    const best = verdict.decision === 'none' ? undefined : verdict.ranking[0];
    const newLocator = best && (await locate(locator, best.index, snapshot));
    const found =
      best && newLocator
        ? {
            newLocator,
            code: locatorCode(newLocator),
            newFingerprint: snapshot.page.elements[best.index] ?? best.fingerprint,
          }
        : {};
    const lacks = verdict.decision !== 'none' && !newLocator;
    return {
      ...verdict,
      ...found,
      decision: lacks ? 'none' : verdict.decision,
      evidence: [...verdict.evidence, ...(lacks ? ['no locator finds the best candidate alone'] : [])].map(plainText),
      ranking: shown(verdict.ranking),
      snapshot,
    };
  });
}
