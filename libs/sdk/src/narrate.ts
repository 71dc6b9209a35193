import type { Run } from './client.js';

/** Where the lines for a person go. */
export interface Narration {
  line(text: string): void;
}

const words: Record<string, string> = {
  discovery: 'Exploring the app',
  design: 'Designing tests, each observed twice',
  scriptgen: 'Writing Playwright code',
  gate: 'Running new tests again, the last time under other conditions',
  receipts: 'Perturbing the app, to see each new test fail',
  execution: 'Running the tests in the sandbox',
  healing: 'Judging what failed, healing with proof',
};

/** Tells each new stage of a run once, in the order they begin. */
export function narrate(say: Narration): (run: Run) => void {
  const told = new Set<string>();
  return (run) => {
    for (const stage of run.stages) {
      if (told.has(stage.name)) continue;
      told.add(stage.name);
      say.line(`  … ${words[stage.name] ?? stage.name}`);
    }
  };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

type Regression = NonNullable<Run['outcome']>['regressions'][number];

/** What broke, each with all the tests that met it. */
function byCause(regressions: readonly Regression[]): Regression[][] {
  const groups = new Map<string, Regression[]>();
  for (const [at, regression] of regressions.entries()) {
    const cause = regression.cause ?? `${at}`;
    groups.set(cause, [...(groups.get(cause) ?? []), regression]);
  }
  return [...groups.values()];
}

/** The end of a run in a few lines. */
export function sayOutcome(say: Narration, run: Run): void {
  const { outcome } = run;
  if (!outcome) return say.line(`  ended ${run.status}, without an outcome`);
  const { tests, verdicts, healings, stagesMs } = outcome;
  say.line(
    `  ${run.status.toUpperCase().replaceAll('_', ' ')}: ${tests.kept} kept of ${tests.designed} designed; ${tests.passed} passed, ${tests.passedAfterHealing} passed after healing, ${tests.waiting} waiting, ${tests.failed} failed, ${tests.flaky} flaky`,
  );
  if (outcome.error) say.line(`  ✗ ${outcome.error}`);
  if (healings.proposed > 0)
    say.line(
      `  heals: ${healings.proven} proven, ${healings.asked} asked; expectations changed: ${outcome.expectationsChanged}; verdicts: ${verdicts.drift} drift, ${verdicts.regression} regression`,
    );
  for (const [first, ...others] of byCause(outcome.regressions)) {
    if (!first) continue;
    say.line(`  ✗ regression in “${first.test}”: ${first.step}: expected ${first.expected}, got ${first.actual}`);
    for (const { test, expected, actual } of others)
      say.line(`      the same in “${test}”: expected ${expected}, got ${actual}`);
  }
  for (const { words, tests: about } of outcome.questions ?? [])
    say.line(`  ? ${words}${about > 1 ? ` (${about} tests)` : ''}`);
  if (outcome.findings > 0)
    say.line(`  ${outcome.findings} ${outcome.findings === 1 ? 'finding' : 'findings'} at first sight, see the report`);
  say.line(
    `  time: ${Object.entries(stagesMs)
      .map(([stage, ms]) => `${stage} ${seconds(ms)}`)
      .join(', ')}`,
  );
  if (outcome.links.report) say.line(`  report: ${outcome.links.report}`);
}
