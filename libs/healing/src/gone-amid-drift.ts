import { contentHash, type JudgedFailure } from '@testforge/core';

/** So many different elements must have been found again and proven before a build counts as redesigned. */
const provenAtLeast = 3;
/** Rules that say no more than that what was looked for is not there. */
const absences = ['regression.gone', 'regression.logged_out'];

/** How many different elements of the app were proven to be there under another name or in another place. */
function countMoved(failures: readonly JudgedFailure[]): number {
  const moved = failures
    .filter(({ outcome, proven }) => outcome === 'healed' && proven)
    .flatMap(({ proposals }) => proposals.filter(({ decision }) => decision === 'heal'))
    .map(({ oldFingerprint }) => contentHash(oldFingerprint));
  return new Set(moved).size;
}

/**
 * Where many other elements of the same build were proven to have only moved or changed their names, one that is not found
 * may have changed too far to be recognised: a person must say whether it is gone. In a build that is otherwise as it was,
 * and where the app itself said that something is wrong, it stays a regression. No such test is green either way.
 */
export function doubtAbsences(failures: readonly JudgedFailure[]): JudgedFailure[] {
  const moved = countMoved(failures);
  if (moved < provenAtLeast) return [...failures];
  return failures.map((failure): JudgedFailure => {
    const wasTold = failure.evidence.some((line) => /^the page answered [45]\d\d$/.test(line));
    if (!absences.includes(failure.rule) || failure.outcome !== 'regression' || wasTold) return failure;
    return {
      ...failure,
      verdict: 'drift',
      outcome: 'waiting',
      waitingFor: 'intended',
      rule: 'drift.gone_amid_drift',
      confidence: 0.5,
      evidence: [
        ...failure.evidence,
        `${moved} other elements of this build were proven to have changed only in name or place; this one may have changed too far to be recognised`,
      ],
    };
  });
}
