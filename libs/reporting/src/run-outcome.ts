import type { Report, RunOutcome } from '@testforge/core';
import { decides } from './count-states.js';

/** The short form of a report that scripts and CI read. */
export function toRunOutcome(report: Report, links: RunOutcome['links']): RunOutcome {
  const stage = (name: string): number => Math.round(report.stagesMs[name] ?? 0);
  return {
    id: report.runId,
    ...(report.release ? { release: report.release } : {}),
    status: report.status,
    ...(report.error ? { error: report.error } : {}),
    tests: report.counts,
    verdicts: report.verdicts,
    findings: report.findings.length,
    healings: report.healings,
    expectationsChanged: report.expectationsChanged,
    coverage: report.coverage,
    stagesMs: {
      discovery: stage('discovery'),
      design: stage('design'),
      scriptgen: stage('scriptgen'),
      execution: stage('execution'),
      healing: stage('healing'),
      reporting: stage('reporting'),
      ...(report.stagesMs['gate'] === undefined ? {} : { gate: stage('gate') }),
      ...(report.stagesMs['receipts'] === undefined ? {} : { receipts: stage('receipts') }),
    },
    regressions: report.tests.flatMap((test) =>
      test.state === 'regression'
        ? [
            {
              test: test.title,
              step: test.failure?.stepTitle ?? '',
              expected: test.failure?.expected ?? '',
              actual: test.failure?.actual ?? '',
              ...(test.failure?.cause === undefined ? {} : { cause: test.failure.cause }),
            },
          ]
        : [],
    ),
    ...askedIn(report),
    ...flakyOf(report),
    links,
  };
}

function askedIn({ questions = [] }: Report): Pick<RunOutcome, 'questions'> {
  const asked = questions.map(({ words, tests }) => ({ words, tests: tests.length }));
  return asked.length > 0 ? { questions: asked } : {};
}

function flakyOf({ tests }: Report): Pick<RunOutcome, 'flaky' | 'flakyThatDecide'> {
  const flaky = tests.filter(({ state }) => state === 'flaky');
  if (flaky.length === 0) return {};
  return { flaky: flaky.map(({ key }) => key), flakyThatDecide: flaky.filter(decides).length };
}
