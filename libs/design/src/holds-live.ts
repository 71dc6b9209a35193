import { countIn, eachContains, inOrder, toLocator } from '@testforge/browser';
import { listOrders, type Expectation, type Locator, type RunTimeValue } from '@testforge/core';
import type { Locator as Found, Page } from 'playwright';
import { isFoundBy, tidy } from './checkpoint-pair.js';
import type { Check } from './observation.js';

const triedLocators = 4;

type Matcher = Expectation['matcher'];
type Resolve = (value: RunTimeValue) => string;

/** The values of one carrying-out. */
export interface LiveValues {
  resolve: Resolve;
  remember(name: string, text: string): void;
}

/** A path in which `:id` stands for any one segment or value, as a pattern over path and query. */
function fitsAddress(url: string, expected: string): boolean {
  const { pathname, search, hash } = new URL(url);
  const pattern = expected
    .split(/(?<=[/=]):id(?=[/?&#]|$)/)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('(?!(?:undefined|null|NaN)(?:[/?&#]|$))[^/?&#]+');
  return new RegExp(`^${pattern}$`).test(`${pathname}${search}${hash}`);
}

/** Whether a check holds on the open page as the written test will ask it: exactly one element, and just what is expected of it. */
export async function holds(page: Page, step: Check['step'], resolve: Resolve): Promise<boolean> {
  const { matcher, value } = step.expectation;
  const expected = value ? tidy(resolve(value)) : step.expectation.expected;
  if (step.target === undefined)
    return matcher === 'toHaveURL'
      ? fitsAddress(page.url(), String(expected))
      : matcher === 'toHaveTitle' && tidy(await page.title()) === expected;
  const found = toLocator(page, step.target.locator, resolve);
  if (matcher === 'toHaveCount' || matcher === 'toEachContain' || matcher === 'toBeInOrder') {
    const texts = await found.filter({ visible: true }).allTextContents();
    return holdsOfAll(texts, matcher, String(expected), value !== undefined);
  }
  if (matcher === 'toBeHidden') return (await found.count()) === 0 || found.isHidden();
  if ((await found.count()) !== 1) return false;
  switch (matcher) {
    case 'toBeVisible':
      return found.isVisible();
    case 'toHaveText':
      return (await found.isVisible()) && saysOnly(found, expected);
    case 'toContainText':
      return (await found.isVisible()) && tidy((await found.textContent()) ?? '').includes(String(expected));
    case 'toHaveValue':
      return (await found.inputValue()) === expected;
    case 'toBeInvalid':
      return found.evaluate((element) => 'checkValidity' in element && !(element as HTMLInputElement).validity.valid);
    case 'toLeadTo':
      return (await found.isVisible()) && (await pathnameOf(found)) === expected;
    case 'toBeChecked':
      return (await found.isChecked()) === expected;
    default:
      return false;
  }
}

/** Where a link leads, as the written test asks it. */
const pathnameOf = (link: Found): Promise<unknown> =>
  link.evaluate((element) => ('pathname' in element ? element.pathname : null));

/** The runner counts what is written on buttons of forms as text, which they do not hold as such. */
const saysOnly = async (found: Found, expected: unknown): Promise<boolean> =>
  tidy((await found.textContent()) ?? '') === expected &&
  (await found.locator('input[type="submit"],input[type="button"],input[type="reset"]').count()) === 0;

/** What is demanded of all elements together. Nothing at all is no proof of anything. */
function holdsOfAll(texts: string[], matcher: Matcher, expected: string, counted: boolean): boolean {
  if (matcher === 'toEachContain') return eachContains(texts, expected) === expected;
  if (matcher === 'toHaveCount') return texts.length === (counted ? countIn(expected) : Number(expected));
  const order = listOrders.find((each) => each === expected);
  return order !== undefined && inOrder(texts, order) === order;
}

/** What an element is found by must not be what is asserted of it, unless the check says so. */
const honest = (locator: Locator, { step }: Check): boolean =>
  step.expectation.foundBy !== undefined ||
  typeof step.expectation.expected !== 'string' ||
  !isFoundBy(locator, step.expectation.expected);

/** Reads what the check remembers before it; false where that is not there, or not alone. */
async function rememberFirst(page: Page, { before = [] }: Check, { resolve, remember }: LiveValues): Promise<boolean> {
  for (const { name, target } of before) {
    const found = toLocator(page, target.locator, resolve);
    if ((await found.count()) !== 1) return false;
    const text = tidy((await found.textContent()) ?? '');
    if (text === '') return false;
    remember(name, text);
  }
  return true;
}

/** The check with the first of its locators that holds on the open page; null when none does. */
export async function holdingLive(page: Page, check: Check, values: LiveValues): Promise<Check | null> {
  const { resolve } = values;
  if (!(await rememberFirst(page, check, values))) return null;
  if (check.step.target === undefined) return (await holds(page, check.step, resolve)) ? check : null;
  for (const locator of [
    check.step.target.locator,
    ...check.locators.slice(1).filter((other) => honest(other, check)),
  ].slice(0, triedLocators)) {
    const step = { ...check.step, target: { ...check.step.target, locator } };
    if (await holds(page, step, resolve)) return { ...check, step };
  }
  return null;
}
