import { collectPage, newCleanContext, openBrowser, proposeLocators } from '@testforge/browser';
import type { PageElement, PageSnapshot, Step } from '@testforge/core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealing } from '../src/index.js';
import { cartPage } from './drift-page.js';
import { checkUrl, failedAt, policy, snapshotOf, testOf } from './spec-page.js';

let browser: Browser;
let page: Page;
let before: PageSnapshot;

async function show(html: string, change?: string): Promise<PageSnapshot> {
  await page.setContent(html);
  if (change) await page.evaluate(change);
  return collectPage(page);
}

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newCleanContext(browser)).newPage();
  await page.route('http://shop.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('http://shop.test/cart');
  before = await show(cartPage);
});
afterAll(() => browser?.close());

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

function xpathOf(element: Element): string {
  let path = '';
  for (let at: Element | null = element; at; at = at.parentElement) {
    const tag = at.localName;
    const alike = [...(at.parentElement?.children ?? [at])].filter((other) => other.localName === tag);
    path = `/${tag}[${alike.indexOf(at) + 1}]${path}`;
  }
  return path;
}

const elementAt = (snapshot: PageSnapshot, css: string): Promise<PageElement> =>
  page
    .locator(css)
    .evaluate(xpathOf)
    .then((xpath) => {
      const found = snapshot.elements.find((element) => element.xpath === xpath);
      if (!found) throw new Error(`the collector has no ${css}`);
      return found;
    });

type Kind = 'click' | 'fill' | 'select' | 'check' | 'value';

async function stepOn(css: string, kind: Kind): Promise<Step> {
  await page.setContent(cartPage);
  const element = await elementAt(before, css);
  const [locator] = proposeLocators(element, before, { avoidOwnText: kind === 'value' });
  if (!locator) throw new Error(`no locator for ${css}`);
  const base = { key: 'step', title: css, target: { locator, fingerprint: element } };
  if (kind === 'value')
    return {
      ...base,
      phase: 'then',
      kind: 'expect',
      expectation: { matcher: 'toHaveText', expected: element.text ?? '' },
    };
  if (kind === 'fill' || kind === 'select')
    return { ...base, phase: 'when', kind, value: { kind: 'literal', value: 'x' } };
  return { ...base, phase: 'when', kind };
}

/** What healing says when the step lost its target on the changed page. */
async function judge(step: Step, after: PageSnapshot) {
  const state = await healing.judge(ctx, {
    test: testOf(step, checkUrl),
    result: failedAt(step, 'Error: Timeout 5000ms exceeded.'),
    snapshot: snapshotOf(after.elements, {}, after),
    policy,
    maxHealsPerTest: 3,
  });
  const proposals = [...state.heals, ...(state.failure?.proposals ?? [])];
  const best = proposals[0]?.ranking[0];
  return {
    outcome: state.failure?.outcome ?? 'proving',
    rule: state.failure?.rule ?? state.first.rule,
    decisions: proposals.map(({ decision }) => decision),
    best: best && after.elements[best.index],
    why: proposals[0]?.why,
  };
}

const targets: [name: string, css: string, kind: Kind][] = [
  ['the check-out button', '[data-testid=check-out]', 'click'],
  ['the save button', '[data-testid=save-delivery]', 'click'],
  ['a button without marks', 'main section:last-of-type button:nth-of-type(2)', 'click'],
  ['a link without marks', 'main a.btn', 'click'],
  ['the first row’s remove button', 'tbody tr:first-child button', 'click'],
  ['the e-mail field', '#email', 'fill'],
  ['the city field', '#city', 'fill'],
  ['the country list', '#country', 'select'],
  ['the gift box', '#gift', 'check'],
  ['the total', '[data-testid=cart-total]', 'value'],
];

/** Ways to be gone. `t` is the target. */
const ways: [string, string][] = [
  ['alone', 't.remove()'],
  [
    'with its label and row or neighbours left',
    `const twin = t.parentElement.cloneNode(true); t.remove(); document.querySelector('footer').append(twin); for (const e of twin.querySelectorAll('*')) { e.removeAttribute('id'); e.removeAttribute('data-testid'); e.removeAttribute('name'); if (!e.children.length && e.textContent) e.textContent = 'Other ' + e.textContent.length; }`,
  ],
  [
    'with a look-alike in its place',
    `const twin = t.cloneNode(true); twin.removeAttribute('id'); twin.removeAttribute('data-testid'); twin.removeAttribute('name'); twin.removeAttribute('aria-label'); if (!twin.children.length) twin.textContent = 'Track parcel'; t.replaceWith(twin); document.querySelectorAll('label[for="' + t.id + '"]').forEach((l) => (l.textContent = 'Reference'));`,
  ],
  [
    'with its text left as plain text',
    `const p = document.createElement('p'); p.textContent = t.textContent || t.getAttribute('aria-label') || 'E-mail'; t.replaceWith(p);`,
  ],
  [
    'with the labels of its neighbours swapped',
    `const near = [...t.parentElement.parentElement.querySelectorAll('button,a,label,dt')].filter((e) => e !== t && !e.contains(t)); t.remove(); if (near.length > 1) { const x = near[0].textContent; near[0].textContent = near[1].textContent; near[1].textContent = x; }`,
  ],
  ['with its whole form or section', `(t.closest('tr') || t.closest('section')).remove()`],
];

