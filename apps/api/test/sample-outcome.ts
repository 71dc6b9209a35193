const none = { passed: 0, passedAfterHealing: 0, waiting: 0, failed: 0, flaky: 0 };

/** How a run of one test ends that passed. */
export const outcomeOf = (id: string) => ({
  id,
  status: 'passed' as const,
  tests: { designed: 1, kept: 1, functional: 1, ...none, passed: 1 },
  verdicts: { drift: 0, regression: 0, flake: 0, environment: 0 },
  findings: 0,
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 1, states: 1, forms: 0, flows: 1 },
  stagesMs: { discovery: 1, design: 1, scriptgen: 1, execution: 1, healing: 0, reporting: 1 },
  regressions: [],
  links: { dashboard: null, report: null, share: null },
});

export const resultOf = (key: string) => ({
  key,
  title: `test ${key}`,
  status: 'passed' as const,
  attempts: 1,
  durationMs: 5,
  steps: [],
});
