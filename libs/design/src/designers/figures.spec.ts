import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, model, state } from '../../test/sample-model.js';
import { figures } from './figures.js';

type Parts = Parameters<typeof state>[2];

const card = (text: string, at = 1): Parts[number] => ({
  tag: 'div',
  text,
  classes: ['card'],
  xpath: `/html/body/main/div[${at}]`,
});
const row = (at: number) => ({
  tag: 'li',
  role: 'listitem',
  text: `Ticket ${'abcdefgh'[at]}`,
  xpath: `/html/body/ul/li[${at + 1}]`,
});
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(at));
const front = (...parts: Parts) => state('/', '/', [heading('Overview'), ...parts]);
const list = (...parts: Parts) => ({ ...state('/tickets', '/tickets', [heading('Tickets'), ...parts]), depth: 1 });
const told = (text: string) => ({ tag: 'p', text, xpath: '/html/body/p[1]' });
const drafts = (...states: ReturnType<typeof state>[]) => figures(model(states));

describe('a number that one page tells of another', () => {
  it('is what the list of its words says, looked at before and after', () => {
    const [draft, ...others] = drafts(front(card('Tickets41Show')), list(...rows(4), told('41 tickets')));
    expect(others).toEqual([]);
    expect(draft?.title).toBe('“Tickets” on “Overview” is what “Tickets” lists');
    expect(draft?.steps.map(({ title }) => title)).toEqual([
      'the start page is open',
      'I remember the earlier that is shown',
      'the page /tickets is open',
      'I remember the listed that is shown',
      'the start page is open',
      'I remember the figure that is shown',
      '“Tickets” shows as many as the remembered listed',
    ]);
    expect(draft?.steps.at(-1)).toMatchObject({
      target: { locator: { links: [{ css: 'div.card' }, { by: 'hasText', text: 'Tickets' }] } },
      expectation: { value: { name: 'figure', counted: 'listed', earlier: 'earlier' } },
    });
  });

  it('is looked at again once one more was made, where that can be', () => {
    const fields = [{ element: 1, label: 'Title', nameAttr: 'title', type: 'text', required: true }];
    const parts = [heading('New ticket'), input('Title', 'title'), button('Save')];
    const making = state('/tickets/new', '/tickets/new', parts, {
      forms: [form({ fields, submits: [2], action: 'http://shop.test/tickets' })],
    });
    const [made, still] = drafts(front(card('Tickets41Show')), list(...rows(4), told('41 tickets')), making);
    expect(made?.title).toBe('“Tickets” on “Overview” is what “Tickets” lists, also when one more is made');
    expect(made?.steps.map(({ title }) => title).slice(0, 6)).toEqual([
      'the start page is open',
      'the page /tickets/new is open',
      'I fill “Title” with a new text',
      'I click “Save”',
      'the start page is open',
      'I remember the earlier that is shown',
    ]);
    expect(made?.watch.writes).toBe(true);
    expect(still?.watch.insteadOf).toBe(made?.key);
  });

  it('is how many are listed, where the list does not go on', () => {
    const next = link('Next', '/tickets?page=2');
    const remembersRows = (...more: Parts) =>
      drafts(front(card('Tickets 5')), list(...rows(5), ...more))[0]?.steps.find(
        ({ key }) => key === 'remember-listed',
      );
    expect(remembersRows()).toMatchObject({ count: true });
    expect(remembersRows(next)).toBeUndefined();
  });

  it.each<[string, Parts[number], Parts]>([
    ['the list says another number', card('Tickets 41'), [...rows(4), told('40 tickets')]],
    ['its words are about something else', card('Colleagues 41'), [...rows(4), told('41 tickets')]],
    ['it is an amount', card('Tickets 41.50'), [...rows(4), told('41 tickets')]],
    ['it is one of a list itself', { ...card('Tickets 41'), tag: 'li' }, [...rows(4), told('41 tickets')]],
  ])('is left alone where %s', (_why, part, parts) => expect(drafts(front(part), list(...parts))).toEqual([]));

  it('is not looked for on the page of a single thing', () => {
    const thing = {
      ...state('/tickets/7', '/tickets/:id', [heading('Tickets'), ...rows(4), told('41 tickets')]),
      depth: 2,
    };
    expect(drafts(front(card('Tickets 41')), thing)).toEqual([]);
  });
});
