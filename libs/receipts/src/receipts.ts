import {
  expectationHash,
  type ExecutionResult,
  type KillReceipt,
  type LedgerEntry,
  type ReceiptsResult,
  type TestCase,
  type TestProject,
  type TestResult,
  type Trial,
} from '@testforge/core';
import { choosePerturbations } from './choose-perturbations.js';
import { chooseTrials } from './choose-trials.js';
import { judgeReceipt, reasonToLeaveOut } from './judge-receipt.js';
import { perturbProject } from './perturb-project.js';
import { readTrial } from './read-trial.js';

export interface ReceiptsDeps {
  /** Runs these tests of a project once, without retries, where the kept suite runs; each result is given as its test ends. */
  execute(request: {
    project: TestProject;
    only: string[];
    executionMs: number;
    onResult(result: TestResult): Promise<void>;
  }): Promise<Pick<ExecutionResult, 'trouble'>>;
}

/** A trial as it is recorded when it ends, so that it is not made again. */
export interface RecordedTrial {
  testKey: string;
  trial: Trial;
  ledger: LedgerEntry[];
}

export interface ReceiptsRequest {
  /** A project in which the tests were just seen to pass. */
  project: TestProject;
  tests: readonly TestCase[];
  /** What was tried before a crash. */
  known?: readonly RecordedTrial[];
  /** No trial is begun after so much time; what is under way then is broken off. */
  budgetMs: number;
  /** Called with each trial when it ends, one at a time. */
  onTrial?: ((trial: RecordedTrial) => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

export interface Receipts {
  /**
   * Shows of each test that it can fail: perturbs what it observes and looks whether it notices. Several tests go through
   * one execution, and through as many executions as it takes until each has noticed something or nothing is left to
   * try. Where the app or the runner gave out, that is told as `trouble`, and what was tried until then counts.
   */
  compute(request: ReceiptsRequest): Promise<ReceiptsResult>;
}

/** Less than this is no time to try anything in, in milliseconds. */
const worthwhileMs = 3_000;

export function createReceipts({ execute }: ReceiptsDeps): Receipts {
  return {
    async compute({ project, tests, known = [], budgetMs, onTrial, signal }) {
      const startedAt = performance.now();
      const trials = [...known];
      const trialsOf = (key: string): Trial[] =>
        trials.flatMap(({ testKey, trial }) => (testKey === key ? [trial] : []));
      let trouble: string | undefined;
      for (;;) {
        const leftMs = budgetMs - (performance.now() - startedAt);
        const { project: perturbed, variants } = perturbProject(project, chooseTrials(tests, trialsOf));
        if (variants.size === 0 || leftMs < worthwhileMs || signal?.aborted || trouble !== undefined) break;
        const before = trials.length;
        const onResult = async (result: TestResult): Promise<void> => {
          const variant = variants.get(result.key);
          const trial = variant && readTrial(variant, variant.step, result);
          if (!trial) return;
          const recorded = { testKey: variant.test.key, trial, ledger: result.ledger ?? [] };
          trials.push(recorded);
          await onTrial?.(recorded);
        };
        ({ trouble } = await execute({
          project: perturbed,
          only: [...variants.keys()],
          executionMs: Math.round(leftMs),
          onResult,
        }));
        if (trials.length === before) break;
      }
      const receipts = tests.map((test) => receiptOf(test, trialsOf(test.key)));
      return {
        schemaVersion: 1,
        receipts,
        leftOut: tests.flatMap((test, index) => leftOut(test, receipts[index])),
        ledger: trials.flatMap(({ ledger }) => ledger),
        ...(trouble === undefined ? {} : { trouble }),
        durationMs: performance.now() - startedAt,
      };
    },
  };
}

/** With its trials in the order in which they fit, and not in that in which they happened to end. */
function receiptOf(test: TestCase, trials: readonly Trial[]): KillReceipt {
  const order = choosePerturbations(test);
  return {
    testKey: test.key,
    expectationHash: expectationHash(test),
    verdict: judgeReceipt(test, trials),
    trials: trials.toSorted((a, b) => order.indexOf(a.perturbation) - order.indexOf(b.perturbation)),
  };
}

function leftOut(test: TestCase, receipt: KillReceipt | undefined): ReceiptsResult['leftOut'] {
  const reason = receipt ? reasonToLeaveOut(test, receipt) : null;
  return reason === null ? [] : [{ key: test.key, title: test.title, reason }];
}
