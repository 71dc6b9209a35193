import { locatorCode, locatorWords, type HealingProposal, type JudgedFailure, type Report, type ReportedTest } from '@testforge/core';
import { html, raw, type Markup } from './html.js';
import { reportStyle } from './report-style.js';

const statusWords: Record<Report['status'], string> = {
  passed: 'All tests passed',
  passed_after_healing: 'All tests passed, some after healing',
  waiting: 'Nothing failed; something waits for a person',
  failed: 'Something broke',
  cancelled: 'The run was cancelled',
  error: 'The run could not be finished',
};

const stateWords: Record<ReportedTest['state'], string> = {
  passed: 'passed',
  passed_after_healing: 'passed after healing',
  waiting: 'waiting',
  regression: 'regression',
  environment: 'environment',
  flaky: 'flaky',
  not_run: 'not run',
};

const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`);
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const pill = (kind: string, words: string): Markup => html`<span class="pill ${kind}">${words}</span>`;
const figure = (value: number | string, label: string): Markup => html`<div class="figure"><b>${value}</b><span>${label}</span></div>`;

/** The report as one file that needs nothing else: no script, no font, no picture from anywhere. */
export function renderHtml(report: Report): string {
  const body = html`<main>
<p class="brand">TestForge</p>
<h1>${statusWords[report.status]}</h1>
<p class="soft">${report.url}${report.release ? ` · release ${report.release}` : ''} · ${report.mode === 'first' ? 'first run' : 'kept suite'}, version ${report.suiteVersion} · ${report.startedAt.slice(0, 19).replace('T', ' ')} UTC · ${duration(report.durationMs)} · interaction level “${report.interaction}”</p>
${report.error ? html`<div class="card error"><h3>${report.error}</h3></div>` : null}
<div class="figures">${figures(report)}</div>
${section('Regressions: the app does not do what it did', report.tests.filter((test) => test.state === 'regression').map(failureCard))}
${section('Waiting for a person', report.tests.filter((test) => test.state === 'waiting').map(failureCard))}
${section('Could not be judged', report.tests.filter((test) => test.state === 'environment').map(failureCard))}
${section('Healed, with proof', report.tests.filter((test) => test.state === 'passed_after_healing').map(failureCard))}
${section('Findings: broken at first sight', report.findings.map((finding) => html`<details><summary>${pill(finding.severity, finding.severity)}<h3>${finding.title}</h3><code>${finding.url}</code></summary><div>${evidence(finding.evidence)}</div></details>`))}
${section(`Tests (${report.tests.length})`, report.tests.map(testCard))}
${section('Proposed', report.proposals.map((proposal) => html`<p>${proposal.title} <span class="soft">· ${proposal.reason}</span></p>`))}
${section(`Left out, and why (${report.leftOut.length})`, report.leftOut.length ? [table(['Test', 'Reason'], report.leftOut.map((left) => [left.title, left.reason]))] : [])}
${section('Ledger: what was written to the app', report.ledger.length ? [ledgerTable(report)] : [])}
${section('Where the time went', [table(['Stage', 'Time'], Object.entries(report.stagesMs).map(([stage, ms]) => [stage, duration(ms)]))])}
</main>`;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${statusWords[report.status]} · TestForge</title><style>${raw(reportStyle)}</style></head><body>${body}</body></html>`.markup}\n`;
}

const figures = ({ counts, coverage, findings, expectationsChanged }: Report): Markup[] => [
  figure(counts.kept, 'tests kept'),
  figure(counts.passed, 'passed'),
  figure(counts.passedAfterHealing, 'passed after healing'),
  figure(counts.waiting, 'waiting'),
  figure(counts.failed, 'failed'),
  figure(counts.flaky, 'flaky'),
  figure(findings.length, 'findings'),
  figure(expectationsChanged, 'expectations changed'),
  figure(coverage.templates, 'page templates'),
];

const section = (title: string, items: Markup[]): Markup | null => (items.length ? html`<section><h2>${title}</h2>${items}</section>` : null);

function testCard(test: ReportedTest): Markup {
  return html`<details><summary>${pill(test.state, stateWords[test.state])}<h3>${test.title}</h3><span class="soft">${test.priority} · ${test.category} · ${duration(test.durationMs)}</span></summary><div><p class="soft">${test.reason}</p>${steps(test)}</div></details>`;
}

const steps = (test: ReportedTest): Markup =>
  html`<ol>${test.steps.map((step) => html`<li class="${step.ok === false ? 'no' : step.ok === null ? 'never' : ''}">${step.title}${step.ok === false ? ' ✗' : step.ok === null ? ' (not reached)' : ''}</li>`)}</ol>`;

function failureCard(test: ReportedTest): Markup {
  const { failure } = test;
  if (!failure) return testCard(test);
  return html`<details open><summary>${pill(test.state, stateWords[test.state])}<h3>${test.title}</h3><span class="soft">verdict ${failure.verdict}, ${percent(failure.confidence)} sure</span></summary><div>
<p>${failure.stepTitle}</p>
${failure.expected !== undefined || failure.actual !== undefined ? pair('Expected', failure.expected ?? '', 'Was there', failure.actual ?? '') : null}
${failure.proposals.filter((proposal) => proposal.newLocator).map(proposalCard)}
<ul>${failure.evidence.map((line) => html`<li>${line}</li>`)}</ul>
${proofLine(failure)}${steps(test)}</div></details>`;
}

const pair = (first: string, one: string, second: string, other: string): Markup => html`<div class="pair"><div><small>${first}</small><code>${one}</code></div><div><small>${second}</small><code>${other}</code></div></div>`;

function proposalCard(proposal: HealingProposal): Markup {
  const next = proposal.newLocator;
  if (!next) return html``;
  return html`<p>${locatorWords(proposal.oldLocator)} → ${locatorWords(next)} <span class="soft">· ${percent(proposal.confidence)} sure, ${proposal.decision}</span></p>${pair('Before', locatorCode(proposal.oldLocator), 'After', locatorCode(next))}<p class="soft">${proposal.why}</p>`;
}

const proofLine = (failure: JudgedFailure): Markup =>
  html`<p class="soft">${failure.proven ? 'Proven: the repaired test passed from its start with every expectation unchanged. ' : ''}Expectation hash ${failure.expectationHashBefore === failure.expectationHashAfter ? 'unchanged' : 'CHANGED'}: <code>${failure.expectationHashBefore.slice(0, 16)}</code></p>`;

const evidence = (data: Record<string, unknown>): Markup => table(['What', 'Seen'], Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));

const ledgerTable = (report: Report): Markup => {
  const counted = new Map<string, number>();
  for (const entry of report.ledger) {
    const line = [entry.stage, `${entry.method} ${entry.urlTemplate}`, String(entry.status ?? 'no answer')].join('\u0000');
    counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  return table(['Stage', 'Request', 'Status', 'Times'], [...counted].map(([line, times]) => [...line.split('\u0000'), String(times)]));
};

const table = (heads: string[], rows: string[][]): Markup =>
  html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
