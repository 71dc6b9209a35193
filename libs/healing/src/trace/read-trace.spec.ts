import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTrace } from './read-trace.js';

const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 0 });
const lines = (...events: object[]): string => events.map((event) => JSON.stringify(event)).join('\n');

const call = (callId: string, method: string, params: object, startTime: number) => ({
  type: 'before',
  callId,
  startTime,
  class: 'Frame',
  method,
  params: { selector: '#x', ...params },
});
const log = (callId: string, message: string) => ({ type: 'log', callId, message });
const after = (callId: string, message?: string) => ({
  type: 'after',
  callId,
  ...(message && { error: { name: 'TimeoutError', message } }),
});
const shown = (text: string, more: object) => ({
  type: 'frame-snapshot',
  snapshot: {
    frameId: 'main',
    frameUrl: 'https://app.test/settings',
    isMainFrame: true,
    html: ['HTML', {}, ['BODY', {}, text]],
    resourceOverrides: [],
    ...more,
  },
});
const waiting = "waiting for getByRole('button', { name: 'Save' })";

describe('a trace', () => {
  it('tells the last call that failed and the page after it', () => {
    const trace = lines(
      call('a@1', 'click', {}, 1),
      after('a@1', 'caught'),
      call('a@2', 'click', {}, 2),
      shown('early', { callId: 'a@2', phase: 'before' }),
      log('a@2', waiting),
      after('a@2', 'Timeout 500ms exceeded.'),
      shown('late', { callId: 'a@2', phase: 'after' }),
      call('a@3', 'click', {}, 3),
      after('a@3'),
    );
    expect(readTrace(zip({ 'trace.trace': trace }))).toMatchObject({
      url: 'https://app.test/settings',
      html: '<HTML><BODY>late</BODY></HTML>',
      error: `locator.click: Timeout 500ms exceeded.\nCall log:\n  - ${waiting}`,
    });
  });

  it('tells a call that was under way when the test ended, as older releases write it', () => {
    const trace = lines(
      call('call@7', 'selectOption', { options: [{ valueOrLabel: 'CH' }] }, 1),
      log('call@7', waiting),
    );
    const page = shown('then', { callId: 'call@7', snapshotName: 'before@call@7' });
    const read = readTrace(
      zip({ '0-trace.trace': `${trace}\n${JSON.stringify(page)}\n{"type":"log","cut`, 'test.trace': '' }),
    );
    expect([read.html, read.args]).toEqual(['<HTML><BODY>then</BODY></HTML>', ['CH']]);
  });

  it('reads a check as a check', () => {
    const trace = lines(
      call('a@1', 'expect', {}, 1),
      log('a@1', "waiting for getByTestId('total')"),
      after('a@1', 'Expect failed'),
      shown('page', { callId: 'a@1', phase: 'after' }),
    );
    expect(readTrace(zip({ 'trace.trace': trace })).error).toMatch(/^expect\(locator\)\..*getByTestId\('total'\)$/s);
  });

  it('has style sheets as they came, or as the page had changed them', () => {
    const came = (url: string, file: string) => ({
      type: 'resource-snapshot',
      snapshot: { request: { url }, response: { content: { _file: file } } },
    });
    const override = (more: object) => [{ url: 'https://app.test/b.css', ...more }];
    const trace = lines(
      shown('first', { resourceOverrides: override({ file: 'resources/b2.css' }) }),
      call('a@1', 'click', {}, 1),
      after('a@1', 'no'),
      shown('then', { callId: 'a@1', phase: 'after', resourceOverrides: override({ ref: 1 }) }),
    );
    const { styles } = readTrace(
      zip({
        'trace.trace': trace,
        'trace.network': lines(
          came('https://app.test/a.css', 'resources/a.css'),
          came('https://app.test/b.css', 'resources/b.css'),
        ),
        'resources/a.css': 'a',
        'resources/b.css': 'b',
        'resources/b2.css': 'changed',
      }),
    );
    expect([...styles.values()]).toEqual(['a', 'changed']);
  });

  it.each([
    ['no archive', strToU8('PK no'), 'heal.bad_trace'],
    ['no trace', zip({ 'readme.txt': 'x' }), 'heal.bad_trace'],
    ['a trace in a folder that leads away', zip({ '../trace.trace': '' }), 'heal.bad_trace'],
    [
      'nothing that failed',
      zip({ 'trace.trace': lines(call('a@1', 'click', {}, 1), after('a@1')) }),
      'heal.nothing_failed',
    ],
    [
      'no page',
      zip({ 'trace.trace': lines(call('a@1', 'click', {}, 1), after('a@1', 'no')) }),
      'heal.no_page_in_trace',
    ],
  ])('is refused where it holds %s', (_what, bytes, code) => {
    expect(() => readTrace(bytes)).toThrow(expect.objectContaining({ kind: 'invalid', code }));
  });

  it('is refused where it would unpack to more than is read, whatever its entries say', () => {
    const bomb = zip(Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`resources/${at}.css`, ''])));
    expect(() => readTrace(bomb)).toThrow('more than 10000 entries');
    const said = (bytes: number): Uint8Array => {
      const archive = Buffer.from(zip({ 'trace.trace': lines(call('a@1', 'click', {}, 1)) }));
      archive.writeUInt32LE(bytes, archive.indexOf('PK\u0001\u0002') + 24);
      return archive;
    };
    expect(() => readTrace(said(257 * 1024 ** 2))).toThrow('bytes unpacked');
    expect(() => readTrace(said(10))).toThrow();
  });
});
