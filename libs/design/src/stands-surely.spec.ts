import { describe, expect, it } from 'vitest';
import { button, heading, link, snapshot } from '../test/sample-model.js';
import { standsSurely } from './stands-surely.js';

const own = { text: 'Alex 1' };
const rows = (...names: string[]) =>
  names.flatMap((text, at) => {
    const xpath = `/html[1]/body[1]/article[${at + 1}]`;
    return [
      { tag: 'article', role: 'article', text: `${text} – berth ${at + 1}`, xpath },
      { tag: 'h2', role: 'heading', text, xpath: `${xpath}/h2[1]` },
    ];
  });
const next = link('Next', '/boats?page=2', { attributes: { rel: 'next' } });
const list = (names: string[], ...more: Parameters<typeof snapshot>[1]) =>
  snapshot('/boats', [heading('Boats'), ...rows(...names), ...more]);

describe('what was made, in a list', () => {
  it('stands there tomorrow, where all of the list is shown or it stands at its top', () => {
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1']), own)).toBe(true);
    expect(standsSurely(list(['Alex 1', 'Ada', 'Ben'], next), own)).toBe(true);
    expect(standsSurely(list(['Alex 1', 'Ada', 'Ben'], button('Load more')), own)).toBe(true);
  });

  it('may be pushed off a list that is sorted by name, though it stands at its top today', () => {
    expect(standsSurely(list(['Alex 1', 'Anna', 'Bertha', 'Clipper'], next), own)).toBe(false);
    expect(standsSurely(list(['Alex 1', 'Nora', 'Bertha', 'Clipper'], next), own)).toBe(true);
    expect(standsSurely(list(['Alex 1', 'Anna', 'Bertha', 'Clipper']), own)).toBe(true);
  });

  it('may be pushed to the next page, where others stand before it', () => {
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1'], next), own)).toBe(false);
    expect(standsSurely(list(['Ada', 'Ben', 'Alex 1'], button('Load more')), own)).toBe(false);
  });
});
