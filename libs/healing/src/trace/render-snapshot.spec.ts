import { describe, expect, it } from 'vitest';
import { renderSnapshot } from './render-snapshot.js';
import type { FrameSnapshot } from './trace-events.js';

const snapshot = (html: unknown, more: Partial<FrameSnapshot> = {}): FrameSnapshot => ({
  callId: 'a@1',
  phase: 'after',
  frameId: 'main',
  frameUrl: 'https://app.test/',
  isMainFrame: true,
  resourceOverrides: [],
  html,
  ...more,
});
const render = (html: unknown, ...before: FrameSnapshot[]): string => {
  const last = snapshot(html);
  return renderSnapshot(last, [...before, last]);
};

describe('the markup of a snapshot in a trace', () => {
  it('takes what did not change from the snapshots before, counted children first', () => {
    const first = snapshot(['BODY', {}, ['H1', {}, 'Settings'], ['BUTTON', { id: 'save' }, 'Save']]);
    const second = snapshot(['BODY', {}, [[1, 1]], ['P', {}, [[1, 2]], ' changes']]);
    expect(render(['BODY', {}, [[2, 1]], [[1, 1]]], first, second)).toBe(
      '<BODY><H1>Settings</H1><P>Save changes</P></BODY>',
    );
  });

  it('says what was typed, chosen and opened', () => {
    const form = [
      'FORM',
      {},
      ['INPUT', { value: 'old', __playwright_value_: 'Bern' }],
      ['INPUT', { type: 'checkbox', checked: '', __playwright_checked_: 'false' }],
      ['TEXTAREA', { __playwright_value_: '<b>' }, 'old'],
      ['SELECT', {}, ['OPTION', { __playwright_selected_: 'true' }, 'b']],
      ['DIALOG', { __playwright_dialog_open_: 'modal' }, 'Sure?'],
    ];
    expect(render(form)).toBe(
      '<FORM><INPUT value="Bern"><INPUT type="checkbox"><TEXTAREA>&lt;b&gt;</TEXTAREA>' +
        '<SELECT><OPTION selected="">b</OPTION></SELECT><DIALOG open="">Sure?</DIALOG></FORM>',
    );
  });

  it('declares open shadow roots and puts in what frames showed', () => {
    const frame = snapshot(['BODY', {}, ['A', { href: '/"' }, 'Pay']], { frameId: 'f', isMainFrame: false });
    const page = [
      'BODY',
      {},
      ['X-BOX', {}, ['template', { __playwright_shadow_root_: 'open' }, 'in']],
      ['IFRAME', { src: '/snapshot/f' }],
    ];
    expect(render(page, frame)).toBe(
      '<BODY><X-BOX><template shadowrootmode="open">in</template></X-BOX>' +
        '<IFRAME srcdoc="&lt;BODY&gt;&lt;A href=&quot;/&amp;quot;&quot;&gt;Pay&lt;/A&gt;&lt;/BODY&gt;"></IFRAME></BODY>',
    );
  });

  it('makes no code of what a stranger wrote', () => {
    const hostile = [
      'BODY',
      { onload: 'x()', 'a"><script>': '', title: '"><script>' },
      ['SCRIPT', {}, 'x()'],
      ['B><SCRIPT', {}, 'x()'],
      ['STYLE', {}, 'a{}</style><i>'],
      ['META', { 'http-equiv': 'refresh', content: '0;url=/away' }],
      '<script>',
    ];
    const html = render(hostile);
    expect(html).not.toMatch(/<script|onload|http-equiv|<\/style>.*<\/style>/i);
    expect(html).toContain('title="&quot;&gt;&lt;script&gt;"');
  });

  it('ends where references make a page without end', () => {
    const twice = Array.from({ length: 40 }, (_, at) =>
      snapshot(at === 0 ? ['B', {}, 'x'.repeat(1000)] : ['B', {}, [[1, 1]], [[1, 1]]]),
    );
    const doubling = twice.map((one, at) => (at < 2 ? one : { ...one, html: ['B', {}, [[1, 0]], [[1, 0]]] }));
    expect(() => render(['BODY', {}, [[1, 0]]], ...doubling)).toThrow('larger than can be shown');
    expect(() => render(['B', {}, [[0, 0]]])).toThrow('larger than can be shown');
  });
});
