import { describe, expect, it } from 'vitest';
import { heading, link, model, state } from '../../test/sample-model.js';
import { narrowingLinks } from './narrowing-links.js';

const row = (text: string, at: number) => ({
  tag: 'tr',
  role: 'row',
  text,
  xpath: `/html[1]/body[1]/table[1]/tbody[1]/tr[${at}]`,
});
const rows = [row('Harbour Walk yes', 1), row('Evening Talk yes', 2), row('Autumn Walk yes', 3)];
const page = (...links: ReturnType<typeof link>[]) =>
  model([state('/events/', '/events/', [heading('Events'), ...links, ...rows])]);

describe('links that narrow a list', () => {
  it('follows the first link of each parameter whose words some rows show, and wants them in each', () => {
    const found = narrowingLinks(
      page(
        link('All', '/events/?'),
        link('Walk', '/events/?kind=walk'),
        link('Talk', '/events/?kind=talk'),
        link('Evening', '/events/?time=evening'),
      ),
    );
    expect(found.map(({ title, watch }) => [title, watch.chosen])).toEqual([
      ['The link “Walk” narrows the list on “Events”', 'Walk'],
      ['The link “Evening” narrows the list on “Events”', 'Evening'],
    ]);
  });

  it('leaves alone what is called after a thing of the app’s data, what all rows or none show, and other pages', () => {
    const found = narrowingLinks(
      page(
        link('Harbour', '/events/?place=3'),
        link('yes', '/events/?published=true'),
        link('Music', '/events/?kind=music'),
        link('Walk', '/walks/?kind=walk'),
        link('Talk', '/events/?kind=talk&page=2'),
      ),
    );
    expect(found).toEqual([]);
  });

  const toggles = (...pressed: [string, string][]) =>
    state('/events/', '/events/', [
      heading('Events'),
      ...pressed.map(([name, is], at) => ({
        tag: 'button',
        role: 'button',
        name,
        text: name,
        attributes: { 'aria-pressed': is },
        xpath: `/html[1]/body[1]/div[1]/button[${at + 1}]`,
      })),
      ...rows,
    ]);

  it('presses a button of which only one at a time is pressed', () => {
    const found = narrowingLinks(model([toggles(['All', 'true'], ['Walk', 'false'], ['Talk', 'false'])]));
    expect(found.map(({ title, watch }) => [title, watch.chosen])).toEqual([
      ['The button “Walk” narrows the list on “Events”', 'Walk'],
      ['The button “Talk” narrows the list on “Events”', 'Talk'],
    ]);
  });

  it('presses none where several may be pressed at once, or none is', () => {
    const several = toggles(['All', 'true'], ['Walk', 'false'], ['Evening', 'true']);
    const none = toggles(['Walk', 'false'], ['Talk', 'false']);
    expect([several, none].flatMap((each) => narrowingLinks(model([each])))).toEqual([]);
  });

  it('takes no head of a column and no order for it', () => {
    const head = link('Walk', '/events/?o=walk', { xpath: '/html[1]/body[1]/table[1]/thead[1]/tr[1]/th[1]/a[1]' });
    expect(narrowingLinks(page(head, link('Walk', '/events/?order=walk')))).toEqual([]);
  });
});
