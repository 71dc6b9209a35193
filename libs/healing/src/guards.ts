import type { Fingerprint, HealingPolicy, Locator } from '@testforge/core';
import { isBrokenLabel } from './broken-label.js';
import type { CandidateSearch, Ranked } from './candidates.js';
import { isNamed } from './confidence.js';
import { ownText, sharedSurroundings, type Evidence } from './evidence.js';
import { weightyMeanings } from './label-meanings.js';
import { identifierSimilarity, labelSimilarity, saysTheSame } from './similarity.js';

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

const identifies = (evidence: readonly Evidence[]): Evidence[] => evidence.filter((reason) => reason !== 'context');
const isValue = ({ case: { view } }: Choice): boolean => !view.ownTextCounts;

const sharesAllEvidence = ({ best: { evidence } }: Choice, rival: Ranked): boolean =>
  identifies(evidence).length > 0 && evidence.every((reason) => rival.evidence.includes(reason));

/**
 * Another element carries a mark of the lost one that the best does not: the marks have been dealt out, or swapped. A value
 * that is checked identifies nothing, but where another element shows it and this one does not, something is wrong.
 */
function hasOtherMark({ case: { lost, view }, best }: Choice, rival: Ranked): boolean {
  if (identifies(rival.evidence).some((reason) => !best.evidence.includes(reason))) return true;
  const shows = ({ fingerprint }: Ranked): boolean => saysTheSame(ownText(lost), ownText(fingerprint));
  return !view.ownTextCounts && shows(rival) && !shows(best);
}

/** It says now what stood beside it before: the two have changed places, or labels. */
function saysWhatStoodBeside({ case: { lost }, best: { fingerprint } }: Choice): boolean {
  const [before, after] = [ownText(lost), ownText(fingerprint)];
  return !saysTheSame(before, after) && (lost.neighbourTexts ?? []).some((text) => saysTheSame(text, after));
}

/** Each name that agrees is another element's too, as on a page that shows the same thing several times: it names neither. */
function sharesItsNames({ case: { elements }, best: { evidence, fingerprint: found } }: Choice): boolean {
  const names = (['testId', 'id', 'nameAttr'] as const).filter((field) => evidence.includes(field));
  const isShared = (field: (typeof names)[number]): boolean =>
    elements.some((other) => other !== found && other[field] !== undefined && other[field] === found[field]);
  return names.length > 0 && names.every(isShared);
}

/** Whether it is a text and no control: such a thing has only its words, which may stand anywhere. */
const isPlainText = ({ best: { evidence, fingerprint } }: Choice): boolean =>
  fingerprint.interactive !== true &&
  !fingerprint.href &&
  !/^(a|button|input|select|textarea|summary)$/.test(fingerprint.tag) &&
  !/^(button|link|tab|menuitem|checkbox|radio|switch|textbox|combobox|option)$/.test(fingerprint.role ?? '') &&
  !identifies(evidence).some((reason) => reason !== 'text');

/** Under no heading now as before, or under one that says the same. */
const hasTheSameHeading = ({ heading }: Fingerprint, found: Fingerprint): boolean =>
  heading === undefined ? found.heading === undefined : saysTheSame(heading, found.heading);

const isHeading = ({ role, tag }: Fingerprint): boolean => role === 'heading' || /^h[1-6]$/.test(tag);

/** It is in the same part of the page, whose heading says something else now: nothing is left to have moved away from. */
const isUnderNewHeading = ({ case: { lost, elements }, best: { fingerprint: found } }: Choice): boolean =>
  lost.landmark === found.landmark &&
  lost.heading !== undefined &&
  !elements.some((one) => isHeading(one) && saysTheSame(one.name ?? one.text, lost.heading));

const differentFrom = 1 / 3;

/** Only words and place agree, and whatever names it had and it has are not alike: as a look-alike's would be. */
function isNamedOtherwise({ case: { lost }, best: { fingerprint: found, evidence } }: Choice): boolean {
  if (identifies(evidence).some((reason) => reason !== 'text')) return false;
  const named = (['testId', 'id', 'nameAttr', 'href'] as const).flatMap((field) =>
    lost[field] && found[field] ? [identifierSimilarity(lost[field], found[field])] : [],
  );
  return named.length > 0 && Math.max(...named) < differentFrom;
}

/** Rows and cards look alike; only what stands around tells one from another. */
function isOfAnotherRow({ case: { lost, oldLocator }, best }: Choice): boolean {
  const found = best.fingerprint;
  const around = [found.heading, found.name, found.text, ...(found.neighbourTexts ?? [])];
  const missing = oldLocator.links.some(
    (link) =>
      link.by === 'hasText' &&
      !link.value &&
      !around.some((text) => saysTheSame(link.text, text) || text?.includes(link.text)),
  );
  const near = sharedSurroundings(lost, found);
  const differs =
    (near !== null && near < 0.5) || (lost.heading !== undefined && !saysTheSame(lost.heading, found.heading));
  return missing || ((found.repeated === true || found.group !== undefined) && differs);
}

function saysSomethingElse({ case: { lost, view }, best: { fingerprint: found, evidence } }: Choice): boolean {
  const [before, after] = [lost.name ?? lost.text, found.name ?? found.text];
  if (!view.ownTextCounts || !before || !after || evidence.includes('text') || labelSimilarity(before, after) > 0)
    return false;
  const identifiers = identifies(evidence);
  const exact = (['testId', 'id'] as const).some((field) => lost[field] !== undefined && lost[field] === found[field]);
  return identifiers.length < 2 && !(exact && evidence.includes('context'));
}

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
    id: 'row.made_by_test',
    limit: 'ask',
    why: 'its row is known only when the test runs',
    applies: ({ case: { oldLocator } }) => oldLocator.links.some((link) => link.by === 'hasText' && link.value),
  },
  {
    id: 'evidence.none',
    limit: 'abstain',
    why: 'nothing identifies the best candidate; it only looks alike',
    applies: ({ best: { evidence }, case: { hints } }) => evidence.length === 0 && hints === undefined,
  },
  {
    id: 'evidence.context_only',
    limit: 'ask',
    why: 'only the place agrees',
    applies: ({ best: { evidence } }) => identifies(evidence).length === 0,
  },
  {
    id: 'evidence.single',
    limit: 'ask',
    why: 'only one thing identifies it',
    applies: ({ best: { evidence } }) => evidence.length < 2,
    yields: ({ best }) => isNamed(best) || best.evidence.includes('text'),
  },
  {
    id: 'place.other',
    limit: 'ask',
    why: 'it stands elsewhere, where something of the same name may have been all along',
    applies: ({ case: { lost }, best: { fingerprint: found, evidence } }) =>
      !evidence.some((reason) => reason === 'context' || reason === 'testId' || reason === 'id') &&
      !(lost.landmark === found.landmark && hasTheSameHeading(lost, found)),
    yields: isUnderNewHeading,
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
    id: 'meaning.other',
    limit: 'ask',
    why: 'it says something else than before',
    applies: saysSomethingElse,
    // An address is no answer: whatever leads there has the same effect.
    yields: ({ best }) => isNamed(best),
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
