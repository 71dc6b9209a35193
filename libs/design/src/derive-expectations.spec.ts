import type { PageSnapshot, Step } from '@testforge/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { button, heading, input, link, snapshot } from '../test/sample-model.js';
import { chooseChecks, deriveExpectations } from './derive-expectations.js';
import { effects, type Draft } from './draft.js';
import type { Check, Observation } from './observation.js';
import { nothingShared } from './page-names.js';

const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'input' }] },
  fingerprint: { tag: 'input', nameAttr: 'quantity', label: 'Quantity' },
};
const steps: Step[] = [
  { kind: 'fill', key: 'fill', phase: 'when', title: '', target, value: { kind: 'literal', value: '2' } },
];
const draft: Draft = {
  key: 'k',
  title: 't',
  designer: 'd',
  priority: 'P0',
  reason: '',
  category: 'functional',
  tags: [],
  flow: 'f',
  pages: [],
  steps,
  watch: {
    effects: effects.filter((effect) => effect !== 'content'),
    consequence: true,
    again: true,
    mentions: ['Mug'],
    writes: true,
  },
};

const before = snapshot('/mug', [heading('Mug'), button('Add')]);
const told = (text: string) => ({ tag: 'div', role: 'status', text });
const labelled = (label: string, text: string) => [
  { tag: 'dt', role: 'term', text: label },
  { tag: 'dd', role: 'definition', text, neighbourTexts: [label] },
];
const seen = (
  page: PageSnapshot,
  options: { name?: 'after' | 'consequence'; unique?: string[]; before?: PageSnapshot | null } = {},
): Observation => ({
  checkpoints: [
    {
      name: options.name ?? 'after',
      stepKey: 'click',
      before: options.before === undefined ? before : options.before,
      page,
    },
  ],
  uniqueValues: options.unique ?? [],
});
const demands = (a: Observation, b: Observation, of: Draft = draft) =>
  deriveExpectations(a, b, of).map(({ step }) => [step.expectation.matcher, step.expectation.expected]);
const alike = (page: PageSnapshot, options = {}) => demands(seen(page, options), seen(page, options));

