import { describe, expect, it } from 'vitest';
import { attributes, html, raw } from './html.js';

describe('html', () => {
  it('escapes text that is interpolated', () => {
    expect(html`<p>${'<b>"&\''}</p>`.markup).toBe('<p>&lt;b&gt;&quot;&amp;&#39;</p>');
  });

  it('keeps mark-up, joins lists and leaves out nothing-values', () => {
    const parts = [html`<b>${1}</b>`, raw('<b>2</b>'), null, false, undefined] as const;
    expect(html`<p>${parts}</p>`.markup).toBe('<p><b>1</b><b>2</b></p>');
  });

  it('writes attributes, bare ones for true and none for false', () => {
    expect(attributes({ id: 'a"b', required: true, hidden: false, max: 3, title: null }).markup).toBe(
      'id="a&quot;b" required max="3"',
    );
  });
});
