import type { PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, heading, input, link, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared, type SharedTexts } from '../page-names.js';
import { contentChecks } from './content.js';

type Part = Partial<PageElement> & { tag: string };
const page = (parts: Part[]) => ({
  name: 'after' as const,
  stepKey: 'open',
  before: null,
  page: snapshot('/users', parts),
});
const draft = (priority: Draft['priority']): Draft => ({
  key: 'k',
  title: 't',
  designer: 'smoke',
  priority,
  reason: '',
  category: 'smoke',
  tags: [],
  flow: 'f',
  pages: [],
  steps: [],
  watch: { effects: ['content'], consequence: false, again: false, mentions: [], writes: false },
});
const told = (
  a: Part[],
  b: Part[] = a,
  {
    shared = {},
    priority = 'P2',
    ...more
  }: { shared?: Partial<SharedTexts>; priority?: Draft['priority'] } & Pick<
    CheckpointPair,
    'oneSession' | 'shownFirst'
  > = {},
) => {
  const pair: CheckpointPair = {
    a: page(a),
    b: page(b),
    draft: draft(priority),
    uniqueValues: ['Entry kx7'],
    familiar: new Set(),
    shared: { ...nothingShared, ...shared },
    ...more,
  };
  return contentChecks(pair).map(({ step }) => step.expectation.foundBy ?? step.expectation.expected);
};

describe('the parts of a page', () => {
  it('are none that another test has left in the session of all', () => {
    const cart = [heading('Your cart'), button('Check out'), input('Quantity', 'quantity')];
    const shownFirst = new Set(['Your cart', 'Your cart is empty.']);
    expect(told(cart, cart, { oneSession: true, shownFirst })).toEqual(['Your cart', 'Quantity']);
    expect(told(cart, cart, { oneSession: false, shownFirst })).toContain('Check out');
    expect(told(cart, cart, { oneSession: true })).toContain('Check out');
  });

  it('are what can be done there and what its columns and fields are called', () =>
    expect(
      told([
        heading('Users'),
        { tag: 'th', role: 'columnheader', name: 'Groups', text: 'Groups', group: '0', repeated: true },
        input('Name', 'name'),
        button('Add user'),
        link('Edit', '/import'),
      ]),
    ).toEqual(['Users', 'Groups', 'Name', 'Add user', 'Edit']));

  it('are no rows, nothing that others wrote, that is counted, that passes or that differed', () =>
    expect(
      told(
        [
          link('Maren', '/users/maren', { group: '0', repeated: true }),
          link('Harbour', '/pools/harbour'),
          link('Evenings', '/series/evenings'),
          { tag: 'th', role: 'rowheader', text: 'Engine', group: '0' },
          { tag: 'p', role: 'paragraph', text: 'Welcome to our wiki' },
          link('Read 3', '/read'),
          link('Today', '/today'),
          link('Entry kx7', '/entry'),
          heading('One'),
        ],
        [heading('Other')],
        { shared: { rows: ['Harbour'] } },
      ),
    ).toEqual([]));

  it('are the entries of a menu, though they stand in rows', () =>
    expect(
      told(
        [link('Register', '/admin/register', { group: '0' }), link('Maren', '/admin/maren', { group: '1' })],
        undefined,
        {
          shared: { menus: ['/admin/register'] },
        },
      ),
    ).toEqual(['Register']));

  it('that are links lead where they led, unless that is data', () => {
    const pair = (href: string, other = href): CheckpointPair => ({
      a: page([link('Search', href)]),
      b: page([link('Search', other)]),
      draft: draft('P2'),
      uniqueValues: [],
      familiar: new Set(),
      shared: nothingShared,
    });
    const demand = (href: string, other?: string) => contentChecks(pair(href, other))[0]?.step.expectation;
    expect(demand('/index?sort=name')).toEqual({ matcher: 'toLeadTo', expected: '/index', foundBy: 'Search' });
    expect(demand('/index', '/other')).toMatchObject({ matcher: 'toBeVisible' });
    for (const href of ['/users/17', 'https://example.com/', '#index'])
      expect(demand(href)).toMatchObject({ matcher: 'toBeVisible' });
  });

  it('say what they said where they are found by something else', () => {
    const [check] = contentChecks({
      a: page([{ tag: 'legend', text: 'Rights', id: 'rights' }]),
      b: page([{ tag: 'legend', text: 'Rights', id: 'rights' }]),
      draft: draft('P2'),
      uniqueValues: [],
      familiar: new Set(),
      shared: nothingShared,
    });
    expect(check?.step.expectation).toMatchObject({ matcher: 'toBeVisible', foundBy: 'Rights' });
  });

  it('that stand on most pages are told on the start page alone', () => {
    const menu = link('Index', '/index', { landmark: 'navigation', group: '0', repeated: true });
    const shared = { everywhere: ['Index'] };
    expect(told([menu, heading('Users')], undefined, { shared })).toEqual(['Users']);
    expect(told([menu, heading('Home')], undefined, { shared, priority: 'P0' })).toEqual(['Index']);
  });
});