describe('deriveExpectations', () => {
  it('asserts the address and the heading of a page that was led to', () => {
    const checks = deriveExpectations(
      seen(snapshot('/done', [heading('Done')])),
      seen(snapshot('/done', [heading('Done')])),
      draft,
    );
    expect(
      checks.map(({ step }) => [step.expectation.matcher, step.expectation.expected, step.expectation.foundBy]),
    ).toEqual([
      ['toBeVisible', true, 'Done'],
      ['toHaveURL', '/done', undefined],
    ]);
  });

  it('leaves out an address with parameters where the page tells what it is, and keeps it where nothing else does', () => {
    expect(alike(snapshot('/list?order=new', [heading('Done')]))).toEqual([['toBeVisible', true]]);
    expect(alike(snapshot('/list?order=new', []))).toContainEqual(['toHaveURL', '/list?order=new']);
  });

  it('asks first for what was told, at each place, since a message may go by itself', () => {
    const check = (effect: Check['effect'], rank: number, checkpoint: Check['checkpoint'] = 'after') =>
      ({
        effect,
        rank,
        checkpoint,
        weak: false,
        step: { expectation: { expected: `${checkpoint} ${effect}` } },
      }) as Check;
    const chosen = chooseChecks([check('own', 88), check('message', 85), check('message', 85, 'again')]);
    expect(chosen.map(({ effect, checkpoint }) => `${checkpoint} ${effect}`)).toEqual([
      'after message',
      'after own',
      'again message',
    ]);
  });

  it('asserts where deleting led, beside where making did', () => {
    const made = seen(snapshot('/made', [heading('Made')])).checkpoints;
    const gone = seen(snapshot('/list', [])).checkpoints.map((each) => ({
      ...each,
      name: 'deleted' as const,
      stepKey: 'out',
    }));
    const both: Observation = { checkpoints: [...made, ...gone], uniqueValues: [] };
    const addresses = demands(both, both).filter(([matcher]) => matcher === 'toHaveURL');
    expect(addresses).toEqual([
      ['toHaveURL', '/made'],
      ['toHaveURL', '/list'],
    ]);
  });

  it('asserts the title of a page without a heading', () =>
    expect(alike(snapshot('/done', [button('Go')], { title: 'Done' }))).toEqual([
      ['toHaveURL', '/done'],
      ['toBeVisible', true],
      ['toHaveTitle', 'Done'],
    ]));

  it('asserts a message that was new, whole', () =>
    expect(alike(snapshot('/mug', [heading('Mug'), told('Mug added.')], { title: 'Mug' }))).toContainEqual([
      'toHaveText',
      'Mug added.',
    ]));

  it('asserts of a message with data of the run only what does not vary', () => {
    const page = (name: string) => snapshot('/mug', [told(`Your account was made. Hello ${name}`)]);
    expect(demands(seen(page('Xa'), { unique: ['Xa'] }), seen(page('Yb'), { unique: ['Yb'] }))).toContainEqual([
      'toContainText',
      'Your account was made. Hello',
    ]);
  });

  const asserted = (page: PageSnapshot) =>
    deriveExpectations(seen(page), seen(page), draft)
      .filter(({ effect }) => effect === 'message')
      .map(({ step: { expectation, target: found } }) => ({ expectation, links: found?.locator.links }));

  it('finds a message by its words where only its style would tell it', () => {
    const notice = { tag: 'p', classes: ['notice'], cssPath: 'p.notice', text: 'Mug added.' };
    expect(asserted(snapshot('/mug', [notice]))).toEqual([
      {
        expectation: { matcher: 'toBeVisible', expected: true, foundBy: 'Mug added.' },
        links: [{ by: 'text', text: 'Mug added.', exact: true }],
      },
    ]);
  });

  it('asserts of a message what it says, and not the sign that closes it', () => {
    const notice = { tag: 'div', role: 'alert', xpath: '/html/body/div', text: 'Harbour list was saved × ' };
    const part = (at: number, text: string) => ({ tag: 'span', xpath: `/html/body/div/span[${at}]`, text });
    const page = snapshot('/mug', [notice, part(1, 'Harbour list was saved'), part(2, '×')]);
    expect(asserted(page).map(({ links }) => links?.at(-1))).toEqual([
      { by: 'text', text: 'Harbour list was saved', exact: true },
    ]);
  });

  it('asserts the sentences of a summary one by one, since their order says nothing', () => {
    const summary = {
      tag: 'div',
      role: 'alert',
      xpath: '/html/body/div',
      text: 'Please check: Enter your name.Enter your e-mail.',
    };
    const sentence = (at: number, text: string) => ({
      tag: 'li',
      role: 'listitem',
      xpath: `/html/body/div/ul/li[${at}]`,
      text,
    });
    expect(
      asserted(snapshot('/mug', [summary, sentence(1, 'Enter your name.'), sentence(2, 'Enter your e-mail.')])),
    ).toEqual(
      ['Enter your name.', 'Enter your e-mail.'].map((text) => ({
        expectation: { matcher: 'toBeVisible', expected: true, foundBy: text },
        links: [
          { by: 'role', role: 'alert' },
          { by: 'text', text, exact: true },
        ],
      })),
    );
  });

  it('asserts a labelled total found by its label and not by itself', () => {
    const page = snapshot('/cart', [heading('Cart'), ...labelled('Total', '€59.80')]);
    const total = deriveExpectations(
      seen(page, { name: 'consequence' }),
      seen(page, { name: 'consequence' }),
      draft,
    ).find(({ effect }) => effect === 'value');
    expect(total?.step.expectation).toEqual({ matcher: 'toHaveText', expected: '€59.80' });
    expect(total?.step.title).toBe('“Total” shows “€59.80”');
    expect(JSON.stringify(total?.step.target?.locator)).not.toContain('59');
  });

  it('asserts the word that stands for no costs, by what it is about', () => {
    const page = snapshot('/cart', [heading('Cart'), ...labelled('Shipping', 'Free'), ...labelled('Wrapping', 'Free')]);
    const [free, ...others] = deriveExpectations(
      seen(page, { name: 'consequence' }),
      seen(page, { name: 'consequence' }),
      draft,
    ).filter(({ effect }) => effect === 'value');
    expect([free?.step.title, others]).toEqual(['“Shipping” shows “Free”', []]);
  });

  it('asserts no sum of a bill where all tests have one session, and with it one cart', () => {
    const bill = [...labelled('Shipping', 'Free'), ...labelled('Total', '€59.80')];
    const at = (path: string) => seen(snapshot(path, [heading('Bill'), ...bill]), { name: 'consequence' });
    const values = (oneSession: boolean, ...[one, other]: [string, string]) =>
      deriveExpectations(at(one), at(other), draft, {}, nothingShared, oneSession).filter(
        ({ effect }) => effect === 'value',
      ).length;
    expect(values(true, '/cart', '/cart')).toBe(0);
    expect([values(false, '/cart', '/cart'), values(true, '/invoices/17', '/invoices/18')]).toEqual([2, 2]);
  });

  it('asserts no part of a page that was not there when the page was first looked at, where all tests have one session', () => {
    const opened: Draft = { ...draft, priority: 'P2', watch: { ...draft.watch, effects: ['content'], writes: false } };
    const cart = (path: string) => seen(snapshot(path, [heading('Your cart'), button('Check out')]), { before: null });
    const parts = (oneSession: boolean, path: string, first: string[]) =>
      deriveExpectations(cart(path), cart(path), opened, { '/cart': first }, nothingShared, oneSession).map(
        ({ step }) => step.expectation.foundBy,
      );
    expect(parts(true, '/cart', ['Your cart', 'Your cart is empty.'])).toEqual(['Your cart']);
    expect(parts(false, '/cart', ['Your cart', 'Your cart is empty.'])).toContain('Check out');
    // Other pages at the same path.
    expect(parts(true, '/cart', ['Your orders'])).toContain('Check out');
    expect(parts(true, '/cart?saved=1', ['Your cart'])).toContain('Check out');
    expect(parts(true, '/cart#/saved', ['Your cart'])).toContain('Check out');
  });

  it('asserts that the count beside the cart is again what a new visitor sees when all was taken out', () => {
    const badge = (text: string) => snapshot('/cart', [{ tag: 'output', role: 'status', landmark: 'banner', text }]);
    const gone: Observation = {
      checkpoints: [{ name: 'gone', stepKey: 'out', before: badge('2'), page: badge('0') }],
      uniqueValues: [],
    };
    const found = deriveExpectations(gone, gone, draft, { '/cart': ['0'] });
    expect(found.map(({ effect, step }) => [effect, step.expectation.expected])).toContainEqual(['badge', '0']);
  });

  it('asserts the numbers of its own row, whatever the page before counted, but for a first cell that counts rows', () => {
    const cell = (text: string, siblingIndex: number) => ({
      tag: 'td',
      role: 'cell',
      text,
      siblingIndex,
      group: '0',
      xpath: `/html[1]/body[1]/tr[1]/td[${siblingIndex + 1}]`,
    });
    const row = { tag: 'tr', role: 'row', text: '1 Mug 1 3', xpath: '/html[1]/body[1]/tr[1]' };
    const page = snapshot('/list', [row, cell('1', 0), cell('Mug', 1), cell('1', 2), cell('3', 3)]);
    const counted = snapshot('/mug', [heading('Mug'), { tag: 'b', text: '1' }, { tag: 'i', text: '3' }]);
    const texts = alike(page, { before: counted, name: 'consequence' }).filter(([matcher]) => matcher === 'toHaveText');
    expect(texts).toEqual([
      ['toHaveText', '1'],
      ['toHaveText', '3'],
    ]);
  });

  it('asserts the count beside the cart, what was typed as kept, and the row of the thing', () => {
    const page = snapshot('/cart', [
      link('Cart 2', '/cart', { landmark: 'banner', testId: 'count', text: '2' }),
      input('Quantity', 'quantity', { value: '2' }),
      link('Mug', '/mug'),
    ]);
    const found = alike(page, { name: 'consequence' });
    expect(found).toContainEqual(['toHaveText', '2']);
    expect(found).toContainEqual(['toHaveValue', '2']);
    expect(found).toContainEqual(['toBeVisible', true]);
  });

  it('folds parts of the address that differed or are made by the app', () => {
    expect(demands(seen(snapshot('/orders/17', [])), seen(snapshot('/orders/18', [])))).toContainEqual([
      'toHaveURL',
      '/orders/:id',
    ]);
    expect(alike(snapshot('/orders/HG-10428?ref=deadbeef01', []))).toContainEqual(['toHaveURL', '/orders/:id?ref=:id']);
  });

  it('finds nothing to assert where nothing happened', () => expect(alike(before)).toEqual([]));

  it('leaves totals of shared collections alone', () => {
    const read = { ...draft, watch: { ...draft.watch, writes: false } };
    const page = snapshot('/mug', [heading('Mug'), told('41 products'), ...labelled('Shown', '12')]);
    expect(demands(seen(page), seen(page), read)).toEqual([]);
  });

  it('leaves what a new visitor sees there as well', () => {
    const page = snapshot('/cart', [heading('Cart'), ...labelled('Free from', '€100.00')]);
    const checks = deriveExpectations(seen(page, { name: 'consequence' }), seen(page, { name: 'consequence' }), draft, {
      '/cart': ['€100.00'],
    });
    expect(checks.some(({ effect }) => effect === 'value')).toBe(false);
  });

  const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,3}$/);
  const amount = fc.integer({ min: 1, max: 99_999 }).map((cents) => `€${(cents / 100).toFixed(2)}`);
  const page = (path: string, title: string, message: string, total: string) =>
    snapshot(`/${path}`, [heading(title), told(message), ...labelled('Total', total)]);

  it('never asserts what differed, and at most six things', () => {
    const pages = fc.record({ path: fc.stringMatching(/^[a-z]{3,6}$/), title: words, message: words, total: amount });
    fc.assert(
      fc.property(pages, pages, (a, b) => {
        // What one page says as its title and the other as its message is said by both.
        fc.pre(a.title !== b.message && a.message !== b.title);
        const checks = deriveExpectations(
          seen(page(a.path, a.title, a.message, a.total)),
          seen(page(b.path, b.title, b.message, b.total)),
          draft,
        );
        const asserted = checks.map(({ step: { expectation } }) => expectation.foundBy ?? expectation.expected);
        const differing = [
          [a.title, b.title],
          [a.message, b.message],
          [a.total, b.total],
          [`/${a.path}`, `/${b.path}`],
        ]
          .filter(([x, y]) => x !== y)
          .flat();
        return checks.length <= 5 && !asserted.some((text) => differing.includes(String(text)));
      }),
    );
  });

  it('never asserts dates, though both saw the same', () => {
    const dates = fc.date({ min: new Date('2021-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, words, (date, text) => {
        const day = date.toISOString().slice(0, 10);
        const local = date.toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'long' });
        const both = page('done', `${text} ${local}`, `${text} on ${day}`, day);
        return (
          !JSON.stringify(demands(seen(both), seen(both))).includes(day) &&
          !JSON.stringify(
            deriveExpectations(seen(both), seen(both), draft).map(({ step }) => step.expectation),
          ).includes(local)
        );
      }),
    );
  });

  it('never asserts data made for the run', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{6,10}$/), words, (made, text) => {
        const both = page('done', `${text} ${made}`, `${made} ${text}`, '€1.00');
        const options = { unique: [made] };
        return !JSON.stringify(
          deriveExpectations(seen(both, options), seen(both, options), draft).map(({ step }) => step.expectation),
        ).includes(made);
      }),
    );
  });
});
