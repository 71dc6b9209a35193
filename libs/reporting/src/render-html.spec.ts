import fc from 'fast-check';
import { Report } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { renderHtml } from './render-html.js';
import { sampleFailure, sampleReport, sampleTest } from '../test/sample-report.js';

/** Every tag of a rendering, attributes and all, in order. */
const tagsOf = (rendered: string): string[] => rendered.replace(/<style>.*?<\/style>/s, '').match(/<[^>]*>/g) ?? [];

/** The sample report with the text in every place that holds text from outside. */
function reportFullOf(text: string): Report {
  const locator = { frame: [], links: [{ by: 'role' as const, role: text, name: text }] };
  const proposal = {
    testKey: text,
    stepKey: text,
    decision: 'heal' as const,
    why: text,
    confidence: 1,
    margin: 1,
    oldLocator: locator,
    newLocator: locator,
    oldFingerprint: { tag: text },
    ranking: [],
  };
  const failure = sampleFailure({
    stepTitle: text,
    evidence: [text],
    expected: text,
    actual: text,
    proposals: [proposal],
    expectationHashBefore: text,
    expectationHashAfter: `${text}2`,
    rule: text,
  });
  const test = {
    title: text,
    reason: text,
    flow: text,
    steps: [{ phase: text, title: text, ok: false, durationMs: 1 }],
  };
  return sampleReport({
    url: text,
    release: `r${text}`,
    error: `e${text}`,
    startedAt: text,
    tests: [
      sampleTest({ ...test, state: 'regression', failure }),
      sampleTest({ ...test, state: 'waiting', failure: { ...failure, waitingFor: 'intended' } }),
      sampleTest(test),
    ],
    findings: [
      {
        key: text,
        kind: 'console_error',
        severity: 'serious',
        title: text,
        url: text,
        evidence: { [`k${text}`]: text, deep: { list: [text] } },
      },
    ],
    leftOut: [{ key: text, title: text, reason: text }],
    ledger: [{ stage: 'proof', method: text, urlTemplate: text, status: null }],
    proposals: [{ title: text, reason: text }],
    stagesMs: { [`s${text}`]: 5 },
  });
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '/',
        '=',
        ' ',
        '\u0000',
        '\u0001',
        '\ud800',
        '<script>',
        '</style>',
        '-->',
        'javascript:',
        'onerror=',
        '&lt;',
        'x',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('the report as HTML', () => {
  it('never lets text from outside become markup', () => {
    const plain = tagsOf(renderHtml(reportFullOf('plain')));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tagsOf(renderHtml(reportFullOf(text)))).toEqual(plain);
      }),
    );
  });

  it('has no script, no event handler, no link and nothing that is loaded from elsewhere', () => {
    const rendered = renderHtml(sampleReport());
    expect(rendered).not.toMatch(
      /<(script|link|img|iframe|object|embed|base|form|a)\b|\bon[a-z]+=|@import|url\(|\b(src|href)=(?!&quot;)/i,
    );
  });

  it('shows what was expected beside what was there, and a heal’s way before beside the way after', () => {
    const rendered = renderHtml(sampleReport());
    expect(rendered).toMatch(
      /<small>Expected<\/small><pre>\$ 42\.00<\/pre><\/div><div class="got"><small>Was there<\/small><pre>\$ 30\.00<\/pre>/,
    );
    expect(rendered).toMatch(
      /<small>Before<\/small><pre>page\.getByRole\(&#39;button&#39;, \{ name: &#39;Place order&#39;.*?<small>After<\/small><pre>page\.getByRole\(&#39;region&#39;/s,
    );
    expect(rendered).toContain('Proven: the repaired test passed from its start.');
  });

  it('leaves out the sections that would be empty', () => {
    const rendered = renderHtml(
      sampleReport({ tests: [sampleTest()], findings: [], ledger: [], leftOut: [], proposals: [], stagesMs: {} }),
    );
    expect([...rendered.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual(['All tests (1)']);
  });

  it('says it when an expectation changed', () => {
    const failure = sampleFailure({ expectationHashAfter: 'other' });
    expect(renderHtml(sampleReport({ tests: [sampleTest({ state: 'regression', failure })] }))).toContain(
      '<b>The expectations changed</b>',
    );
  });

  it('is made of a sample that keeps to the schema', () => {
    expect(Report.safeParse(sampleReport()).error).toBeUndefined();
  });
});
