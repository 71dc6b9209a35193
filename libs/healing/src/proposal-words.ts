import { locatorCode, locatorWords, type HealingProposal } from '@testforge/core';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const marks = { heal: 'healed', ask: 'proposed', abstain: 'not healed' } as const;

/** A proposal for people: what was looked for, what is used instead, how sure and why; with the code of both locators. */
export function proposalToWords({ decision, why, confidence, margin, oldLocator, newLocator }: HealingProposal): {
  summary: string;
  before: string;
  after: string | null;
} {
  const found = newLocator ? `, now ${locatorWords(newLocator)}` : '';
  return {
    summary: `${marks[decision]}: ${locatorWords(oldLocator)}${found} (confidence ${percent(confidence)}, margin ${percent(margin)}; ${why})`,
    before: locatorCode(oldLocator),
    after: newLocator ? locatorCode(newLocator) : null,
  };
}
