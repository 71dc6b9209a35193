import type { PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkHeading,
  checkPrice,
  checkSearchUrl,
  checkTitle,
  checkUrl,
  clickCart,
  elements,
  failedAt,
  failureInput,
  fillQuantity,
  fingerprintOf,
  named,
  notFound,
  open,
  pageWith,
  passed,
  policy,
  snapshotOf,
  testOf,
} from '../test/spec-page.js';
import { expectRefusal, fieldError, place, slowAnswer } from '../test/messages.js';
import { createHealing, type JudgeInput } from './healing.js';
import { rules } from './rules.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };
const judge = async (input: JudgeInput) => {
  const state = await healing.judge(ctx, input);
  const { rule, verdict, outcome, waitingFor, evidence } = state.failure ?? {
    ...state.first,
    outcome: 'proving',
    waitingFor: undefined,
  };
  return {
    rule,
    verdict,
    outcome,
    waitingFor,
    evidence,
    proposals: [...state.heals, ...(state.failure?.proposals ?? [])],
  };
};

const gone = notFound("getByTestId('add-to-cart')");
const lost = (step: Step, list: PageElement[], more: Parameters<typeof failureInput>[3] = {}) =>
  failureInput(step, gone, list, more);
const login = {
  forms: [
    {
      label: 'Log in',
      method: 'post',
      action: '/login',
      fields: [{ element: 0, label: 'Password', type: 'password', required: true }],
      submits: [],
    },
  ],
};
const cartGone = pageWith({ 'Add to cart': null });
const leadsTo = (name: string, expected: string): Step => ({
  kind: 'expect',
  key: `expect-${name}`,
  phase: 'then',
  title: `${name} leads to ${expected}`,
  target: { locator: { frame: [], links: [{ by: 'role', role: 'link', name }] }, fingerprint: fingerprintOf(name) },
  expectation: { matcher: 'toLeadTo', expected, foundBy: name },
});
const [checkHome, checkLink] = [leadsTo('Home', '/'), leadsTo('Cart', '/cart')];
/** Another link of the test, which led there. */
const alsoTo = (href: string): Step =>
  ({ ...checkHome, target: { locator: { frame: [], links: [] }, fingerprint: { tag: 'a', href } } }) as Step;

const under = (heading: string, part: Partial<PageElement>): PageElement => ({
  ...{ tag: 'button', role: 'button', text: part.name ?? '', landmark: 'main', heading, interactive: true, ...part },
});
/** A page whose sub-heading heads two buttons. */
const payment = [
  { ...under('', { tag: 'h1', role: 'heading', name: 'Check out', interactive: false }), heading: undefined },
  under('Check out', { tag: 'h2', role: 'heading', name: 'Payment', interactive: false }),
  under('Payment', { name: 'By card' }),
  under('Payment', { name: 'By invoice' }),
] as PageElement[];
const withoutPayment = payment.flatMap((one) =>
  one.name === 'Payment' ? [] : [one.heading === 'Payment' ? { ...one, heading: 'Check out' } : one],
);
const checkPayment = {
  ...checkHeading,
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: 'Payment' },
  target: {
    locator: { frame: [], links: [{ by: 'role', role: 'heading', name: 'Payment' }] },
    fingerprint: payment[1],
  },
} as Step;
const leadsElsewhere = 'Error: expect(locator).toHaveJSProperty(expected) failed';
const countAll: Step = { ...checkPrice, expectation: { matcher: 'toHaveCount', expected: 3 } } as Step;
const shown = (expectation: object): Step => ({ ...checkPrice, expectation }) as Step;

const checkThanks: Step = {
  ...expectRefusal,
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: 'Thank you.' },
  target: {
    locator: { frame: [], links: [{ by: 'text', text: 'Thank you.' }] },
    fingerprint: { ...place('Thank you.') },
  },
} as Step;

/** Found by its role, so that what it says is checked and not looked for. */
const checkAlert: Step = {
  ...expectRefusal,
  expectation: { matcher: 'toHaveText', expected: 'Enter a quantity from 1 to 20.' },
  target: {
    locator: { frame: [], links: [{ by: 'role', role: 'alert' }] },
    fingerprint: { ...place('Enter a quantity from 1 to 20.'), role: 'alert', testId: 'answer' },
  },
} as Step;
const sameName = (text: string): PageElement => ({ ...place(text), testId: 'answer' });
const added = place('Tidewater Mug added.');

