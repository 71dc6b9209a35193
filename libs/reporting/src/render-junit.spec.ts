import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJUnit, xmlText } from './render-junit.js';
import { sampleFailure, sampleReport, sampleTest } from '../test/sample-report.js';

interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (/[<]|&(?!(amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`not escaped: ${text}`);
  return text.replace(/&(\w+);/g, (_whole, name: string) => named[name] ?? '');
}

/** A strict parser of the little XML that we write; throws on anything a real one would refuse. */
function parseXml(source: string): Node {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(source))
    throw new Error('a character that XML does not know');
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  for (const [, end, name = '', attributes = '', empty, text = ''] of body.matchAll(
    /<(\/)?([a-zA-Z]+)((?: [a-z]+="[^"]*")*)(\/)?>|([^<]+)|</gs,
  )) {
    const top = open.at(-1) ?? root;
    if (!name) {
      if (!text) throw new Error('a stray <');
      top.text += decode(text);
    } else if (end) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const node: Node = {
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decode(value)]),
        ),
        children: [],
        text: '',
      };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1) throw new Error('not closed');
  return root;
}

const casesOf = (xml: string): Node[] => parseXml(xml).children[0]?.children[0]?.children ?? [];

describe('the report as JUnit XML', () => {
  it('is XML that says the same, whatever text is in it', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '<',
            '>',
            '&',
            '"',
            "'",
            ']]>',
            '\u0000',
            '\u0008',
            '\u001b',
            '\ufffe',
            '\ud800',
            '\udc00',
            '😀',
            '\n',
            '&#0;',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const failure = sampleFailure({ stepTitle: text, expected: text, actual: text, evidence: [text] });
        const [failed, own] = casesOf(
          renderJUnit(
            sampleReport({
              tests: [sampleTest({ title: text, flow: text, state: 'regression', failure })],
              error: `e${text}`,
              startedAt: text,
            }),
          ),
        );
        const clean = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
        expect(failed?.attributes).toMatchObject({ name: clean, classname: clean });
        expect(failed?.children[0]?.text).toContain(clean);
        expect(own?.children[0]?.attributes['message']).toBe(`e${clean}`);
      }),
    );
  });

  it('counts failures, errors and skipped tests as a CI server does', () => {
    const states = [
      'passed',
      'passed_after_healing',
      'flaky',
      'waiting',
      'regression',
      'environment',
      'not_run',
    ] as const;
    const xml = renderJUnit(
      sampleReport({
        tests: states.map((state) => sampleTest({ state, failure: sampleFailure({ waitingFor: 'approval' }) })),
      }),
    );
    expect(parseXml(xml).children[0]?.attributes).toMatchObject({
      tests: '7',
      failures: '1',
      errors: '1',
      skipped: '2',
    });
    expect(casesOf(xml).map((test) => test.children.map((child) => child.name).join())).toEqual([
      '',
      'properties',
      'properties,flakyFailure',
      'skipped',
      'failure',
      'error',
      'skipped',
    ]);
    expect(casesOf(xml)[3]?.children[0]?.attributes['message']).toBe('waits for a person: approval');
  });

  it('tells a test that passed only on a second try, and what went wrong at the first', () => {
    const failure = sampleFailure({ stepTitle: 'the total is shown', expected: '$10', actual: '$12' });
    const [flaky] = casesOf(renderJUnit(sampleReport({ tests: [sampleTest({ state: 'flaky', failure })] })));
    const [properties, told] = flaky?.children ?? [];
    expect(properties?.children[0]?.attributes).toEqual({ name: 'testforge.state', value: 'flaky' });
    expect(told?.attributes['message']).toBe('the total is shown: expected $10, got $12');
    expect(told?.children[0]?.text).toContain('expected $10, got $12');
  });

  it('holds an error when the run itself broke, so that no tests is no pass', () => {
    const xml = renderJUnit(sampleReport({ status: 'error', tests: [], error: 'The app does not answer.' }));
    expect(parseXml(xml).children[0]?.attributes).toMatchObject({ tests: '1', errors: '1', failures: '0' });
    expect(casesOf(xml)[0]?.children[0]).toMatchObject({
      name: 'error',
      attributes: { message: 'The app does not answer.' },
    });
  });

  it('keeps every character that XML knows', () => {
    expect(xmlText('é 😀 \t\n <&>')).toBe('é 😀 \t\n &lt;&amp;&gt;');
  });
});
