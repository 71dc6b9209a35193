import type { HealingPolicy, Locator } from '@testforge/core';
import { isBrokenLabel } from './broken-label.js';
import type { CandidateSearch, Ranked } from './candidates.js';
import { isNamed } from './confidence.js';
import {
  hasLeftItsHeading,
  hasOtherMark,
  hasTheSameHeading,
  identifies,
  isNamedOtherwise,
  isOfAnotherRow,
  isOfUnknownRow,
  isPlainText,
  isUnderNewHeading,
  isValue,
  saidNothing,
  saysSomethingElse,
  saysWhatStoodBeside,
  sharesAllEvidence,
  sharesItsNames,
} from './doubts.js';
import { ownText } from './evidence.js';
import { weightyMeanings } from './label-meanings.js';
import { offersAlone } from './offers.js';
import { saysTheOpposite } from './opposites.js';
import { sendsAlone } from './sends-alone.js';

export interface HealingCase extends CandidateSearch {
  policy: HealingPolicy;
  /** What the element was found by; without links where it is not known. */
  oldLocator: Pick<Locator, 'links'> & Partial<Locator>;
  /** Whether an expectation is checked at or after this step, so that a proof run proves something. */
  provable: boolean;
  /** The check is about the element being there at all. */
  existence?: boolean;
  /** Elements of the page that the snapshot could not hold. */
  leftOut: number;
  /** Set where nobody told which elements are of a row or a card. */
  rowsUnknown?: boolean;
}

/** What a guard looks at: the best candidate of a case and the rest. */
export interface Choice {
  case: HealingCase;
  best: Ranked;
  margin: number;
  rivals: readonly Ranked[];
}

/** A reason not to go further than `limit`, whatever the confidence. */
export interface Guard {
  id: string;
  limit: 'ask' | 'abstain';
  why: string;
  applies(choice: Choice): boolean;
  /** Whether the step's shown effect (`effect.ts`) answers this doubt; without it nothing does but a person. */
  yields?(choice: Choice): boolean;
}

/** Nothing else on the page could take the step. */
export const isOnlyOne = (choice: Choice): boolean => offersAlone(choice) || sendsAlone(choice);

