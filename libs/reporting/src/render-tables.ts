import type { Finding, Report } from '@testforge/core';
import { html, type Markup } from './html.js';
import { amount, duration, stageWords } from './words.js';

export const pill = (kind: string, words: string): Markup => html`<span class="pill ${kind}">${words}</span>`;

export const table = (heads: string[], rows: (string | Markup)[][]): Markup =>
  html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

const evidenceText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

export const findingCard = (finding: Finding): Markup =>
  html`<details><summary>${pill(finding.severity, finding.severity)}<h3>${finding.title}</h3><code>${finding.url}</code></summary><div>${table(
    ['Evidence', 'Seen'],
    Object.entries(finding.evidence).map(([name, value]) => [name, html`<code>${evidenceText(value)}</code>`]),
  )}</div></details>`;

/** Writing requests, equal ones counted. */
export function ledgerTable({ ledger }: Report): Markup {
  const counted = new Map<string, { row: string[]; times: number }>();
  for (const entry of ledger) {
    const row = [entry.stage, `${entry.method} ${entry.urlTemplate}`, String(entry.status ?? 'no answer')];
    const key = JSON.stringify(row);
    counted.set(key, { row, times: (counted.get(key)?.times ?? 0) + 1 });
  }
  return table(
    ['Stage', 'Request', 'Status', 'Times'],
    [...counted.values()].map(({ row: [stage = '', request = '', status = ''], times }) => [
      stage,
      html`<code>${request}</code>`,
      status,
      String(times),
    ]),
  );
}

export const leftOutList = ({ leftOut }: Report): Markup =>
  html`<details><summary><h3>${amount(leftOut.length, 'test')} designed and not kept</h3></summary><div>${table(
    ['Test', 'Reason'],
    leftOut.map((left) => [left.title, left.reason]),
  )}</div></details>`;

/** Each stage with a bar that shows its share of the longest. */
export function stageTable({ stagesMs }: Report): Markup {
  const stages = Object.entries(stagesMs);
  const longestMs = Math.max(1, ...stages.map(([, ms]) => ms));
  const bar = (ms: number): Markup =>
    html`<div class="bar"><i style="width:${Math.max(1, Math.round((ms / longestMs) * 100))}%"></i></div>`;
  return html`<table class="stages"><tbody>${stages.map(([stage, ms]) => html`<tr><td>${stageWords[stage] ?? stage}</td><td>${bar(ms)}</td><td>${duration(ms)}</td></tr>`)}</tbody></table>`;
}
