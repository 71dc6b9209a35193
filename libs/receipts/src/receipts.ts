import type { ExecutionResult, TestCase, TestProject, TestResult } from '@testforge/core';
import { perturbations, type KillReceipt, type Perturbation, type Trial } from './kill-receipt.js';
import { perturbProject } from './perturb-project.js';

export interface ReceiptsDeps {
  /** Runs some tests of a project once, without retries, where the kept suite runs. */
  execute(request: {
    project: TestProject;
    only: string[];
    perturbation: Perturbation;
  }): Promise<Pick<ExecutionResult, 'results' | 'trouble'>>;
}

export interface ReceiptsRequest {
  /** A project whose tests were just seen to pass. */
  project: TestProject;
  tests: readonly TestCase[];
  signal?: AbortSignal | undefined;
}

export interface Receipts {
  /**
   * Shows of each test that it can fail: perturbs what it observes and looks whether it notices. One execution for each
   * perturbation; where one cannot be carried out, or is stopped, there are no trials of it. Smoke tests are tried alike.
   */
  compute(request: ReceiptsRequest): Promise<KillReceipt[]>;
}

export function createReceipts({ execute }: ReceiptsDeps): Receipts {
  return {
    async compute({ project, tests, signal }) {
      const trials = new Map<string, Trial[]>();
      for (const perturbation of perturbations) {
        if (signal?.aborted) break;
        const perturbed = perturbProject(project, tests, perturbation);
        const only = [...perturbed.steps.keys()];
        if (only.length === 0) continue;
        const { results, trouble } = await execute({ project: perturbed.project, only, perturbation });
        if (trouble !== undefined) continue;
        for (const result of results) {
          const test = tests.find(({ key }) => key === result.key);
          const trial = test && toTrial(test, result, perturbation, perturbed.steps.get(result.key));
          if (trial) trials.set(result.key, [...(trials.get(result.key) ?? []), trial]);
        }
      }
      return [...trials].map(([testKey, those]) => ({ testKey, trials: those }));
    },
  };
}

/** What did not run to its end tells nothing. */
function toTrial(
  { steps }: TestCase,
  { status, failure, attempts }: TestResult,
  perturbation: Perturbation,
  stepKey: string | undefined,
): Trial | null {
  if (stepKey === undefined || attempts === 0) return null;
  if (status === 'passed' || status === 'flaky') return { perturbation, stepKey, outcome: 'survived' };
  if (status === 'skipped') return { perturbation, stepKey, outcome: 'unmet' };
  if (status !== 'failed') return null;
  const at = failure?.stepKey ?? null;
  const byExpectation = steps.some(({ key, kind }) => key === at && kind === 'expect');
  return { perturbation, stepKey, outcome: 'killed', noticedAt: at, byExpectation };
}