/** In order of weight; all that apply count, the first is told. */
export const guards: readonly Guard[] = [
  {
    id: 'policy.never',
    limit: 'abstain',
    why: 'healing is switched off',
    applies: ({ case: { policy } }) => policy.mode === 'never',
  },
  {
    id: 'candidate.unusable',
    limit: 'abstain',
    why: 'the best candidate is hidden or disabled, which may be the fault itself',
    applies: ({ best: { fingerprint }, case: { action } }) =>
      (fingerprint.visible === false && action !== 'upload') || (action !== 'read' && fingerprint.enabled === false),
  },
  {
    id: 'kind.other',
    limit: 'abstain',
    why: 'the best candidate is another kind of thing, and nothing names it',
    applies: ({ best: { fit, evidence } }) =>
      fit === 'stretches' && !evidence.some((reason) => reason === 'testId' || reason === 'id'),
  },
  {
    id: 'kind.stretched',
    limit: 'ask',
    why: 'the best candidate is another kind of thing',
    applies: ({ best: { fit } }) => fit === 'stretches',
  },
  {
    id: 'fingerprint.none',
    limit: 'ask',
    why: 'no fingerprint of the element was stored, only the locator that failed',
    applies: ({ case: { hints } }) => hints !== undefined,
  },
  {
    id: 'row.other',
    limit: 'abstain',
    why: 'the best candidate belongs to another row or card',
    applies: isOfAnotherRow,
  },
  {
    id: 'row.unknown',
    limit: 'ask',
    why: 'nothing around it is known to be as it was, and another row may have the same names',
    applies: isOfUnknownRow,
  },
  {
    id: 'row.made_by_test',
    limit: 'ask',
    why: 'its row is known only when the test runs',
    applies: ({ case: { oldLocator } }) => oldLocator.links.some((link) => link.by === 'hasText' && link.value),
  },
  {
    id: 'evidence.none',
    limit: 'abstain',
    why: 'nothing identifies the best candidate; it only looks alike',
    applies: ({ best, case: subject }) =>
      best.evidence.length === 0 && subject.hints === undefined && !sendsAlone({ best, case: subject }),
    yields: isOnlyOne,
  },
  {
    id: 'evidence.context_only',
    limit: 'ask',
    why: 'only the place agrees',
    applies: ({ best: { evidence } }) => identifies(evidence).length === 0,
    yields: isOnlyOne,
  },
  {
    id: 'evidence.single',
    limit: 'ask',
    why: 'only one thing identifies it',
    applies: ({ best: { evidence } }) => evidence.length < 2,
    yields: (choice) => isNamed(choice.best) || choice.best.evidence.includes('text') || isOnlyOne(choice),
  },
  {
    id: 'place.other',
    limit: 'ask',
    why: 'it stands elsewhere, where something of the same name may have been all along',
    applies: ({ case: { lost }, best: { fingerprint: found, evidence } }) =>
      !evidence.some((reason) => reason === 'context' || reason === 'testId' || reason === 'id') &&
      !(lost.landmark === found.landmark && hasTheSameHeading(lost, found)),
    yields: (choice) => isUnderNewHeading(choice) || isOnlyOne(choice),
  },
  {
    id: 'heading.other',
    limit: 'ask',
    why: 'it stands under another heading, and the one it stood under is still there',
    applies: hasLeftItsHeading,
    yields: (choice) => isNamed(choice.best) || isOnlyOne(choice),
  },
  {
    id: 'evidence.shared',
    limit: 'ask',
    why: 'another element has the same marks',
    applies: (choice) => choice.rivals.some((rival) => sharesAllEvidence(choice, rival)),
  },
  {
    id: 'name.shared',
    limit: 'ask',
    why: 'its names in the markup are another element’s too',
    applies: sharesItsNames,
  },
  {
    id: 'label.never',
    limit: 'ask',
    why: 'it never had a label, and names in the markup may come twice',
    applies: saidNothing,
    yields: ({ best }) => isNamed(best),
  },
  {
    id: 'link.dead',
    limit: 'ask',
    why: 'it was a link, and leads nowhere any more',
    applies: ({ case: { lost }, best: { fingerprint: found } }) =>
      lost.href !== undefined && found.tag === 'a' && found.href === undefined,
    yields: ({ best }) => isNamed(best),
  },
  {
    id: 'evidence.divided',
    limit: 'ask',
    why: 'another element has one of its marks',
    applies: (choice) => choice.rivals.some((rival) => hasOtherMark(choice, rival)),
  },
  {
    id: 'label.swapped',
    limit: 'ask',
    why: 'it says what stood beside it before',
    applies: saysWhatStoodBeside,
  },
  {
    id: 'text.alone',
    limit: 'ask',
    why: 'it is plain text, and its words may stand anywhere',
    applies: isPlainText,
  },
  {
    id: 'identity.other',
    limit: 'ask',
    why: 'only words and place agree, and its names are others',
    applies: isNamedOtherwise,
    yields: () => true,
  },
  {
    id: 'value.unidentified',
    limit: 'ask',
    why: 'a checked value must be identified by more than its place',
    applies: (choice) =>
      isValue(choice) &&
      !choice.best.evidence.some((reason) => reason === 'testId' || reason === 'id' || reason === 'nameAttr'),
  },
  {
    id: 'label.broken',
    limit: 'ask',
    why: 'its label is gone, or is what only a program understands',
    applies: ({ case: { lost, view }, best: { fingerprint: found } }) =>
      view.ownTextCounts && isBrokenLabel(lost.name ?? lost.text, found.name ?? found.text),
  },
  {
    id: 'meaning.weighty',
    limit: 'ask',
    why: 'it now deletes, cancels, pays or logs out, which it did not before',
    applies: ({ case: { lost }, best }) =>
      weightyMeanings(best.fingerprint).some((meaning) => !weightyMeanings(lost).includes(meaning)),
  },
  {
    id: 'meaning.opposite',
    limit: 'ask',
    why: 'it says the opposite of what it said before',
    applies: ({ case: { lost, view }, best: { fingerprint: found } }) =>
      view.ownTextCounts && saysTheOpposite(ownText(lost) ?? '', ownText(found) ?? ''),
  },
  {
    id: 'meaning.other',
    limit: 'ask',
    why: 'it says something else than before',
    applies: saysSomethingElse,
    // An address is no answer: whatever leads there has the same effect.
    yields: (choice) => isNamed(choice.best) || isOnlyOne(choice),
  },
  {
    id: 'check.existence',
    limit: 'ask',
    why: 'the check is about the element being there at all',
    applies: ({ case: { existence } }) => existence === true,
  },
  {
    id: 'proof.empty',
    limit: 'ask',
    why: 'nothing is checked after this step, so a proof run would prove nothing',
    applies: ({ case: { provable } }) => !provable,
  },
  {
    id: 'page.incomplete',
    limit: 'ask',
    why: 'the page has more elements than were recorded',
    applies: ({ case: { leftOut } }) => leftOut > 0,
  },
  {
    id: 'margin.small',
    limit: 'ask',
    why: 'the second candidate is too near',
    applies: ({ margin, case: { policy } }) => margin < policy.margin,
  },
  {
    id: 'policy.ask',
    limit: 'ask',
    why: 'this project wants to be asked',
    applies: ({ case: { policy } }) => policy.mode === 'ask',
  },
];

/** Ids of the guards that nothing overrules. */
export const forbiddingGuards: readonly string[] = guards
  .filter(({ limit }) => limit === 'abstain')
  .map(({ id }) => id);
