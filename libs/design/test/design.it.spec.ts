import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createBrowserJobs, openBrowser } from '@testforge/browser';
import { RunOptions, type TestPlan } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesign } from '../src/index.js';
import { readApp } from './read-app.js';
import { startShop, type RunningShop } from './start-shop.js';

const ctx = { tenantId: '00000000-0000-4000-8000-000000000001', requestId: 'spec', runId: 'run-1' };
const log = { info: () => undefined, warn: () => undefined };
const pages = {
  '/': '/',
  '/products': '/products',
  '/products/tidewater-mug': '/products/:slug',
  '/cart': '/cart',
  '/contact': '/contact',
};
const feature = `Feature: What the shop's people wrote
  Scenario: Two mugs lie in the cart
    Given the page /products/tidewater-mug is open
    When I choose "Chalk" in "Colour"
    And I fill "Quantity" with "2"
    And I click "Add to cart"
    And I click the link "Cart"
    Then the address is /cart
    And the heading is "Your cart"
  Scenario: It says what it never says
    Given the page /contact is open
    Then I see "All our boats are sold"
  Scenario: It does what nobody can
    Given the page /contact is open
    When I click "Launch"
    Then I see "Bon voyage"
`;
let stagingDir = '';
let browser: Browser;
let shop: RunningShop;

async function design(onProgress?: (event: Record<string, unknown>) => void): Promise<TestPlan> {
  const sandbox = createSandbox({ mode: 'bubblewrap', log, stagingDir });
  const repositoryDir = resolve(import.meta.dirname, '../../..');
  const jobs = createBrowserJobs({
    sandbox,
    repositoryDir,
    nodeBinary: process.execPath,
    chromium: '/usr/lib/chromium/chromium-headless-shell',
    refusePorts: [],
    policy: 'local',
    log,
  });
  const model = await readApp(browser, shop.url, pages);
  return createDesign({ jobs, log }).design(ctx, {
    model,
    options: RunOptions.parse({
      url: shop.url,
      scenarios: [{ name: 'shop.feature', text: feature }],
      limits: { designMs: 540_000, actionTimeoutMs: 20_000, pageTimeoutMs: 60_000 },
    }),
    onProgress,
  });
}

/** The plan without what is measured, which is never the same. */
const lasting = ({ durationMs: _durationMs, ...plan }: TestPlan) => plan;

describe('designing tests for the sample shop, inside the sandbox', () => {
  let plan: TestPlan;
  let again: TestPlan;
  const progress: Record<string, unknown>[] = [];
  beforeAll(async () => {
    stagingDir = await mkdtemp('/var/tmp/testforge-design-');
    // The sandbox's own user must be able to pass.
    await chmod(stagingDir, 0o755);
    browser = await openBrowser();
    shop = await startShop('--release', '1');
    plan = await design((event) => progress.push(event));
    again = await design();
  }, 1_200_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), shop?.close()]);
    await rm(stagingDir, { recursive: true, force: true });
  });

  const test = (key: string) => plan.tests.find((each) => each.key === key);
  const checks = (key: string) => test(key)?.steps.flatMap((step) => (step.kind === 'expect' ? [step] : [])) ?? [];

  it('keeps at least five tests, each with something to assert', () => {
    expect(plan.tests.length).toBeGreaterThanOrEqual(5);
    expect(plan.tests.filter(({ steps }) => !steps.some(({ kind }) => kind === 'expect'))).toEqual([]);
    expect(plan.findings).toEqual([]);
  });

  it('keeps what people wrote where it is so twice, and says of the rest why it is no test', () => {
    expect(test('scenario--two-mugs-lie-in-the-cart')?.steps.map(({ phase, title }) => `${phase} ${title}`)).toEqual([
      'given the page /products/tidewater-mug is open',
      'when I choose “Chalk” in “Colour”',
      'when I fill “Quantity” with “2”',
      'when I click “Add to cart”',
      'when I click “Cart”',
      'then the address is /cart',
      'then “Your cart” is shown',
    ]);
    const reasons = plan.leftOut.flatMap(({ key, reason }) => (key.startsWith('scenario--') ? [reason] : []));
    expect(reasons).toEqual([
      'shop.feature:13: “I click "Launch"”: Nothing that can be clicked that was seen is called “Launch”.',
      'It is not so that “All our boats are sold” is shown.',
    ]);
  });

  it('puts two pieces into the cart and asserts the total there as the sum of what stands above it', () => {
    const total = checks('form-happy--products-slug--cart-items').find(({ title }) => title.includes('Total'));
    expect(total?.expectation).toEqual({
      matcher: 'toHaveText',
      expected: null,
      value: { kind: 'remembered', name: 'subtotal', plus: ['shipping', 'tax'] },
    });
  });

  it('asserts of lists that they are narrowed, sorted and parted, never what is in them', () => {
    const relations = plan.tests
      .filter(({ designer }) => ['filter', 'sorting', 'paging', 'deep-link'].includes(designer))
      .flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'expect' ? [step.expectation] : [])));
    expect(relations).toEqual(
      expect.arrayContaining([
        { matcher: 'toEachContain', expected: 'Kitchen & Table' },
        { matcher: 'toBeInOrder', expected: 'amounts falling' },
        { matcher: 'toBeHidden', expected: true },
      ]),
    );
    expect(JSON.stringify(relations)).not.toMatch(/Tidewater|\d\.\d\d/);
  });

  it('changes how many lie in the cart, takes them out again, and sees what the form does not take refused', () => {
    expect(test('cart-change--products-slug--cart-items')).toBeDefined();
    expect(test('cart-remove--products-slug--cart-items')).toBeDefined();
    expect(plan.tests.filter(({ designer }) => designer === 'boundary').length).toBeGreaterThan(0);
  });

  it('asserts what the contact form says, and that it asks for what is missing', () => {
    const words = (key: string) => checks(key).map(({ expectation }) => expectation.foundBy ?? expectation.expected);
    expect(words('form-happy--contact--contact')).toContain('Thank you. Your message is on its way to us.');
    expect(words('form-required--contact--contact')).toContain('Enter your name.');
  });

  it('tells of each scenario as it was observed, and of every writing request', () => {
    // What cannot be used, what is not grounded, and what a shop only usually has, is not tried.
    const tried = plan.leftOut.filter(
      ({ key, reason }) => !key.startsWith('usual--') && !/can’t be used|^shop\.feature:/.test(reason),
    );
    expect(plan.industry?.name).toBe('e-commerce');
    expect(progress.length).toBe(plan.tests.length + tried.length);
    expect(plan.ledger).toContainEqual({ stage: 'design', method: 'POST', urlTemplate: '/cart/items', status: 200 });
  });

  it('makes an equal plan of the same app', () => expect(lasting(again)).toEqual(lasting(plan)));
});
