import { describe, expect, it } from 'vitest';
import { withoutRefresh } from './without-refresh.js';

describe('a stored page', () => {
  it.each([
    '<meta http-equiv="refresh" content="0;url=/no-scripts">',
    "<META content='3' HTTP-EQUIV = 'Refresh'>",
    '<noscript><meta http-equiv=refresh content=0></noscript>',
  ])('stays where it is: %s', (html) => {
    expect(withoutRefresh(html)).not.toMatch(/refresh/i);
  });

  it('is shown as it is but for that', () => {
    const html = '<meta http-equiv="content-type" content="text/html"><button>Refresh</button>';
    expect(withoutRefresh(html)).toBe(html);
  });
});
