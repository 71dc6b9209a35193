import { createReceipts, killsNothing, perturbations, type KillReceipt } from '@testforge/receipts';
import type { BenchContext } from './run-builds.js';

/** Receipts of the whole suite on the clean app, and what they cost beside one execution of it. */
export async function measureReceipts({ lab, subject, suite, say }: BenchContext): Promise<void> {
  const clean = await subject.start({ bug: null, drifts: [] });
  const request = { url: clean.url, access: subject.access, retries: 0 };
  try {
    const plain = await lab.execute({ ...request, project: suite.project, phase: 'plain' });
    const startedAt = performance.now();
    const receipts = await createReceipts({
      execute: ({ project, only, perturbation }) => lab.execute({ ...request, project, only, phase: perturbation }),
    }).compute({ project: suite.project, tests: suite.plan.tests });
    const ratio = (performance.now() - startedAt) / plain.durationMs;
    for (const receipt of receipts) say(`  ${lineOf(receipt)}  ${titleOf(suite.plan.tests, receipt)}`);
    const empty = receipts.filter(killsNothing);
    say(
      `${receipts.length} of ${suite.plan.tests.length} tests were tried, ${empty.length} notice nothing; cost: ${ratio.toFixed(2)} executions of the suite`,
    );
  } finally {
    await clean.close();
  }
}

const signs = { killed: 'x', survived: 'O', unmet: '-' };

/** One letter a perturbation; a killed one that only stood in the way of a later action is told apart. */
const lineOf = ({ trials }: KillReceipt): string =>
  perturbations
    .map((name) => {
      const trial = trials.find(({ perturbation }) => perturbation === name);
      const sign = trial ? signs[trial.outcome] : ' ';
      return `${name} ${trial?.byExpectation === false ? 'w' : sign}`;
    })
    .join('  ');

const titleOf = (tests: readonly { key: string; title: string }[], { testKey }: KillReceipt): string =>
  tests.find(({ key }) => key === testKey)?.title ?? testKey;