/** One line a rule: what was seen, what is said, what becomes of it. */
const cases: [rule: string, outcome: string, input: JudgeInput][] = [
  [
    'environment.not_logged_in',
    'environment',
    {
      ...lost(clickCart, cartGone),
      result: { ...passed, status: 'skipped', attempts: 0, skippedBecause: 'could not log in' },
    },
  ],
  [
    'drift.redesign',
    'waiting',
    lost(clickCart, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } }), { redesign: { lost: 9, known: 10 } }),
  ],
  [
    'flake.passed_on_retry',
    'flake',
    { ...lost(clickCart, cartGone), result: failedAt(clickCart, gone, { status: 'flaky' }) },
  ],
  [
    'environment.not_finished',
    'environment',
    { ...lost(clickCart, cartGone), result: failedAt(clickCart, '', { status: 'interrupted' }) },
  ],
  [
    'environment.sandbox',
    'environment',
    failureInput(open, "Error: browserType.launch: Executable doesn't exist", null),
  ],
  [
    'environment.unreachable',
    'environment',
    failureInput(open, 'Error: page.goto: net::ERR_CONNECTION_REFUSED at http://shop.test/', null),
  ],
  [
    'environment.unreachable',
    'environment',
    failureInput(open, 'page.goto: net::ERR_NAME_NOT_RESOLVED at http://shop.test/', null),
  ],
  ['regression.went_away', 'regression', lost(clickCart, [], { seen: { url: 'chrome-error://chromewebdata/' } })],
  [
    'regression.server_error',
    'regression',
    lost(clickCart, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } }), {
      seen: { requests: [{ method: 'POST', url: 'http://shop.test/cart', status: 500 }] },
    }),
  ],
  [
    'regression.page_error',
    'regression',
    lost(clickCart, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } }), {
      seen: { pageErrors: ['TypeError: cart is undefined'] },
    }),
  ],
  ['environment.slow_answer', 'environment', failureInput(clickCart, slowAnswer, elements)],
  [
    'drift.other_message',
    'waiting',
    {
      ...failureInput(
        expectRefusal,
        'Error: expect(locator).toHaveText(expected) failed',
        pageWith({}, [place(''), fieldError]),
        { test: { ...testOf(expectRefusal), category: 'negative' } },
      ),
    },
  ],
  [
    'drift.link_readdressed',
    'waiting',
    failureInput(checkLink, leadsElsewhere, pageWith({ Cart: { href: '/basket?from=menu' } }), {
      test: testOf(checkHome, checkLink),
    }),
  ],
  [
    'regression.expectation_broken',
    'regression',
    failureInput(checkLink, leadsElsewhere, pageWith({ Cart: { href: '/' } }), { test: testOf(checkHome, checkLink) }),
  ],
  [
    'drift.link_readdressed',
    'waiting',
    failureInput(checkLink, leadsElsewhere, pageWith({ Cart: { href: '/basket' } }), {
      test: testOf(alsoTo('/basket'), checkLink),
      pagesBefore: [{ path: '/basket', elements: [], ledFrom: ['/cart'] }],
    }),
  ],
  // To its start page, or to one place from several, an app leads whatever it does not know.
  ...[
    { path: '/', ledFrom: ['/cart'] },
    { path: '/basket', ledFrom: ['/cart', '/forgotten'] },
  ].map(({ path, ledFrom }): [string, string, JudgeInput] => [
    'regression.expectation_broken',
    'regression',
    failureInput(checkLink, leadsElsewhere, pageWith({ Cart: { href: path } }), {
      test: testOf(alsoTo(path), checkLink),
      pagesBefore: [{ path, elements: [], ledFrom }],
    }),
  ]),
  ['regression.unknown_step', 'regression', { ...lost(clickCart, cartGone), result: failedAt(null, gone) }],
  ['regression.navigation', 'regression', failureInput(open, 'Error: page.goto: Timeout 15000ms exceeded.', elements)],
  [
    'regression.address',
    'regression',
    failureInput(checkUrl, 'Error: expect(page).toHaveURL(expected) failed', elements, { test: testOf(checkUrl) }),
  ],
  [
    'drift.address_written_otherwise',
    'waiting',
    failureInput(checkSearchUrl, 'Error: expect(page).toHaveURL(expected) failed', elements, {
      seen: { url: 'http://shop.test/products?query=rope', requests: [] },
    }),
  ],
  [
    'drift.title_reworded',
    'waiting',
    failureInput(checkTitle, 'Error: expect(page).toHaveTitle(expected) failed', elements, {
      page: { title: 'Brass lantern | Shop' },
    }),
  ],
  [
    'regression.title',
    'regression',
    failureInput(checkTitle, 'Error: expect(page).toHaveTitle(expected) failed', elements, { page: { title: 'Oops' } }),
  ],
  [
    'regression.expectation_broken',
    'regression',
    failureInput(
      checkPrice,
      'Error: expect(locator).toHaveText(expected) failed',
      pageWith({ '$49.00': { name: '$94.00', text: '$94.00' } }),
    ),
  ],
  [
    'regression.wording_gone',
    'regression',
    failureInput(
      checkHeading,
      'Error: expect(locator).toBeVisible() failed',
      pageWith({ 'Brass lantern': { visible: false } }),
    ),
  ],
  [
    'regression.unusable',
    'regression',
    failureInput(
      clickCart,
      'Error: locator.click: Timeout 5000ms exceeded.',
      pageWith({ 'Add to cart': { enabled: false } }),
    ),
  ],
  [
    'regression.unusable',
    'regression',
    failureInput(
      clickCart,
      'Error: locator.click: Timeout\nCall log:\n - waiting for x\n - locator resolved to <button disabled>…</button>',
      cartGone,
    ),
  ],
  ['regression.no_evidence', 'regression', failureInput(clickCart, gone, null)],
  [
    'drift.wording_repeated',
    'waiting',
    failureInput(checkHeading, "Error: strict mode violation: getByRole('heading') resolved to 2 elements:", elements),
  ],
  [
    'drift.reworded',
    'waiting',
    failureInput(
      checkHeading,
      gone,
      pageWith({ 'Brass lantern': { name: 'Lantern of brass', text: 'Lantern of brass' } }),
    ),
  ],
  [
    'regression.wrong_message',
    'regression',
    failureInput(checkThanks, gone, pageWith({}, [place('Enter your name.')])),
  ],
  ['regression.message_gone', 'regression', failureInput(checkAlert, gone, pageWith({}, [added]))],
  // The place is gone, and the form refuses by itself.
  ['drift.other_message', 'waiting', failureInput(checkAlert, gone, pageWith({}, [fieldError]))],
  ['regression.message_gone', 'regression', failureInput(checkAlert, gone, elements, { rebuiltPages: 2 })],
  [
    'regression.message_gone',
    'regression',
    failureInput(checkAlert, gone, pageWith({}, [{ ...sameName(''), role: 'alert', visible: false }])),
  ],
  [
    'drift.moved',
    'waiting',
    failureInput(checkAlert, gone, pageWith({}, [sameName('Enter a quantity from 1 to 20.')])),
  ],
  ['regression.message_gone', 'regression', failureInput(checkAlert, gone, pageWith({}, [sameName('Thank you.')]))],
  [
    'drift.heading_taken_away',
    'waiting',
    failureInput(checkPayment, gone, withoutPayment, {
      test: testOf(checkPayment),
      pagesBefore: [{ path: '/product/1', elements: payment }],
    }),
  ],
  [
    'drift.control_of_rebuilt_page',
    'waiting',
    failureInput(checkHeading, gone, pageWith({ 'Brass lantern': null }), { rebuiltPages: 2 }),
  ],
  ['regression.wording_gone', 'regression', failureInput(checkHeading, gone, pageWith({ 'Brass lantern': null }))],
  [
    'drift.count',
    'waiting',
    failureInput(countAll, gone, pageWith({ '$49.00': { testId: 'shop.itemPrice', id: 'x' } }), {
      test: testOf({
        ...countAll,
        target: {
          locator: { frame: [], links: [{ by: 'testId', testId: 'item-price' }] },
          fingerprint: { ...named('$49.00'), testId: 'item-price' },
        },
      } as Step),
    }),
  ],
  ['regression.count', 'regression', failureInput(countAll, gone, pageWith({ '$49.00': null }))],
  [
    'regression.value_wrong_elsewhere',
    'regression',
    {
      ...failureInput(
        checkPrice,
        gone,
        pageWith({ '$49.00': { testId: 'shop.price', name: '$94.00', text: '$94.00' } }),
      ),
      policy: { ...policy, mode: 'ask' },
    },
  ],
  [
    'drift.on_refused_page',
    'waiting',
    failureInput(clickCart, gone, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } }), {
      seen: { requests: [{ method: 'GET', url: 'http://shop.test/product/1', status: 404 }] },
    }),
  ],
  ['drift.moved', 'proving', lost(clickCart, pageWith({ 'Add to cart': { testId: 'shop.addToCart' } }))],
  [
    'drift.unsure',
    'waiting',
    lost(
      clickCart,
      pageWith({
        'Add to cart': {
          testId: 'x1',
          tag: 'a',
          role: 'link',
          type: undefined,
          classes: [],
          heading: 'Elsewhere',
          landmark: 'banner',
          neighbourTexts: ['Cart'],
          rolePath: 'banner/list/link',
          box: { x: 1200, y: 1900, width: 20, height: 20 },
        },
        'Buy now': null,
      }),
    ),
  ],
  ['environment.session_ended', 'environment', lost(fillQuantity, [], { page: login, sessionGiven: true })],
  ['regression.logged_out', 'regression', lost(fillQuantity, [], { page: login })],
  ['drift.gone_from_rebuilt_page', 'waiting', lost(clickCart, cartGone, { rebuiltPages: 2 })],
  [
    'drift.class_renamed',
    'waiting',
    failureInput(
      {
        ...checkPrice,
        target: { locator: { frame: [], links: [{ by: 'css', css: '.sum' }] }, fingerprint: { tag: 'p' } },
      } as Step,
      gone,
      elements.map((one) => ({ ...one, classes: ['new'] })),
      { pagesBefore: [{ path: '/product/1', elements: elements.map((one) => ({ ...one, classes: ['old'] })) }] },
    ),
  ],
  ['regression.gone', 'regression', lost(clickCart, cartGone)],
  [
    'regression.unexplained',
    'regression',
    failureInput(checkPrice, 'Error: something else', elements, {
      test: testOf(shown({ matcher: 'toHaveText', expected: 'x' })),
      result: { ...failedAt(checkPrice, 'x') },
      snapshot: null,
    }),
  ],
];

