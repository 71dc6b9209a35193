import { perturbations, type KillReceipt, type TestCase } from '@testforge/core';
import { createReceipts, expectForMs, selectToTry } from '@testforge/receipts';
import type { BenchContext } from './run-builds.js';

/** As a run has it: together with the execution that the tests passed, three times as much as that took. */
const timesExecution = 2;

/** Receipts of the whole suite on the clean app, and what they cost beside one execution of it. */
export async function measureReceipts({ lab, subject, suite, say }: BenchContext): Promise<void> {
  const clean = await subject.start({ bug: null, drifts: [] });
  const request = { url: clean.url, access: subject.access, retries: 0 };
  try {
    const plain = await lab.execute({ ...request, project: suite.project, phase: 'plain' });
    const tests = selectToTry(suite.plan.tests, plain);
    const actionTimeoutMs = expectForMs(suite.plan.tests, plain.results, { actionTimeoutMs: 5_000 });
    say(`${tests.length} functional tests; perturbed ones wait ${actionTimeoutMs} ms for what they expect`);
    let executions = 0;
    const { receipts, leftOut, trouble, durationMs } = await createReceipts({
      execute: ({ project, only, executionMs, onResult }) => {
        executions += 1;
        const limits = { actionTimeoutMs, executionMs };
        return lab.execute({ ...request, project, only, phase: 'receipts', evidence: false, limits, onResult });
      },
    }).compute({ project: suite.project, tests, budgetMs: timesExecution * plain.durationMs });
    for (const receipt of receipts) say(`  ${lineOf(receipt)}  ${titleOf(tests, receipt)}`);
    for (const { title, reason } of leftOut) say(`  left out: ${title}: ${reason}`);
    const count = (verdict: KillReceipt['verdict']) => receipts.filter((receipt) => receipt.verdict === verdict).length;
    say(
      `${count('kills')} of ${tests.length} notice something, ${count('kills_nothing')} nothing, ${count('not_judged')} were not judged${trouble === undefined ? '' : `; ${trouble}`}`,
    );
    const ratio = durationMs / plain.durationMs;
    say(
      `execution ${seconds(plain.durationMs)} s, receipts ${seconds(durationMs)} s in ${executions} executions; both: ${(1 + ratio).toFixed(2)} executions of the suite`,
    );
  } finally {
    await clean.close();
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const signs = { killed: 'x', survived: 'O', unmet: '-', untold: '?' };

/** One letter a perturbation; a killed one that only stood in the way of a later action is told apart. */
const lineOf = ({ trials }: KillReceipt): string =>
  perturbations
    .map((name) => {
      const trial = trials.find(({ perturbation }) => perturbation === name);
      const sign = trial ? signs[trial.outcome] : ' ';
      return `${name} ${trial?.byExpectation === false ? 'w' : sign}`;
    })
    .join('  ');

const titleOf = (tests: readonly TestCase[], { testKey }: KillReceipt): string =>
  tests.find(({ key }) => key === testKey)?.title ?? testKey;