const removed = targets.flatMap(([name, css, kind]) =>
  ways.map(([way, change]) => [name, way, css, kind, change] as const),
);

describe('a target that is gone', () => {
  it.each(removed)('%s, %s: nothing is healed', async (_name, _way, css, kind, change) => {
    const step = await stepOn(css, kind);
    const after = await show(cartPage, `{ const t = document.querySelector(${JSON.stringify(css)}); ${change} }`);
    const judged = await judge(step, after);
    expect(judged.decisions, judged.why).not.toContain('heal');
    expect(judged.outcome).toMatch(/^(regression|waiting)$/);
  });
});

/** What changes, what the right element says now, and how sure we may be: words and place alone are for a person. */
const drifts: [string, string, Kind, string, string, 'heal' | 'ask' | 'abstain'][] = [
  [
    'a button with another label',
    '[data-testid=check-out]',
    'click',
    `t.textContent = 'Go to checkout'; t.removeAttribute('data-testid')`,
    'Go to checkout',
    'abstain',
  ],
  [
    'a button with another test id',
    '[data-testid=check-out]',
    'click',
    `t.dataset.testid = 'shop.checkOut'; t.textContent = 'Proceed to checkout'`,
    'Proceed to checkout',
    'heal',
  ],
  [
    'a button that became a link',
    '[data-testid=check-out]',
    'click',
    `const a = document.createElement('a'); a.href = '/checkout'; a.className = t.className; a.textContent = 'Go to checkout'; a.dataset.testid = 'check-out-link'; t.replaceWith(a)`,
    'Go to checkout',
    'ask',
  ],
  [
    'a link that became a button',
    'main a.btn',
    'click',
    `const b = document.createElement('button'); b.className = 'btn'; b.textContent = t.textContent; t.replaceWith(b)`,
    'Continue shopping',
    'ask',
  ],
  [
    'a button in more elements, with hashed classes',
    '[data-testid=save-delivery]',
    'click',
    `const d = document.createElement('div'); d.innerHTML = '<div class=x></div>'; t.className = 'k1 k2'; t.dataset.testid = 'delivery.save'; t.textContent = 'Speichern'; t.replaceWith(d); d.firstChild.append(t)`,
    'Speichern',
    'ask',
  ],
  [
    'an icon with a label',
    '[data-testid=check-out]',
    'click',
    `t.innerHTML = '<svg></svg>'; t.setAttribute('aria-label', 'Checkout'); t.removeAttribute('data-testid')`,
    'Checkout',
    'abstain',
  ],
  [
    'a field with another label, id and name',
    '#email',
    'fill',
    `t.id = 'field-email'; t.name = 'email_address'; const l = document.querySelector('label[for=email]'); l.htmlFor = 'field-email'; l.textContent = 'Email address'`,
    'Email address',
    'heal',
  ],
  [
    'a list with another id',
    '#country',
    'select',
    `t.id = 'c-1'; const l = document.querySelector('label[for=country]'); l.htmlFor = 'c-1'; l.textContent = 'Land'`,
    'Land',
    'heal',
  ],
  [
    'a value with another test id',
    '[data-testid=cart-total]',
    'value',
    `t.dataset.testid = 'shop.cartTotal'`,
    '$85.00',
    'heal',
  ],
  [
    'a moved button',
    '[data-testid=check-out]',
    'click',
    `document.querySelector('main h1').after(t); t.textContent = 'Checkout'`,
    'Checkout',
    // The part of the page that it stood in is still there: the like of it in another part would look the same.
    'ask',
  ],
];

describe('a target that drifted', () => {
  it.each(drifts)(
    '%s is found again, and is not taken for a bug',
    async (_name, css, kind, change, found, decision) => {
      const step = await stepOn(css, kind);
      const after = await show(cartPage, `{ const t = document.querySelector(${JSON.stringify(css)}); ${change} }`);
      const judged = await judge(step, after);
      expect([judged.rule, judged.best?.name ?? judged.best?.text, judged.decisions]).toEqual([
        decision === 'abstain' ? 'drift.unsure' : 'drift.moved',
        found,
        [decision],
      ]);
    },
  );
});