describe('the verdict', () => {
  it.each(cases.filter(([rule]) => rule !== 'regression.unexplained'))('%s: %s', async (rule, outcome, input) => {
    const judged = await judge(input);
    expect([judged.rule, judged.outcome], judged.evidence.join('\n')).toEqual([rule, outcome]);
  });

  it('has a case for every rule of the table', () => {
    expect(rules.map(({ id }) => id).filter((id) => !cases.some(([rule]) => rule === id))).toEqual([]);
  });

  it('leads to a heal by two rules only', () => {
    expect(rules.filter(({ outcome }) => outcome === 'by_decision').map(({ id }) => id)).toEqual([
      'drift.moved',
      'drift.unsure',
    ]);
  });

  it('forgives trouble that was there when the test was made', async () => {
    const drifted = pageWith({ 'Add to cart': { testId: 'shop.addToCart' } });
    const seen = {
      pageErrors: ['ReferenceError: gtag'],
      requests: [{ method: 'GET', url: 'http://shop.test/api/ads', status: 503 }],
    };
    expect(await judge(lost(clickCart, drifted, { seen }))).toMatchObject({ rule: 'regression.server_error' });
    expect(
      await judge(
        lost(clickCart, drifted, {
          seen,
          known: { pageErrors: ['/product/:id gtag'], serverErrors: ['GET /api/ads 503'] },
        }),
      ),
    ).toMatchObject({ rule: 'drift.moved' });
  });

  it('counts a fault of the app in any attempt, and trying again does not take it back', async () => {
    const drifted = pageWith({ 'Add to cart': { testId: 'shop.addToCart' } });
    const requests = [{ method: 'POST', url: 'http://shop.test/cart', status: 500 }];
    const earlierSnapshots = [snapshotOf(elements, { requests })];
    expect(await judge(lost(clickCart, drifted, { earlierSnapshots }))).toMatchObject({
      rule: 'regression.server_error',
    });
    const flaky = {
      ...lost(clickCart, drifted, { earlierSnapshots }),
      result: { ...passed, status: 'flaky' as const },
    };
    expect(await judge(flaky)).toMatchObject({ rule: 'regression.server_error' });
  });

  it('calls a page without anything gone, and never made anew', async () => {
    const judged = await judge(lost(clickCart, [], { redesign: { lost: 10, known: 10 } }));
    expect(judged).toMatchObject({ rule: 'regression.gone', outcome: 'regression' });
  });

  it('takes for no new wording what the page said all along: the test was led elsewhere', async () => {
    const other = pageWith({ 'Brass lantern': { name: 'Lantern of brass', text: 'Lantern of brass' } });
    const judged = async (...before: PageElement[][]) => {
      const pagesBefore = before.map((each) => ({ path: '/product/1?from=list', elements: each }));
      return (await judge(failureInput(checkHeading, gone, other, { pagesBefore }))).rule;
    };
    expect([await judged(other), await judged(elements)]).toEqual(['regression.wording_gone', 'drift.reworded']);
    // Nobody has ever seen the lost one there, as a message that only comes of what the test does; a window of the page says it.
    expect(await judged(pageWith({ 'Brass lantern': null }), other)).toBe('regression.wording_gone');
    // The run before saw it too, and nobody has answered yet.
    expect(await judged(other, elements)).toBe('drift.reworded');
  });

  it('takes for no new wording what a page says that answers that there is none; one that should say so may say it otherwise', async () => {
    const away = pageWith({ 'Brass lantern': { name: 'Page not found', text: 'Page not found' } });
    const seen = { requests: [{ method: 'GET', url: snapshotOf(away).url, status: 404 }] };
    const input = failureInput(checkHeading, gone, away, { seen });
    expect(await judge(input)).toMatchObject({ rule: 'regression.wording_gone', outcome: 'regression' });
    const negative = { ...input, test: { ...input.test, category: 'negative' as const } };
    expect(await judge(negative)).toMatchObject({ rule: 'drift.reworded' });
    const refused = { seen: { requests: [{ method: 'POST', url: snapshotOf(away).url, status: 422 }] } };
    expect(await judge(failureInput(checkHeading, gone, away, refused))).toMatchObject({ rule: 'drift.reworded' });
  });

  it('says of every failure what was expected and what was there', async () => {
    for (const [rule, outcome, input] of cases) {
      const { failure } = await healing.judge(ctx, input);
      if (outcome !== 'proving') expect([failure?.expected, failure?.actual], rule).not.toContain(undefined);
    }
  });

  it('takes what Playwright says, not what the page says, for an environment', async () => {
    const message =
      'Error: expect(locator).toHaveText(expected) failed\nReceived: page.goto: net::ERR_CONNECTION_REFUSED';
    expect(await judge(failureInput(checkPrice, message, elements))).toMatchObject({
      rule: 'regression.expectation_broken',
    });
  });

  it('never proposes anything for a text that is asserted, even where foundBy was forgotten', async () => {
    const bare = { ...checkHeading, expectation: { matcher: 'toBeVisible', expected: true } } as Step;
    for (const step of [checkHeading, bare]) {
      const judged = await judge(
        failureInput(step, gone, pageWith({ 'Brass lantern': { name: 'Lantern', text: 'Lantern', testId: 'h' } })),
      );
      expect(judged).toMatchObject({ outcome: 'waiting', waitingFor: 'wording', proposals: [] });
    }
  });

  it('says how the test ended when nothing failed in it', async () => {
    expect(passed.failure).toBeUndefined();
    expect(await judge({ ...lost(clickCart, elements), result: { ...passed, status: 'flaky' } })).toMatchObject({
      outcome: 'flake',
    });
  });
});
