import type { HealingProposal, JudgedFailure, Report, ReportedTest } from '@testforge/core';

/** A made-up but realistic report for specs and for looking at renderings; no product code uses it. */
const step = (phase: string, title: string, ok: boolean | null = true, durationMs: number | null = 180) => ({
  phase,
  title,
  ok,
  durationMs,
});

export const sampleTest = (change: Partial<ReportedTest> = {}): ReportedTest => ({
  key: 'cart.add',
  title: 'Adding a mug to the cart raises the count',
  category: 'functional',
  priority: 'P0',
  reason: 'money flows through here: the shortest way from a product to an order',
  flow: 'Cart',
  state: 'passed',
  durationMs: 1840,
  steps: [
    step('given', 'Open /product/1'),
    step('when', 'Click “Add to cart”', true, 420),
    step('then', 'The cart shows “1 item”'),
  ],
  ...change,
});

const proposal = (change: Partial<HealingProposal> = {}): HealingProposal => ({
  testKey: 'checkout.place',
  stepKey: 's4',
  decision: 'heal',
  why: 'same form, same place, same role; the name “Place order” became “Buy now”, and the click leads to the same page',
  confidence: 0.96,
  margin: 0.41,
  oldLocator: { frame: [], links: [{ by: 'role', role: 'button', name: 'Place order', exact: true }] },
  newLocator: {
    frame: [],
    links: [
      { by: 'role', role: 'region', name: 'Checkout' },
      { by: 'role', role: 'button', name: 'Buy now', exact: true },
    ],
  },
  oldFingerprint: { tag: 'button' },
  newFingerprint: { tag: 'button' },
  ranking: [],
  ...change,
});

export const sampleFailure = (change: Partial<JudgedFailure> = {}): JudgedFailure => ({
  testKey: 'cart.total',
  testTitle: 'The total is the sum of the lines',
  stepKey: 's6',
  stepTitle: 'The total reads “$ 42.00”',
  verdict: 'regression',
  confidence: 0.98,
  rule: 'target-found-value-differs',
  evidence: [
    'The total was found where it always was; only its value differs.',
    'GET /api/cart answered 200 with three lines: 12.00, 18.00 and 12.00.',
    'The same happened on the second try.',
  ],
  outcome: 'regression',
  expected: '$ 42.00',
  actual: '$ 30.00',
  proposals: [],
  proven: false,
  expectationHashBefore: '9f2c4e71ab03d58e'.repeat(4),
  expectationHashAfter: '9f2c4e71ab03d58e'.repeat(4),
  ...change,
});

const brokenTotal = sampleTest({
  key: 'cart.total',
  title: 'The total is the sum of the lines',
  state: 'regression',
  durationMs: 6210,
  steps: [
    step('given', 'Open /cart with three products'),
    step('when', 'Change “Quantity” of “Blue mug” to 3'),
    step('then', 'The total reads “$ 42.00”', false, 5000),
    step('then', 'The button “Check out” can be used', null, null),
  ],
  failure: sampleFailure(),
});

const healedOrder = sampleTest({
  key: 'checkout.place',
  title: 'An order can be placed with the least a customer must fill in',
  state: 'passed_after_healing',
  flow: 'Checkout',
  durationMs: 4980,
  failure: sampleFailure({
    testKey: 'checkout.place',
    stepTitle: 'Click “Place order”',
    verdict: 'drift',
    confidence: 0.96,
    outcome: 'healed',
    expected: undefined,
    actual: undefined,
    proven: true,
    proposals: [proposal()],
    evidence: ['No element matched the old way.', 'The page has the same form with the same six fields.'],
  }),
});

const changedWording = sampleTest({
  key: 'signup.error',
  title: 'Signing up without an address is refused with a reason',
  category: 'negative',
  priority: 'P1',
  state: 'waiting',
  flow: 'Sign up',
  steps: [
    step('given', 'Open /signup'),
    step('when', 'Click “Create account”'),
    step('then', 'The text “Please enter an email address” is there', false, 5000),
  ],
  failure: sampleFailure({
    testKey: 'signup.error',
    stepTitle: 'The text “Please enter an email address” is there',
    verdict: 'drift',
    confidence: 0.71,
    outcome: 'waiting',
    waitingFor: 'wording',
    expected: 'Please enter an email address',
    actual: 'Enter your email to go on',
    evidence: ['The field is still marked invalid, and its message is in the same place.'],
  }),
});

const passing = [
  'The front page opens',
  'Searching for “mug” lists mugs only',
  'Sorting by price puts the cheapest first',
  'A product page shows name, price and stock',
  'Removing the last line empties the cart',
  'A quantity of 0 is refused',
  'The contact form thanks for a message',
  'Signing in leads to the account page',
];

const counts = {
  designed: 19,
  kept: 12,
  functional: 11,
  passed: 8,
  passedAfterHealing: 1,
  waiting: 1,
  failed: 1,
  flaky: 1,
};

/** A later run of a kept suite with one of everything. `change` overrides its top-level fields. */
export const sampleReport = (change: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  runId: '0197a3c2-0000-7000-8000-000000000001',
  url: 'https://shop.example.com/',
  release: '2026.11-rc2',
  mode: 'kept',
  suiteVersion: 4,
  interaction: 'write',
  status: 'failed',
  startedAt: '2026-11-20T08:15:30.000Z',
  durationMs: 96_400,
  tests: [
    brokenTotal,
    healedOrder,
    changedWording,
    sampleTest({ key: 'cart.badge', title: 'The cart’s count is kept over a reload', state: 'flaky', priority: 'P2' }),
    ...passing.map((title, index) =>
      sampleTest({ key: `passing.${index}`, title, priority: 'P1', durationMs: 700 + index * 310 }),
    ),
  ],
  leftOut: [
    {
      key: 'stock.count',
      title: 'The stock count on a product page',
      reason: 'two observations did not agree: 17 and 16',
    },
  ],
  findings: [
    {
      key: 'f1',
      kind: 'server_error',
      severity: 'critical',
      title: 'GET /api/recommendations answers 500',
      url: '/product/:id',
      evidence: {
        status: 500,
        body: '{"error":"relation \\"recs\\" does not exist"}',
        seenOn: ['/product/1', '/product/2'],
      },
    },
    {
      key: 'f2',
      kind: 'dead_link',
      severity: 'moderate',
      title: 'The link “Careers” leads nowhere',
      url: '/',
      evidence: { href: '/jobs', status: 404 },
    },
    {
      key: 'f3',
      kind: 'accessibility',
      severity: 'minor',
      title: 'A picture has no text alternative',
      url: '/about',
      evidence: { element: '<img src="/team.webp" class="hero hero--wide hero--very-long-class-name-that-goes-on">' },
    },
  ],
  ledger: [
    { stage: 'execution', method: 'POST', urlTemplate: '/api/cart', status: 201 },
    { stage: 'execution', method: 'POST', urlTemplate: '/api/cart', status: 201 },
    { stage: 'proof', method: 'POST', urlTemplate: '/api/orders', status: 201 },
  ],
  counts,
  verdicts: { drift: 2, regression: 1, flake: 1, environment: 0 },
  healings: { proposed: 1, applied: 1, proven: 1, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 9, states: 14, forms: 4, flows: 6 },
  stagesMs: { discovery: 21_300, scriptgen: 1800, execution: 48_100, healing: 23_900, reporting: 240 },
  proposals: [{ title: 'Tests for /gift-cards', reason: 'seen on this build and touched by no kept test' }],
  ...change,
});
