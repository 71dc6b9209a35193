import type {
  FailureSnapshot,
  Fingerprint,
  HealingPolicy,
  PageElement,
  PageSnapshot,
  Step,
  TestCase,
  TestResult,
} from '@testforge/core';
import type { FailureInput } from '../src/facts.js';

/** A product page as the collector would record it, by hand, for specs without a browser. */
const element = (at: number, given: Partial<PageElement> & { tag: string }): PageElement => ({
  text: given.name ?? '',
  visible: true,
  enabled: true,
  interactive: /^(a|button|input|select)$/.test(given.tag),
  rolePath: `${given.landmark ?? 'main'}/${given.role ?? 'generic'}`,
  xpath: `/html[1]/body[1]/div[${at + 1}]/${given.tag}[1]`,
  siblingIndex: at,
  box: { x: 40, y: 60 * at, width: 160, height: 40 },
  ...given,
});

const main = { landmark: 'main', heading: 'Brass lantern' };

export const elements: PageElement[] = [
  { tag: 'a', role: 'link', name: 'Home', href: '/', landmark: 'navigation' },
  { tag: 'a', role: 'link', name: 'Cart', href: '/cart', landmark: 'navigation' },
  { tag: 'h1', role: 'heading', name: 'Brass lantern', ...main, neighbourTexts: ['Cart', '$49.00'] },
  { tag: 'span', name: '$49.00', testId: 'price', ...main, neighbourTexts: ['Brass lantern', 'In stock'] },
  {
    tag: 'input',
    role: 'spinbutton',
    type: 'number',
    name: 'Quantity',
    label: 'Quantity',
    text: '',
    value: '1',
    id: 'quantity',
    nameAttr: 'quantity',
    ...main,
    neighbourTexts: ['In stock', 'Quantity', 'Add to cart'],
  },
  {
    tag: 'button',
    role: 'button',
    type: 'submit',
    name: 'Add to cart',
    testId: 'add-to-cart',
    classes: ['btn', 'btn-primary'],
    ...main,
    neighbourTexts: ['Quantity', 'Buy now'],
  },
  {
    tag: 'button',
    role: 'button',
    type: 'button',
    name: 'Buy now',
    testId: 'buy-now',
    classes: ['btn'],
    ...main,
    neighbourTexts: ['Add to cart', 'Delivery in two days'],
  },
  {
    tag: 'input',
    role: 'textbox',
    type: 'email',
    name: 'E-mail',
    label: 'E-mail',
    text: '',
    value: '',
    id: 'news-email',
    nameAttr: 'email',
    landmark: 'contentinfo',
    heading: 'Newsletter',
    neighbourTexts: ['E-mail', 'Subscribe'],
  },
  {
    tag: 'button',
    role: 'button',
    type: 'submit',
    name: 'Subscribe',
    id: 'subscribe',
    landmark: 'contentinfo',
    heading: 'Newsletter',
    neighbourTexts: ['E-mail', 'Privacy'],
  },
].map((given, at) => element(at, given));

export const indexOf = (name: string): number => elements.findIndex((one) => one.name === name);
export const named = (name: string): PageElement => {
  const found = elements[indexOf(name)];
  if (!found) throw new Error(`the page has no ${name}`);
  return found;
};

/** The page with some elements changed, by name; null takes one away. */
export const pageWith = (
  changes: Record<string, Partial<Fingerprint> | null>,
  added: PageElement[] = [],
): PageElement[] =>
  elements
    .flatMap((one) => {
      const change = changes[one.name ?? ''];
      return change === null ? [] : [{ ...one, ...change }];
    })
    .concat(added);

export const snapshotOf = (
  list: PageElement[],
  more: Partial<FailureSnapshot> = {},
  page: Partial<PageSnapshot> = {},
): FailureSnapshot => ({
  url: 'http://shop.test/product/1',
  requests: [{ method: 'GET', url: 'http://shop.test/product/1', status: 200 }],
  console: [],
  pageErrors: [],
  page: {
    url: 'http://shop.test/product/1',
    title: 'Brass lantern',
    elements: list,
    headings: [],
    landmarks: [],
    forms: [],
    links: [],
    lists: [],
    messages: [],
    structureHash: 'x',
    leftOut: 0,
    ...page,
  },
  ...more,
});

