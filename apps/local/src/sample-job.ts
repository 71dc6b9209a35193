import { createShop } from '@testforge/demo-shop';
import { sayOutcome, type Run, type StartRun } from '@testforge/sdk';
import { doRun, writeLastRun, type JobDeps } from './job.js';

/** Runs one release of the sample shop on its port, does the job on it, and stops it again. */
async function runRelease(
  deps: JobDeps,
  { release, port, ...wishes }: { release: 1 | 2; port: number; project: string; limits?: StartRun['limits'] },
): Promise<Run> {
  const shop = await createShop({ release, port });
  try {
    deps.say.line(`\nSample shop, release ${release}, at ${shop.url}`);
    const run = await doRun(deps, { url: shop.url, ...wishes, release: String(release) });
    sayOutcome(deps.say, run);
    return run;
  } finally {
    await shop.close();
  }
}

/** Time enough for a machine that is slow: what was not proven in time would wait for a person, and the job be called wrong. */
const unhurried: StartRun['limits'] = { designMs: 900_000, executionMs: 1_800_000, healingMs: 1_800_000 };

/**
 * The sample job: the suite is made on release 1, then run on release 2, whose interface drifted and which carries one
 * real bug. 0 when release 1 passed and release 2's bug, and only that, was reported as a regression.
 */
export async function doSampleJob(deps: JobDeps, port: number, limits: StartRun['limits'] = {}): Promise<number> {
  const startedAt = new Date();
  const runs: Run[] = [];
  // Each job makes its own suite on release 1, so that it can be done again.
  const project = `sample shop ${startedAt.toISOString().slice(0, 19)}`;
  for (const release of [1, 2] as const) {
    if (deps.signal.aborted) break;
    runs.push(await runRelease(deps, { release, port, project, limits: { ...unhurried, ...limits } }));
  }
  const exitCode = judgeSample(runs);
  await writeLastRun(deps.stateDir, { url: runs[0]?.url ?? '', startedAt, runs, exitCode });
  deps.say.line(
    exitCode === 0
      ? '\nAs it should be: release 1 passes; on release 2 the drift was healed with proof and the planted bug, and only that, is a regression.'
      : '\nNot as it should be: see the reports above.',
  );
  return exitCode;
}

const amount = /^\D{0,5}\d[\d.,\s]*\D{0,5}$/;

/** The planted bug as it looks from outside: one amount of money where another was expected. */
const isWrongAmount = ({ expected, actual }: { expected: string; actual: string }): boolean =>
  amount.test(expected.trim()) && amount.test(actual.trim()) && expected.trim() !== actual.trim();

export function judgeSample(runs: Run[]): number {
  const [first, second] = runs.map((run) => run.outcome);
  if (!first || !second) return 3;
  const clean = first.status === 'passed' && first.tests.kept > 0;
  const caught = second.regressions.length > 0 && second.regressions.every(isWrongAmount);
  return clean && caught && second.healings.proven > 0 && second.expectationsChanged === 0 ? 0 : 1;
}
