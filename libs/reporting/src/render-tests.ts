import {
  locatorCode,
  locatorWords,
  type HealingProposal,
  type JudgedFailure,
  type ReportedQuestion,
  type ReportedTest,
} from '@testforge/core';
import { html, type Markup } from './html.js';
import { pill } from './render-tables.js';
import {
  answerWords,
  duration,
  handlingWords,
  percent,
  probationWords,
  receiptWords,
  stateWords,
  waitingWords,
} from './words.js';

/** One test, folded: what it protects and why it is there. */
export const testCard = (test: ReportedTest): Markup =>
  html`<details><summary>${statePill(test)}<h3>${test.title}</h3><span class="soft">${test.priority} · ${test.category} · ${duration(test.durationMs)}</span></summary><div>${because(test)}${answerLine(test)}${flakinessLine(test)}<p class="soft">${test.reason}</p>${receiptLine(test)}${probationLine(test)}${steps(test)}</div></details>`;

/** One test that needs attention, open: what was expected, what was there, what was done about it. */
export function failureCard(test: ReportedTest): Markup {
  const { failure } = test;
  if (!failure) return testCard(test);
  const waiting = failure.waitingFor ? html`<p class="ask">${waitingWords[failure.waitingFor]}</p>` : null;
  return html`<article class="card ${test.state}"><header>${statePill(test)}<h3>${test.title}</h3><span class="soft">${failure.verdict}, ${percent(failure.confidence)} sure</span></header>
${answerLine(test) ?? waiting}${flakinessLine(test)}<p>At the step <b>${failure.stepTitle}</b></p>
${failure.expected !== undefined || failure.actual !== undefined ? comparison(failure) : null}
${failure.proposals.filter((proposal) => proposal.newLocator).map(proposalBlock)}
${failure.evidence.length ? html`<ul>${failure.evidence.map((line) => html`<li>${line}</li>`)}</ul>` : null}
${proofLine(failure)}
<details><summary class="plain">All steps, and why this test is here</summary><div><p class="soft">${test.priority} · ${test.category} · ${test.reason}</p>${steps(test)}</div></details></article>`;
}

const folded = (test: ReportedTest): Markup =>
  html`<details><summary><h3>${test.title}</h3></summary><div>${failureCard(test)}</div></details>`;

/** What broke, by the first test that met it, and the others folded. */
export function regressionCard([first, ...rest]: readonly ReportedTest[]): Markup {
  if (!first || rest.length === 0) return html`${first ? failureCard(first) : null}`;
  return html`<div class="question"><p class="soft">${rest.length + 1} tests met this.</p>${failureCard(first)}${rest.map(folded)}</div>`;
}

/** One question, the first test it is about, and the others folded. */
export function questionCard({ words, tests: keys }: ReportedQuestion, tests: readonly ReportedTest[]): Markup {
  const [first, ...rest] = tests;
  const others = rest.map(folded);
  const serves = keys.length > 1 ? html`<p class="soft">One answer serves ${keys.length} tests.</p>` : null;
  return html`<div class="question"><h3>${words}</h3>${serves}${first ? failureCard(first) : null}${others}</div>`;
}

const statePill = (test: ReportedTest): Markup =>
  html`${pill(test.state, stateWords[test.state])}${test.handling ? pill('handling', handlingWords[test.handling]) : null}`;

const because = ({ because: why }: ReportedTest): Markup | null => (why ? html`<p>${why}</p>` : null);

const flakinessLine = ({ flakiness }: ReportedTest): Markup | null =>
  flakiness ? html`<p class="soft">Flaky in ${flakiness.times} of the last ${flakiness.runs} runs.</p>` : null;

const probationLine = ({ probation }: ReportedTest): Markup | null =>
  probation ? html`<p class="soft">${probationWords(probation)}</p>` : null;

const receiptLine = ({ receipt }: ReportedTest): Markup | null =>
  receipt ? html`<p class="soft">${receiptWords(receipt)}</p>` : null;

/** What a person answered, signed with name and time, and the difference that was signed. */
function answerLine({ answer }: ReportedTest): Markup | null {
  if (!answer) return null;
  const changes = answer.changes.map(
    ({ step, before, after }) =>
      html`<p>${step}</p>${pair({ label: 'Was expected', kind: 'before', text: before }, { label: 'Is expected now', kind: 'after', text: after })}`,
  );
  return html`<p class="ask">${answerWords[answer.kind]} by <b>${answer.by}</b>, ${answer.at.slice(0, 16).replace('T', ' ')} UTC</p>${answer.locator === undefined ? null : html`<p><code>${answer.locator}</code></p>`}${changes}`;
}

const pair = (
  one: { label: string; kind: string; text: string },
  other: { label: string; kind: string; text: string },
): Markup =>
  html`<div class="pair">${[one, other].map(({ label, kind, text }) => html`<div class="${kind}"><small>${label}</small><pre>${text}</pre></div>`)}</div>`;

const comparison = ({ expected = '(not said)', actual = '(nothing)' }: JudgedFailure): Markup =>
  pair({ label: 'Expected', kind: 'want', text: expected }, { label: 'Was there', kind: 'got', text: actual });

const decisionWords: Record<HealingProposal['decision'], string> = {
  heal: 'healed by rule',
  ask: 'waits for approval',
  abstain: 'not certain enough to touch',
};

function proposalBlock(proposal: HealingProposal): Markup | null {
  const next = proposal.newLocator;
  if (!next) return null;
  const codes = pair(
    { label: 'Before', kind: 'before', text: locatorCode(proposal.oldLocator) },
    { label: 'After', kind: 'after', text: locatorCode(next) },
  );
  return html`<p>${locatorWords(proposal.oldLocator)} → ${locatorWords(next)} <span class="soft">· ${percent(proposal.confidence)} sure, ${decisionWords[proposal.decision]}</span></p>${codes}<p class="soft">${proposal.why}</p>`;
}

function proofLine(failure: JudgedFailure): Markup {
  const same = failure.expectationHashBefore === failure.expectationHashAfter;
  const hash = html`<code>${failure.expectationHashBefore.slice(0, 12)}</code>`;
  return html`<p class="soft">${failure.proven ? 'Proven: the repaired test passed from its start. ' : null}${same ? html`Every expectation is unchanged (${hash}).` : html`<b>The expectations changed</b> (${hash} → <code>${failure.expectationHashAfter.slice(0, 12)}</code>).`}</p>`;
}

const mark = (ok: boolean | null): Markup =>
  ok === null
    ? html`<span class="soft">· not reached</span>`
    : ok
      ? html`<span class="yes">✓</span>`
      : html`<span class="no">✗ here</span>`;

const steps = (test: ReportedTest): Markup =>
  html`<ol class="steps">${test.steps.map((step) => html`<li class="${step.ok === false ? 'no' : step.ok === null ? 'never' : ''}"><b>${step.phase}</b><span>${step.title} ${mark(step.ok)}</span><span class="soft">${step.durationMs === null ? null : duration(step.durationMs)}</span></li>`)}</ol>`;