export const fingerprintOf = (name: string): Fingerprint => {
  const { interactive: _interactive, ...fingerprint } = named(name);
  return fingerprint;
};

const plain = { title: 'a step', locator: { frame: [] } };
export const open: Step = { key: 'open', phase: 'given', title: plain.title, kind: 'goto', path: '/product/1' };
export const clickCart: Step = {
  key: 'add',
  phase: 'when',
  title: 'Add to cart',
  kind: 'click',
  target: {
    locator: { frame: [], links: [{ by: 'testId', testId: 'add-to-cart' }] },
    fingerprint: fingerprintOf('Add to cart'),
  },
};
export const fillQuantity: Step = {
  key: 'fill',
  phase: 'when',
  title: 'Fill quantity',
  kind: 'fill',
  value: { kind: 'literal', value: '2' },
  target: {
    locator: { frame: [], links: [{ by: 'label', text: 'Quantity' }] },
    fingerprint: fingerprintOf('Quantity'),
  },
};
export const checkPrice: Step = {
  key: 'price',
  phase: 'then',
  title: 'Price',
  kind: 'expect',
  expectation: { matcher: 'toHaveText', expected: '$49.00' },
  target: { locator: { frame: [], links: [{ by: 'testId', testId: 'price' }] }, fingerprint: fingerprintOf('$49.00') },
};
export const checkHeading: Step = {
  key: 'heading',
  phase: 'then',
  title: 'Heading',
  kind: 'expect',
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: 'Brass lantern' },
  target: {
    locator: { frame: [], links: [{ by: 'role', role: 'heading', name: 'Brass lantern' }] },
    fingerprint: fingerprintOf('Brass lantern'),
  },
};
export const checkUrl: Step = {
  key: 'url',
  phase: 'then',
  title: 'Address',
  kind: 'expect',
  expectation: { matcher: 'toHaveURL', expected: '/cart' },
};
export const checkSearchUrl: Step = {
  key: 'search-url',
  phase: 'then',
  title: 'Address of the results',
  kind: 'expect',
  expectation: { matcher: 'toHaveURL', expected: '/products?q=rope' },
};
export const checkTitle: Step = {
  key: 'title',
  phase: 'then',
  title: 'Title',
  kind: 'expect',
  expectation: { matcher: 'toHaveTitle', expected: 'Brass lantern' },
};

export const testOf = (...steps: Step[]): TestCase => ({
  key: 't',
  title: 'A test',
  designer: 'spec',
  priority: 'P1',
  reason: 'spec',
  category: 'functional',
  tags: [],
  flow: 'cart',
  pages: ['/product/:id'],
  steps: [open, ...steps],
});

export const notFound = (code: string): string =>
  `Error: locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for ${code}`;

export const failedAt = (step: Step | null, message: string, more: Partial<TestResult> = {}): TestResult => ({
  key: 't',
  title: 'A test',
  status: 'failed',
  attempts: 2,
  durationMs: 1,
  steps: [],
  failure: { stepKey: step?.key ?? null, stepTitle: step?.title ?? 'line 12', message },
  ...more,
});
export const passed: TestResult = {
  key: 't',
  title: 'A test',
  status: 'passed',
  attempts: 1,
  durationMs: 1,
  steps: [],
};

export const policy: HealingPolicy = { mode: 'automatic', automaticFrom: 0.9, askFrom: 0.8, margin: 0.1 };

export const failureInput = (
  step: Step | null,
  message: string,
  list: PageElement[] | null,
  more: Partial<FailureInput> & { page?: Partial<PageSnapshot>; seen?: Partial<FailureSnapshot> } = {},
): FailureInput & { policy: HealingPolicy; maxHealsPerTest: number } => {
  const { page, seen, ...rest } = more;
  const steps = step && step.kind !== 'goto' ? [step] : [];
  return {
    test: testOf(...steps, checkUrl),
    result: failedAt(step, message),
    snapshot: list && snapshotOf(list, seen, page),
    policy,
    maxHealsPerTest: 10,
    ...rest,
  };
};
