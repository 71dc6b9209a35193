import type { Step, TestResult, Trial } from '@testforge/core';
import type { Variant } from './choose-trials.js';
import { stoppedStatus } from './perturbation-file.js';
import { opens } from './perturbed-step.js';

/**
 * What one execution of a perturbed test tells; null where it did not run to its end. A failure before the perturbation,
 * or of a page that was only to be opened (whatever it is answered, that is no failure), is none of its doing. And where
 * something else that the test writes was stopped, that may be what it noticed.
 */
export function readTrial({ test, perturbation }: Variant, perturbed: Step, result: TestResult): Trial | null {
  const { status, failure, attempts, skippedBecause, ledger = [] } = result;
  const about = { perturbation, stepKey: perturbed.key };
  if (attempts === 0 || status === 'interrupted') return null;
  if (status === 'passed' || status === 'flaky') return { ...about, outcome: 'survived' };
  if (status === 'skipped') return { ...about, outcome: skippedBecause === undefined ? 'unmet' : 'untold' };
  const at = test.steps.findIndex(({ key }) => key === failure?.stepKey);
  const from = test.steps.indexOf(perturbed) + (opens(perturbed) ? 1 : 0);
  const step = test.steps[at];
  const stopped = ledger.some((entry) => entry.status === stoppedStatus);
  if (step === undefined || at < from || stopped) return { ...about, outcome: 'untold' };
  return { ...about, outcome: 'killed', noticedAt: step.key, byExpectation: step.kind === 'expect' };
}
