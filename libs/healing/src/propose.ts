import {
  canonicalJson,
  Candidate,
  type FailureSnapshot,
  type Fingerprint,
  type HealingPolicy,
  type HealingProposal,
  type Locator,
  type PageSnapshot,
  type TestCase,
} from '@testforge/core';
import { countInSnapshot, proposeLocators, type ProposeOptions } from '@testforge/browser';
import { actionOf } from './compatible.js';
import { decide, type Decision } from './decide.js';
import { isSameElement } from './evidence.js';
import { offersOf } from './offers.js';
import { findPageBefore, type PageBefore } from './page-before.js';
import { onlySenderOf } from './sends-alone.js';
import { isProvable, otherTargets, showsCheckedText, type TargetedStep } from './subject.js';

/** Candidates kept in a proposal for the reader; the right one is practically always among the first few. */
const shownCandidates = 5;

export interface LostTarget {
  test: TestCase;
  step: TargetedStep;
  snapshot: FailureSnapshot;
  policy: HealingPolicy;
  /** Fingerprints of what the rest of the suite uses. */
  knownTargets: readonly Fingerprint[];
  /** The app's pages as they were when the suite was made. */
  pagesBefore: readonly PageBefore[];
  /** What earlier steps of the test lost and found; `test` looks for what they found already. */
  heals: readonly HealingProposal[];
}

/** What the other steps use. What an earlier step found in place of this very element may be what this step looks for too. */
function strangersTo({ test, step, knownTargets, heals }: LostTarget): Fingerprint[] {
  const { locator, fingerprint } = step.target;
  const same = heals.flatMap(({ oldLocator, oldFingerprint, newFingerprint }) =>
    newFingerprint &&
    (canonicalJson(oldLocator) === canonicalJson(locator) || isSameElement(oldFingerprint, fingerprint))
      ? [newFingerprint]
      : [],
  );
  const isSame = (other: Fingerprint): boolean => same.some((found) => isSameElement(found, other));
  return [...otherTargets(test, step.key).filter((other) => !isSame(other)), ...knownTargets];
}

/** Looks for what took the place of a step's target and decides on it. */
export function searchEquivalent(target: LostTarget): Decision {
  const { test, step, snapshot, policy, pagesBefore } = target;
  const lost = step.target.fingerprint;
  const before = findPageBefore(lost, snapshot.url, pagesBefore);
  return decide({
    action: actionOf(step),
    existence:
      step.kind === 'expect' && ['toBeVisible', 'toBeHidden', 'toHaveCount'].includes(step.expectation.matcher),
    lost,
    oldLocator: step.target.locator,
    elements: snapshot.page.elements,
    view: { ownTextCounts: !showsCheckedText(step) },
    others: strangersTo(target),
    policy,
    provable: isProvable(test, step.key),
    leftOut: snapshot.page.leftOut,
    offers: offersOf(step, snapshot.page),
    sender: onlySenderOf(test, step, snapshot.page),
    ...(before ? { before } : {}),
  });
}

/** A locator that finds this element of a page alone. */
export function locateAlone(index: number, page: PageSnapshot, options?: ProposeOptions): Locator | undefined {
  const element = page.elements[index];
  const locators = element ? proposeLocators(element, page, options) : [];
  return locators.find((locator) => {
    const found = countInSnapshot(locator, page);
    return found.length === 1 && found[0] === index;
  });
}

/** The decision as a proposal, with a locator that finds the chosen element alone; without one it abstains. */
export function toProposal({ test, step, snapshot }: LostTarget, decision: Decision): HealingProposal {
  const { page } = snapshot;
  // Parsing leaves out what a snapshot knows of an element beyond its fingerprint.
  const ranking = decision.ranking.slice(0, shownCandidates).map((candidate) => Candidate.parse(candidate));
  const best = ranking[0];
  const newLocator = best && locateAlone(best.index, page, { avoidOwnText: showsCheckedText(step) });
  const lacksLocator = decision.decision !== 'abstain' && newLocator === undefined;
  const { confidence, margin } = decision;
  return {
    testKey: test.key,
    stepKey: step.key,
    decision: lacksLocator ? 'abstain' : decision.decision,
    why: lacksLocator ? 'no locator finds the best candidate alone' : decision.why,
    confidence,
    margin,
    oldLocator: step.target.locator,
    oldFingerprint: step.target.fingerprint,
    ...(newLocator && best && decision.decision !== 'abstain' ? { newLocator, newFingerprint: best.fingerprint } : {}),
    ranking,
  };
}
