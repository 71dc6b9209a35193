import { type Fingerprint, type Locator, type Step, type TestCase } from '@testforge/core';

/**
 * A hand-made suite of the sample shop: one test for each way in which a run can end for a test. Those that wait for an
 * answer are real: they pass on `releaseThatWaits` once they are answered.
 */

/** What the shop of the second run is like: its labels were reworded, and its total leaves the tax out. */
export const releaseThatWaits = { drifts: ['label-wording'], bugs: ['cart-total-wrong'] } as const;
/** Of one mug: with the tax, and without. */
export const totals = { right: '$35.55', wrong: '$31.95' } as const;

type Target = Extract<Step, { kind: 'click' }>['target'];

const role = (role: string, name: string): Locator => ({ frame: [], links: [{ by: 'role', role, name, exact: true }] });
const css = (selector: string): Locator => ({ frame: [], links: [{ by: 'css', css: selector }] });
const target = (locator: Locator, fingerprint: Fingerprint): Target => ({ locator, fingerprint });

export const emailField: Fingerprint = {
  tag: 'input',
  role: 'textbox',
  name: 'E-mail',
  xpath: '/html[1]/body[1]/form[1]/input[2]',
};
export const logInButton: Fingerprint = {
  tag: 'input',
  role: 'button',
  name: 'Log in',
  xpath: '/html[1]/body[1]/form[2]/input[3]',
};
const heading = (name: string): Target => target(role('heading', name), { tag: 'h1', role: 'heading', name });

const open = (path: string): Step => ({
  key: 'open',
  phase: 'given',
  kind: 'goto',
  path,
  title: `the page ${path} is open`,
});
const shows = (name: string): Step => ({
  key: `see-${name.toLowerCase().replaceAll(/\W+/g, '-')}`,
  phase: 'then',
  kind: 'expect',
  title: `“${name}” is shown`,
  target: heading(name),
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: name },
});
const click = (element: Fingerprint, title: string): Step => ({
  key: `click-${(element.name ?? '').toLowerCase().replaceAll(/\W+/g, '-')}`,
  phase: 'when',
  kind: 'click',
  title,
  target: target(role(element.role ?? 'button', element.name ?? ''), element),
});
const fill = (element: Fingerprint, title: string, value: string): Step => ({
  key: `fill-${(element.name ?? '').toLowerCase().replaceAll(/\W+/g, '-')}`,
  phase: 'when',
  kind: 'fill',
  title,
  target: target(role('textbox', element.name ?? ''), element),
  value: { kind: 'literal', value },
});
const reads = (name: string, text: string, title = `“${name}” shows “${text}”`): Step => ({
  key: `read-${name.toLowerCase()}`,
  phase: 'then',
  kind: 'expect',
  title,
  target: target(
    { frame: [], links: [{ by: 'testId', testId: name.toLowerCase() }] },
    { tag: 'span', testId: name.toLowerCase() },
  ),
  expectation: { matcher: 'toHaveText', expected: text },
});

const fillBy = (selector: string, label: string, value: string): Step => ({
  key: `fill-${label.toLowerCase()}`,
  phase: 'when',
  kind: selector === '#topic' ? 'select' : 'fill',
  title: `I fill “${label}” with “${value}”`,
  target: target(css(selector), { tag: 'input', name: label, id: selector.slice(1) }),
  value: { kind: 'literal', value },
});
const says = (text: string): Step => ({
  key: 'see-notice',
  phase: 'then',
  kind: 'expect',
  title: `“${text}” is said`,
  target: target({ frame: [], links: [{ by: 'text', text }] }, { tag: 'div', role: 'status', text }),
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: text },
});

const link = (name: string): Fingerprint => ({ tag: 'a', role: 'link', name });
const button = (name: string): Fingerprint => ({ tag: 'button', role: 'button', name });

const test = (
  key: string,
  title: string,
  steps: Step[],
  { flow, reason, priority = 'P1', category = 'functional' }: Pick<TestCase, 'flow' | 'reason'> & Partial<TestCase>,
): TestCase => ({
  key,
  title,
  designer: key.split('--', 1)[0] ?? '',
  priority,
  reason,
  category,
  tags: [`@${category}`],
  flow,
  pages: [],
  steps,
});

export const preparedTests: TestCase[] = [
  test('smoke--start', 'The page “Made for salt air” opens', [open('/'), shows('Made for salt air')], {
    flow: 'browse',
    reason: 'The first page that visitors see.',
    priority: 'P0',
    category: 'smoke',
  }),
  test('smoke--products', 'The page “All products” opens', [open('/products'), shows('All products')], {
    flow: 'browse',
    reason: 'Everything that is sold starts here.',
    priority: 'P0',
    category: 'smoke',
  }),
  test('smoke--contact', 'The page “Contact us” opens', [open('/contact'), shows('Contact us')], {
    flow: 'contact',
    reason: 'Linked from every page.',
    category: 'smoke',
  }),
  test(
    'search--products--hit',
    'A search finds what is there',
    [
      open('/products'),
      fill({ tag: 'input', name: 'Search' }, 'I fill “Search” with “Lantern”', 'Lantern'),
      click(button('Search'), 'I click “Search”'),
      shows('Keeper Lantern'),
    ],
    { flow: 'search', reason: 'Searching is how regular visitors shop.' },
  ),
  test(
    'cart--total',
    'The cart adds up what is in it',
    [
      open('/products/tidewater-mug'),
      click(button('Add to cart'), 'I click “Add to cart”'),
      reads('cart-count', '1', 'the cart holds one piece'),
      click(link('Cart'), 'I click “Cart”'),
      reads('Total', totals.right),
    ],
    { flow: 'checkout', reason: 'A wrong amount costs money and trust.', priority: 'P0' },
  ),
  test(
    'form-happy--contact',
    '“Send message” on the page “Contact us” works with valid data',
    [
      open('/contact'),
      fill(emailField, 'I fill “E-mail” with a new e-mail address', 'visitor@example.com'),
      fillBy('#name', 'Name', 'Maren Holt'),
      fillBy('#topic', 'Topic', 'An order'),
      fillBy('#message', 'Message', 'When does my lantern come?'),
      click(button('Send message'), 'I click “Send message”'),
      says('Your message is on its way to us.'),
    ],
    { flow: 'contact', reason: 'The form is there to be sent: this is its main use.' },
  ),
  test(
    'log-in-refused',
    'A log-in with unknown credentials is refused',
    [
      open('/log-in'),
      fill({ tag: 'input', name: 'E-mail' }, 'I fill “E-mail” with “nobody@example.com”', 'nobody@example.com'),
      click(logInButton, 'I click “Log in”'),
      shows('Please check the following:'),
    ],
    { flow: 'log in', reason: 'Whoever is not known must stay outside.', category: 'negative' },
  ),
  test(
    'navigation--cart',
    'The link “Cart” leads to its page',
    [open('/'), click(link('Cart'), 'I click “Cart”'), shows('Your cart')],
    {
      flow: 'checkout',
      reason: 'The way to paying.',
      priority: 'P2',
    },
  ),
];
