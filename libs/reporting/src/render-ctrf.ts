import type { Report, ReportedTest } from '@testforge/core';
import { decides } from './count-states.js';

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

const statuses: Record<ReportedTest['state'], CtrfStatus> = {
  passed: 'passed',
  passed_after_healing: 'passed',
  flaky: 'passed',
  waiting: 'pending',
  regression: 'failed',
  environment: 'other',
  not_run: 'skipped',
};

/** Common Test Report Format (ctrf.io), for tools that read it. Our own words for a state stand in `rawStatus`. */
export function renderCtrf(report: Report): string {
  const start = new Date(report.startedAt).getTime();
  const tests = report.tests.map(toCtrf);
  const count = (status: CtrfStatus): number => tests.filter((test) => test.status === status).length;
  const summary = {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: count('pending'),
    other: count('other'),
    start,
    stop: start + report.durationMs,
  };
  const document = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'TestForge',
    timestamp: report.startedAt,
    results: {
      tool: { name: 'TestForge' },
      summary,
      tests,
      extra: { runId: report.runId, url: report.url, status: report.status, error: report.error },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What a person muted or put in quarantine fails nobody's build. */
const statusOf = (test: ReportedTest): CtrfStatus => {
  const status = statuses[test.state];
  return status === 'failed' && !decides(test) ? 'other' : status;
};

function toCtrf(test: ReportedTest) {
  const { failure } = test;
  return {
    name: test.title,
    status: statusOf(test),
    rawStatus: test.state,
    duration: Math.round(test.durationMs),
    suite: [test.flow],
    tags: [test.category, test.priority, ...(test.handling ? [test.handling] : [])],
    flaky: test.state === 'flaky',
    ...(failure || test.because ? { message: messageOf(test) } : {}),
    steps: test.steps.map(({ title, ok }) => ({
      name: title,
      status: ok === null ? 'skipped' : ok ? 'passed' : 'failed',
    })),
  };
}

const messageOf = ({ failure, because }: ReportedTest): string =>
  failure
    ? `${failure.stepTitle}: expected ${failure.expected ?? 'what was kept'}, got ${failure.actual ?? 'something else'}`
    : (because ?? '');
