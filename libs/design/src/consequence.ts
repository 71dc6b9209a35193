import { countInSnapshot, proposeLocators } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, Step } from '@testforge/core';
import { leansOn, textOf } from './checkpoint-pair.js';
import type { Draft } from './draft.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

const words = (text: string): string => text.replace(/[-_/]/g, ' ');
const isCart = (text: string | undefined): boolean => vocabulary.cart.test(words(text ?? ''));
const checkout = /check-?out|kasse|caisse/i;
const isCheckout = (element: PageElement): boolean => checkout.test(element.href ?? '');
/** “Add to cart”, “In den Warenkorb”: what puts something there bears its name too. */
const putting = /(?<!\p{L})(?:to|into|in den|au|al) (?:the |your |my )?\p{L}+/iu;

const pathname = (url: string, base?: string): string => URL.parse(url, base)?.pathname ?? '';

const leadsToCart = (element: PageElement): boolean =>
  element.role === 'link' &&
  element.visible !== false &&
  element.href !== undefined &&
  (isCart(element.href) || isCart(element.name) || isCart(element.text));

/** A button that opens the cart on the page itself: it bears the cart's name, and neither fills nor empties it, nor pays. */
function opensCart({ role, name, text, visible, enabled, repeated }: PageElement): boolean {
  const said = name ?? text ?? '';
  const acts = [vocabulary.writing, vocabulary.destructive, vocabulary.deleting, vocabulary.paying, putting, checkout];
  return (
    role === 'button' &&
    visible !== false &&
    enabled !== false &&
    repeated !== true &&
    isCart(said) &&
    !acts.some((act) => act.test(said))
  );
}

/** Links to the cart, the cart itself before the check-out. */
function cartLinks(page: PageSnapshot): { element: PageElement; index: number }[] {
  return page.elements
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => leadsToCart(element) && pathname(element.href ?? '', page.url) !== pathname(page.url))
    .sort((a, b) => Number(isCheckout(a.element)) - Number(isCheckout(b.element)));
}

/** Whether the last step did something to the cart: it says so, or the cart's link reads otherwise. */
function cartChanged(draft: Draft, before: PageSnapshot, after: PageSnapshot): boolean {
  const read = (page: PageSnapshot): string =>
    page.elements
      .filter((element) => leadsToCart(element) || opensCart(element))
      .map((element) => `${element.name ?? ''}|${textOf(element)}`)
      .join('\n');
  const told = after.messages.filter((message) => !before.messages.includes(message));
  return draft.tags.includes('cart') || read(before) !== read(after) || told.some((message) => isCart(message));
}

const withoutCount = (name: string): string => name.replace(/[\s([]*\d.*$/, '').trim();

/** A locator that still holds when the count in the element's name is another. */
function steadyLocator(element: PageElement, index: number, page: PageSnapshot): Locator | null {
  const short = withoutCount(element.name ?? '');
  const byName: Locator[] =
    short === ''
      ? []
      : [{ frame: element.frame ?? [], links: [{ by: 'role', role: element.role ?? '', name: short }] }];
  const proposals = proposeLocators(element, page, { avoidOwnText: /\d/.test(element.name ?? '') });
  const steady = [...(short === element.name ? [] : byName), ...proposals].filter((locator) =>
    leansOn(locator).every((text) => !/\d/.test(text)),
  );
  return (
    steady.find((locator) => {
      const found = countInSnapshot(locator, page);
      return found.length === 1 && found[0] === index;
    }) ?? null
  );
}

const clickOn = (element: PageElement, locator: Locator, key: string): Step => {
  const { interactive: _interactive, repeated: _repeated, group: _group, ...fingerprint } = element;
  return titled({ kind: 'click', key, phase: 'when', target: { locator, fingerprint } });
};

/** The way over a link to the cart's own page; null where the page has none. */
export function cartLinkStep(page: PageSnapshot, key: string): Step | null {
  const link = cartLinks(page)[0];
  if (link === undefined) return null;
  const locator = steadyLocator(link.element, link.index, page);
  if (locator !== null) return clickOn(link.element, locator, key);
  return titled({
    kind: 'goto',
    key: 'open-consequence',
    phase: 'when',
    path: pathname(link.element.href ?? '', page.url),
  });
}

/** The way to a cart that is no page of its own, or to which only a panel leads. */
function cartButtonStep(page: PageSnapshot): Step | null {
  const index = page.elements.findIndex(opensCart);
  const element = page.elements[index];
  const locator = element === undefined ? null : steadyLocator(element, index, page);
  return element === undefined || locator === null ? null : clickOn(element, locator, 'click-consequence');
}

/**
 * The further step that shows what the last action brought about: the way to the cart, by a link before a button.
 * Null when nothing of the kind happened or the cart is open already.
 */
export function consequenceStep(draft: Draft, before: PageSnapshot, after: PageSnapshot): Step | null {
  if (!draft.watch.consequence || isCart(pathname(after.url)) || !cartChanged(draft, before, after)) return null;
  return cartLinkStep(after, 'click-consequence') ?? cartButtonStep(after);
}

/** Opens the same page once more where typed values may have been kept. Null where nothing lasting was typed or the app led elsewhere. */
export function againStep(draft: Draft, before: PageSnapshot, after: PageSnapshot): Step | null {
  const lasting = draft.steps.some(
    (step) =>
      step.kind === 'fill' &&
      step.value.kind === 'literal' &&
      step.value.value !== '' &&
      step.target.fingerprint.type !== 'password',
  );
  if (!draft.watch.again || !lasting || pathname(before.url) !== pathname(after.url)) return null;
  const url = new URL(before.url);
  return titled({ kind: 'goto', key: 'open-again', phase: 'when', path: `${url.pathname}${url.search}` });
}
