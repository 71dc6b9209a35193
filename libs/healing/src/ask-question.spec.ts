import type { Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import {
  checkHeading,
  checkSearchUrl,
  clickCart,
  fingerprintOf,
  failureInput,
  notFound,
  pageWith,
  policy,
  type elements,
} from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };
const gone = notFound("getByTestId('add-to-cart')");
const asking = (input: JudgeInput): JudgeInput => ({ ...input, policy: { ...policy, mode: 'ask' } });

/** What is asked about these failures, by cause, each with how many tests it is about. */
async function questions(inputs: JudgeInput[]) {
  const named = inputs.map((input, at) => ({
    ...input,
    test: { ...input.test, key: `t${at}` },
    result: { ...input.result, key: `t${at}` },
  }));
  const failures = healing.concludeAll(await healing.judgeAll(ctx, named));
  const causes = [...new Set(failures.flatMap(({ question }) => question?.cause ?? []))];
  const about = causes.map((cause) => failures.filter(({ question }) => question?.cause === cause));
  return about.map(([first, ...rest]) => [first?.question?.words, rest.length + 1]);
}
const reworded = (name: string): typeof elements => pageWith({ 'Brass lantern': { name, text: name } });
const heading = (name: string) =>
  failureInput(checkHeading, 'Error: expect(locator).toBeVisible() failed', reworded(name));

describe('what a person is asked', () => {
  it('is one question about a wording that changed alike for several tests', async () => {
    expect(await questions([heading('Brass lamp'), heading('Brass lamp'), heading('Lantern of brass')])).toEqual([
      ['The heading “Brass lantern” now reads “Brass lamp”: is that intended?', 2],
      ['The heading “Brass lantern” now reads “Lantern of brass”: is that intended?', 1],
    ]);
    const { failure } = await healing.judge(ctx, heading('Brass lamp'));
    expect(failure).toMatchObject({ expected: 'Brass lantern', actual: 'Brass lamp' });
  });

  it('is one question about a repair that several tests wait for, also where other steps led there', async () => {
    const moved = pageWith({
      'Add to cart': { testId: 'shop.addToCart', name: 'Add to basket', text: 'Add to basket' },
    });
    const other = asking(failureInput(clickCart, gone, moved));
    const test = { ...other.test, steps: [...other.test.steps, checkHeading] };
    expect(await questions([asking(failureInput(clickCart, gone, moved)), { ...other, test }])).toEqual([
      ['Is the button “Add to basket” what the element with the test id “add-to-cart” was?', 2],
    ]);
  });

  it('names what is missing, and what is most like it', async () => {
    const elsewhere = {
      heading: 'Elsewhere',
      landmark: 'banner',
      neighbourTexts: ['Cart'],
      rolePath: 'banner/list/link',
    };
    const looks = { classes: [], box: { x: 1200, y: 1900, width: 20, height: 20 } };
    const link = { testId: 'x1', tag: 'a', role: 'link', type: undefined, ...elsewhere, ...looks };
    const page = pageWith({ 'Add to cart': link, 'Buy now': null });
    const [asked] = await questions([failureInput(clickCart, gone, page)]);
    expect(asked?.[0]).toMatch(
      /^“Add to cart” \(.*\) is not found on \/product\/1 any more; most like it is “.+”: was it/,
    );
  });

  it.each([
    [{ visible: false }, 'not shown'],
    [{ enabled: false }, 'cannot be used'],
  ])('says of what is most like it that it is there and %j', async (state, words) => {
    const renamed = { testId: 'x1', name: 'Add to basket', text: 'Add to basket', ...state };
    const [asked] = await questions([failureInput(clickCart, gone, pageWith({ 'Add to cart': renamed }))]);
    expect(asked?.[0]).toContain(`most like it is “Add to basket”, which is there but ${words}: was it`);
  });

  const at = (expected: string, url: string): JudgeInput => {
    const step = { ...checkSearchUrl, expectation: { matcher: 'toHaveURL', expected } } as Step;
    return failureInput(step, 'Error: expect(page).toHaveURL(expected) failed', pageWith({}), { seen: { url } });
  };

  it('is one question about the last slash of all addresses that lost it, or gained it', async () => {
    const lost = [
      at('/hot/stored/', 'http://shop.test/hot/stored'),
      at('/search/stored/?query=:id', 'http://shop.test/search/stored?query=mug'),
    ];
    const { key, phase, title } = checkHeading;
    const cart = {
      locator: { frame: [], links: [{ by: 'role', role: 'link', name: 'Cart' }] },
      fingerprint: fingerprintOf('Cart'),
    };
    const expectation = { matcher: 'toLeadTo', expected: '/cart/', foundBy: 'Cart' };
    const link = { kind: 'expect', key, phase, title, target: cart, expectation } as Step;
    const leads = failureInput(link, 'Error: expect(locator).toHaveJSProperty(expected) failed', pageWith({}));
    const gained = at('/about', 'http://shop.test/about/');
    const renamed = at('/list/?q=:id', 'http://shop.test/list?query=mug');
    expect(await questions([...lost, leads, gained, renamed])).toEqual([
      [
        'Addresses have lost their last slash, such as “/hot/stored/”, which is now written “/hot/stored”: is that intended?',
        3,
      ],
      ['Addresses have gained a last slash, such as “/about”, which is now written “/about/”: is that intended?', 1],
      [expect.stringContaining('The address “/list/?q=:id” is now written'), 1],
    ]);
  });

  it('says of a link by what it led where it leads now', async () => {
    const { key, phase, title } = checkHeading;
    const target = {
      locator: { frame: [], links: [{ by: 'role', role: 'link', name: 'Cart' }] },
      fingerprint: fingerprintOf('Cart'),
    };
    const expectation = { matcher: 'toLeadTo', expected: '/basket', foundBy: 'Cart' };
    const link = { kind: 'expect', key, phase, title, target, expectation } as Step;
    const failed = (ledFrom: string[]): JudgeInput =>
      failureInput(link, 'Error: expect(locator).toHaveJSProperty(expected) failed', pageWith({}), {
        pagesBefore: [{ path: '/cart', elements: [], ledFrom }],
      });
    expect(await questions([failed(['/basket'])])).toEqual([
      ['The link “Cart” leads straight to “/cart” now, and not by way of “/basket”: is that intended?', 1],
    ]);
    expect(await questions([failed(['/else'])])).toEqual([
      ['The link “Cart” leads to “/cart” now, and not to “/basket”: is that intended?', 1],
    ]);
  });

  it('is no question about a last slash where another page came up', async () => {
    expect(await questions([at('/hot/stored/', 'http://shop.test/hot')])).toEqual([]);
  });

  it('is one question about how an address is written, whatever its values', async () => {
    const one = at('/products?q=rope', 'http://shop.test/products?query=rope');
    const two = at('/products?q=:id', 'http://shop.test/products?query=mug');
    expect((await questions([one, two])).map(([, tests]) => tests)).toEqual([2]);
  });

  it('is nothing where the app is broken', async () => {
    const broken = { seen: { requests: [{ method: 'POST', url: 'http://shop.test/cart', status: 500 }] } };
    const empty = pageWith({ 'Add to cart': null, 'Buy now': null, Subscribe: null });
    const inputs = [failureInput(clickCart, gone, [], broken), failureInput(clickCart, gone, empty)];
    expect(await questions(inputs)).toEqual([]);
  });
});
