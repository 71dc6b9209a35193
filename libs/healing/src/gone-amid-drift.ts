import { contentHash, type JudgedFailure } from '@testforge/core';

/** So many different elements must have been found again before a build counts as redesigned. */
const movedAtLeast = 3;
/** Rules that say no more than that what was looked for is not there. */
const absences = ['regression.gone', 'regression.logged_out'];

/**
 * How many different elements of the app are there under another name or in another place: healed, and the test has passed,
 * or has at least gone on behind them.
 */
function countMoved(failures: readonly JudgedFailure[]): number {
  const moved = failures.flatMap(({ proposals, proven, stepKey }) =>
    proposals
      .filter((heal) => heal.decision === 'heal' && (proven || (stepKey !== null && heal.stepKey !== stepKey)))
      .map(({ oldFingerprint }) => contentHash(oldFingerprint)),
  );
  return new Set(moved).size;
}

/**
 * Where many other elements of the same build have only moved or changed their names, one that is not found
 * may have changed too far to be recognised: a person must say whether it is gone. In a build that is otherwise as it was,
 * and where the app itself said that something is wrong, it stays a regression. No such test is green either way.
 */
export function doubtAbsences(failures: readonly JudgedFailure[]): JudgedFailure[] {
  const moved = countMoved(failures);
  return failures.map((failure) => withoutIdleQuestion(moved < movedAtLeast ? failure : doubtAbsence(failure, moved)));
}

/** Nobody is asked about what does not wait. */
function withoutIdleQuestion({ question, ...failure }: JudgedFailure): JudgedFailure {
  return question && failure.outcome === 'waiting' ? { ...failure, question } : failure;
}

function doubtAbsence(failure: JudgedFailure, moved: number): JudgedFailure {
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
      `${moved} other elements of this build have changed only in name or place; this one may have changed too far to be recognised`,
    ],
  };
}
