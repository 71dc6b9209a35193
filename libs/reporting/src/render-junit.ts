import type { Report, ReportedTest } from '@testforge/core';
import { decides } from './count-states.js';

// XML 1.0 allows no control characters but tab, line feed and carriage return, and no lone surrogates.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML character data or an attribute's value, whatever it holds. */
export const xmlText = (text: string): string =>
  text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? character);

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
// What a person muted or put in quarantine must not fail a CI server's build either; it is told as skipped, with its state.
const failed = (test: ReportedTest): boolean => decides(test) && test.state === 'regression';
const erred = (test: ReportedTest): boolean => decides(test) && test.state === 'environment';
const skipped = (test: ReportedTest): boolean =>
  test.state === 'waiting' ||
  test.state === 'not_run' ||
  (!decides(test) && (test.state === 'regression' || test.state === 'environment'));

function bodyOf(test: ReportedTest): string {
  const { failure } = test;
  const message = failure
    ? `${failure.stepTitle}: expected ${failure.expected ?? 'what was kept'}, got ${failure.actual ?? 'something else'}`
    : (test.because ?? test.state);
  const detail = xmlText([message, ...(failure?.evidence ?? [])].join('\n'));
  if (failed(test)) return `<failure type="regression" message="${xmlText(message)}">${detail}</failure>`;
  if (erred(test)) return `<error type="environment" message="${xmlText(message)}">${detail}</error>`;
  if (skipped(test))
    return `<skipped message="${xmlText(test.state === 'waiting' ? `waits for a person: ${failure?.waitingFor ?? 'decision'}` : decides(test) ? 'not run' : `${test.handling}: ${message}`)}"/>`;
  if (test.state === 'flaky') return `${stateOf(test)}${flakyFailure(message, detail)}`;
  return test.state === 'passed_after_healing' ? stateOf(test) : '';
}

const stateOf = ({ state }: ReportedTest): string =>
  `<properties><property name="testforge.state" value="${state}"/></properties>`;

/** A failed try before the one that passed, as Surefire writes it: CI servers that know it tell the test as flaky. */
const flakyFailure = (message: string, detail: string): string =>
  `<flakyFailure type="flaky" message="${xmlText(message)}"><stackTrace>${detail}</stackTrace></flakyFailure>`;

/** A run that was not carried out to its end is an error of its own, so that no CI server takes it for a pass. */
const runCase = ({ error }: Report): string[] =>
  error
    ? [
        `    <testcase classname="TestForge" name="The run" time="0.000"><error type="run" message="${xmlText(error)}"/></testcase>`,
      ]
    : [];

/** JUnit XML in the form that CI servers read (one suite; waiting tests are skipped, with the reason). */
export function renderJUnit(report: Report): string {
  const { tests } = report;
  const own = runCase(report);
  const head = `name="TestForge" tests="${tests.length + own.length}" failures="${tests.filter(failed).length}" errors="${tests.filter(erred).length + own.length}" skipped="${tests.filter(skipped).length}" time="${seconds(report.durationMs)}"`;
  const cases = tests.map(
    (test) =>
      `    <testcase classname="${xmlText(test.flow)}" name="${xmlText(test.title)}" time="${seconds(test.durationMs)}">${bodyOf(test)}</testcase>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${head}>`,
    `  <testsuite ${head} timestamp="${xmlText(report.startedAt)}">`,
    ...cases,
    ...own,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
