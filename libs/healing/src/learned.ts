import type { Fingerprint } from '@testforge/core';
import { anonymise, type KnownPattern } from '@testforge/knowledge';
import type { Decision } from './decide.js';

/** The known pattern that this very change would be an instance of, where it held more often than not. */
export function findSupport(
  known: readonly KnownPattern[],
  lost: Fingerprint,
  found: Fingerprint,
): KnownPattern | null {
  const hash = anonymise(lost, found)?.hash;
  return known.find(({ pattern, successes, failures }) => pattern.hash === hash && successes > failures) ?? null;
}

/**
 * What was learned may bring a doubtful proposal before a person; it never makes one automatic, and never overrules a
 * guard. (Its weight in the confidence comes with the calibration.)
 */
export function withSupport(
  decision: Decision,
  { successes }: KnownPattern,
  guardsThatForbid: readonly string[],
): Decision {
  const told = { ...decision, why: `${decision.why}; ${successes} accepted repair(s) went the same way` };
  const forbidden = decision.guards.some((guard) => guardsThatForbid.includes(guard));
  return decision.decision === 'abstain' && !forbidden ? { ...told, decision: 'ask' } : told;
}
