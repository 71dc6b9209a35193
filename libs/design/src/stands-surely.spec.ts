import { describe, expect, it } from 'vitest';
import { button, heading, link, snapshot } from '../test/sample-model.js';
import { standsSurely } from './stands-surely.js';

const own = { text: 'Alex 1' };
const rows = (...names: string[]) => names.map((text) => ({ tag: 'article', role: 'article', text }));
const next = link('Next', '/boats?page=2', { attributes: { rel: 'next' } });
const list = (names: string[], ...more: Parameters<typeof snapshot>[1]) =>
  snapshot('/boats', [heading('Boats'), ...rows(...names), ...more]);

describe('what was made, in a list', () => {
  it('stands there tomorrow, where all of the list is shown or it stands at its top', () => {
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1']), own)).toBe(true);
    expect(standsSurely(list(['Alex 1', 'Ada', 'Ben'], next), own)).toBe(true);
    expect(standsSurely(list(['Alex 1', 'Ada', 'Ben'], button('Load more')), own)).toBe(true);
  });

  it('may be pushed to the next page, where others stand before it', () => {
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1'], next), own)).toBe(false);
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1'], button('Load more')), own)).toBe(false);
  });
});
