import type { RunOutcome } from '@testforge/core';
import type { Run } from '../src/index.js';

/** A made-up outcome for specs. */
export const sampleOutcome = (change: Partial<RunOutcome> = {}): RunOutcome => ({
  id: '0197a3c2-0000-7000-8000-000000000001',
  status: 'passed',
  tests: { designed: 14, kept: 12, functional: 11, passed: 12, passedAfterHealing: 0, waiting: 0, failed: 0, flaky: 0 },
  verdicts: { drift: 0, regression: 0, flake: 0, environment: 0 },
  findings: 0,
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 4, states: 5, forms: 2, flows: 3 },
  stagesMs: { discovery: 1000, design: 2000, scriptgen: 300, execution: 4000, healing: 0, reporting: 50 },
  regressions: [],
  links: { dashboard: null, report: 'http://127.0.0.1:1/report', share: null },
  ...change,
});

/** A made-up run for specs. */
export const sampleRun = (change: Partial<Run> = {}): Run => ({
  id: '0197a3c2-0000-7000-8000-000000000001',
  project: { id: '0197a3c2-0000-7000-8000-000000000002', name: 'shop' },
  url: 'http://127.0.0.1:4000/',
  release: null,
  status: 'running',
  interaction: 'write',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  stages: [],
  progress: null,
  outcome: null,
  ...change,
});
