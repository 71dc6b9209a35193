import type { Report, TestState } from '@testforge/core';
import { html, raw, type Markup } from './html.js';
import { findingCard, ledgerTable, leftOutList, stageTable } from './render-tables.js';
import { failureCard, questionCard, regressionCard, testCard } from './render-tests.js';
import { reportStyle } from './report-style.js';
import { amount, duration, headline, summary } from './words.js';

/** The report as one file that needs nothing else: no script, no font, no picture from anywhere. */
export function renderHtml(report: Report): string {
  const head = html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${headline(report)} · TestForge</title><style>${raw(reportStyle)}</style></head>`;
  return `<!doctype html>\n${html`<html lang="en">${head}<body><main>${banner(report)}${figures(report)}${sections(report)}</main></body></html>`.markup}\n`;
}

const banner = (report: Report): Markup => html`<p class="brand">TestForge</p>
<section class="banner ${report.status}"><h1>${headline(report)}</h1><p>${summary(report)}</p>${report.error ? html`<p class="why">${report.error}</p>` : null}</section>
<dl class="facts">${facts(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

const facts = (report: Report): [string, string][] => [
  ['App', report.url],
  ...(report.release ? [['Release', report.release] as [string, string]] : []),
  ['Suite', `${report.mode === 'first' ? 'made by this run' : 'kept'}, version ${report.suiteVersion}`],
  ['Started', `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC`],
  ['Took', duration(report.durationMs)],
  ['Allowed to', report.interaction],
];

const figure = (value: number, label: string, kind = ''): Markup =>
  html`<div class="figure ${value > 0 ? kind : 'none'}"><b>${value}</b><span>${label}</span></div>`;

const figures = ({
  tests,
  counts,
  coverage,
  findings,
  expectationsChanged,
}: Report): Markup => html`<div class="figures">
${figure(tests.length, 'tests')}${figure(counts.passed, 'passed', 'passed')}${figure(counts.passedAfterHealing, 'passed after healing', 'passed_after_healing')}${figure(counts.waiting, 'waiting', 'waiting')}${figure(counts.failed, 'failed', 'failed')}${figure(counts.flaky, 'flaky', 'flaky')}
${figure(findings.length, 'findings', 'moderate')}${figure(expectationsChanged, 'expectations changed', 'failed')}${figure(coverage.templates, 'kinds of pages')}${figure(coverage.flows, 'flows')}</div>`;

const section = (title: string, items: (Markup | null)[], note?: string): Markup | null =>
  items.length
    ? html`<section><h2>${title}</h2>${note ? html`<p class="soft">${note}</p>` : null}${items}</section>`
    : null;

function sections(report: Report): (Markup | null)[] {
  const those = (state: TestState): Markup[] => report.tests.filter((test) => test.state === state).map(failureCard);
  return [
    differenceSection(report),
    section(
      'Regressions',
      regressionCards(report),
      'The app does not do what it did when these tests were kept. Nothing of this was repaired.',
    ),
    section('Waiting for your answer', questionCards(report)),
    section('Could not be judged', those('environment')),
    section(
      'Healed, with proof',
      those('passed_after_healing'),
      'The interface moved, the behaviour did not: only the way to the element was changed.',
    ),
    section('Flaky', those('flaky')),
    section(
      'Findings',
      report.findings.map(findingCard),
      'Broken at first sight while exploring. No test expects any of it.',
    ),
    section(`All tests (${report.tests.length})`, report.tests.map(testCard)),
    section(
      'Proposed',
      report.proposals.map((proposal) => html`<p>${proposal.title} <span class="soft">· ${proposal.reason}</span></p>`),
    ),
    section('Left out', report.leftOut.length ? [leftOutList(report)] : []),
    section(
      'Ledger',
      report.ledger.length ? [ledgerTable(report)] : [],
      `${amount(report.ledger.length, 'writing request')} sent to the app.`,
    ),
    section('Where the time went', Object.keys(report.stagesMs).length ? [stageTable(report)] : []),
  ];
}

/** What broke, once for all tests that met it. */
function regressionCards({ tests, regressions = [] }: Report): Markup[] {
  const byKey = new Map(tests.map((test) => [test.key, test]));
  const known = new Set(regressions.flatMap((regression) => regression.tests));
  return [
    ...regressions.map((regression) => regressionCard(regression.tests.flatMap((key) => byKey.get(key) ?? []))),
    ...tests.filter(({ state, key }) => state === 'regression' && !known.has(key)).map(failureCard),
  ];
}

/** What waits, question by question: one answer serves all tests of it. */
function questionCards({ tests, questions = [] }: Report): Markup[] {
  const byKey = new Map(tests.map((test) => [test.key, test]));
  const asked = questions.map((question) =>
    questionCard(
      question,
      question.tests.flatMap((key) => byKey.get(key) ?? []),
    ),
  );
  const known = new Set(questions.flatMap((question) => question.tests));
  return [...asked, ...tests.filter(({ state, key }) => state === 'waiting' && !known.has(key)).map(failureCard)];
}

/** What is different from the run before; nothing where nothing is. */
function differenceSection({ difference, suiteVersion }: Report): Markup | null {
  if (!difference) return null;
  const lines: [string, readonly string[]][] = [
    ['Broke', difference.broken],
    ['Mended', difference.mended],
    ['New tests', difference.added],
    ['No longer run', difference.gone],
    ['New findings', difference.newFindings],
  ];
  const told = lines.filter(([, titles]) => titles.length > 0);
  const versions =
    difference.previousSuite === suiteVersion
      ? `The suite is the same, version ${suiteVersion}.`
      : `The suite went from version ${difference.previousSuite} to ${suiteVersion}.`;
  return section(
    'Since the run before',
    told.map(([what, titles]) => html`<p><b>${what}:</b> ${titles.join('; ')}</p>`),
    versions,
  );
}
