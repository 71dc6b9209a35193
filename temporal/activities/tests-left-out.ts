import type { TestCase, TestPlan } from '@testforge/core';
import type { TestStateRecord } from '@testforge/suite';

/**
 * The tests of a suite that this run does not execute, each with its reason: those that a person disabled, and those that
 * were not asked for. The test that logs in is never left out: others start from what it makes.
 */
export function testsLeftOut({
  tests,
  states,
  grep,
}: {
  tests: readonly TestCase[];
  states: readonly TestStateRecord[];
  grep: string | undefined;
}): TestPlan['leftOut'] {
  const wanted = grep?.toLowerCase();
  const disabled = new Map(states.filter(({ handling }) => handling === 'disabled').map((state) => [state.key, state]));
  return tests.flatMap(({ key, title, setup }) => {
    if (setup) return [];
    const state = disabled.get(key);
    if (state) return [{ key, title, reason: disabledWords(state) }];
    const asked = wanted === undefined || `${title}\n${key}`.toLowerCase().includes(wanted);
    return asked ? [] : [{ key, title, reason: `not asked for: this run is of “${grep}” only` }];
  });
}

const disabledWords = ({ by, reason }: TestStateRecord): string =>
  `disabled${by ? ` by ${by}` : ''}${reason ? `: ${reason}` : ''}`;
