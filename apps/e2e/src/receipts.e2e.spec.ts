import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Expectation, LocatorLink, ReceiptsResult, Step, TenantContext, TestCase } from '@testforge/core';
import { createShop, type Shop } from '@testforge/demo-shop';
import { createExecution, type ExecutionRequest } from '@testforge/execution';
import { findChromium } from '@testforge/local';
import { createSandbox } from '@testforge/platform/sandbox';
import { createReceipts, expectForMs, selectToTry } from '@testforge/receipts';
import { generateProject } from '@testforge/scriptgen';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryDir } from './platform.js';

// The sample shop, the product's own project writer and sandbox, and Chromium; no platform.

const ctx: TenantContext = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const silent = { info: () => undefined, warn: () => undefined };
const limits = { actionTimeoutMs: 5_000, pageTimeoutMs: 30_000, retries: 0, workers: 2, executionMs: 600_000 };

const of = (...links: LocatorLink[]) => ({ target: { locator: { frame: [], links }, fingerprint: { tag: 'button' } } });
const open = (path: string, phase: Step['phase'] = 'given'): Step => ({
  ...{ key: `open-${phase}`, phase, title: `open ${path}`, kind: 'goto', path },
});
const click = (...links: LocatorLink[]): Step => ({
  ...{ key: 'click', phase: 'when', title: 'click', kind: 'click' },
  ...of(...links),
});
const check = (key: string, expectation: Expectation, ...links: LocatorLink[]): Step => ({
  ...{ key, phase: 'then', title: `check ${key}`, kind: 'expect', expectation },
  ...(links.length > 0 ? of(...links) : {}),
});
const reads = (key: string, text: string, ...links: LocatorLink[]): Step =>
  check(key, { matcher: 'toHaveText', expected: text }, ...links);
const named = (role: string, name: string): LocatorLink => ({ by: 'role', role, name, exact: true });

const lantern = '/products/keeper-lantern';
const heading: LocatorLink = { by: 'role', role: 'heading', level: 1 };
const add: LocatorLink = { by: 'testId', testId: 'add-to-cart' };
const notice = reads('notice', 'Keeper Lantern added.', { by: 'css', css: '[data-notice]' });

const bodies: Record<string, { category: TestCase['category']; steps: Step[] }> = {
  'the total is that of the product': {
    category: 'functional',
    steps: [
      ...[open(lantern), click(add), notice, open('/cart', 'then')],
      reads('total', '$79.00', { by: 'testId', testId: 'line-total' }),
    ],
  },
  'a product is put into the cart': { category: 'functional', steps: [open(lantern), click(add), notice] },
  'a quantity of none is refused': {
    category: 'negative',
    steps: [
      open(lantern),
      {
        ...{ key: 'fill', phase: 'when', title: 'fill', kind: 'fill', value: { kind: 'literal', value: '0' } },
        ...of({ by: 'testId', testId: 'quantity' }),
      },
      click(add),
      check('refusal', { matcher: 'toBeVisible', expected: true }, { by: 'css', css: '[data-quantity-error]' }),
    ],
  },
  'a page opens': { category: 'functional', steps: [open('/about', 'when'), reads('heading', 'About us', heading)] },
  'it looks away': {
    category: 'functional',
    steps: [open(lantern), click(named('button', 'One more')), reads('heading', 'Keeper Lantern', heading)],
  },
  'it never looks': { category: 'functional', steps: [open('/'), click(named('link', 'About'))] },
};

const tests = Object.entries(bodies).map(([title, { category, steps }]): TestCase => ({
  ...{ key: title, title, designer: 'd', priority: 'P1', reason: '', category, tags: [], flow: 'Shop', pages: [] },
  steps,
}));

let shop: Shop;
let stagingDir: string;
const kept: string[] = [];

beforeAll(async () => {
  shop = await createShop();
  stagingDir = await mkdtemp('/var/tmp/tf-');
  await chmod(stagingDir, 0o755);
});
afterAll(async () => {
  await shop.close();
  await rm(stagingDir, { recursive: true, force: true });
});

async function receiptsOf(): Promise<ReceiptsResult> {
  const execution = createExecution({
    sandbox: createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') }),
    objects: { put: async (_ctx, key) => void kept.push(key) },
    chromium: findChromium(),
    ...{ repositoryDir, stagingDir, log: silent, refusePorts: [], policy: 'local' },
  });
  const { url: baseUrl } = shop;
  const execute = (request: Partial<ExecutionRequest> & Pick<ExecutionRequest, 'project'>) =>
    execution.execute(ctx, { baseUrl, origins: [baseUrl], phase: 'receipts', limits, ...request });
  const project = await generateProject({ baseUrl, tests });
  const green = await execute({ project });
  expect(green.results.map(({ title, status }) => [title, status])).toEqual(
    green.results.map(({ title }) => [title, 'passed']),
  );
  const actionTimeoutMs = expectForMs(tests, green.results, limits);
  return createReceipts({
    execute: ({ executionMs, ...request }) =>
      execute({ ...request, evidence: false, limits: { ...limits, actionTimeoutMs, executionMs } }),
  }).compute({ project, tests: selectToTry(tests, green), budgetMs: limits.executionMs });
}

describe('kill receipts on the sample shop', () => {
  test('tell tests that can fail from those that cannot, which are left out', async () => {
    const { receipts, leftOut, trouble, ledger } = await receiptsOf();
    expect(trouble).toBeUndefined();
    const verdicts = Object.fromEntries(receipts.map(({ testKey, verdict }) => [testKey, verdict]));
    expect(verdicts).toEqual({
      'the total is that of the product': 'kills',
      'a product is put into the cart': 'kills',
      'a quantity of none is refused': 'kills',
      'a page opens': 'kills',
      'it looks away': 'kills_nothing',
      'it never looks': 'kills_nothing',
    });
    expect(leftOut.map(({ key }) => key).sort()).toEqual(['it looks away', 'it never looks']);
    const trialsOf = (key: string) => receipts.find(({ testKey }) => testKey === key)?.trials ?? [];
    expect(trialsOf('the total is that of the product')[0]).toEqual({
      ...{ perturbation: 'value', stepKey: 'click', outcome: 'killed', noticedAt: 'total', byExpectation: true },
    });
    expect(trialsOf('it looks away').map(({ perturbation, outcome }) => [perturbation, outcome])).toEqual([
      ['disable', 'survived'],
      ['error', 'unmet'],
      ['drop', 'unmet'],
    ]);
    expect(trialsOf('a page opens')).toMatchObject([{ perturbation: 'error', outcome: 'killed' }]);
    expect(ledger.some(({ method, urlTemplate }) => method === 'POST' && urlTemplate === '/cart/items')).toBe(true);
    expect(kept).toEqual([]);
  });
});
