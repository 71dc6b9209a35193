import { countInSnapshot, proposeLocators } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import { leansOn, textOf } from './checkpoint-pair.js';
import type { Draft } from './draft.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

const words = (text: string): string => text.replace(/[-_/]/g, ' ');
const isCart = (text: string | undefined): boolean => vocabulary.cart.test(words(text ?? ''));
const isCheckout = (element: PageElement): boolean => /check-?out|kasse|caisse/i.test(element.href ?? '');

const pathname = (url: string, base?: string): string => URL.parse(url, base)?.pathname ?? '';

const leadsToCart = (element: PageElement): boolean =>
  element.role === 'link' &&
  element.visible !== false &&
  element.href !== undefined &&
  (isCart(element.href) || isCart(element.name) || isCart(element.text));

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
      .filter(leadsToCart)
      .map((element) => `${element.name ?? ''}|${textOf(element)}`)
      .join('\n');
  const told = after.messages.filter((message) => !before.messages.includes(message));
  return draft.tags.includes('cart') || read(before) !== read(after) || told.some((message) => isCart(message));
}

const withoutCount = (name: string): string => name.replace(/[\s([]*\d.*$/, '').trim();

/** A locator that still holds when the count in the link's name is another. */
function steadyLocator(element: PageElement, index: number, page: PageSnapshot): Locator | null {
  const short = withoutCount(element.name ?? '');
  const byName: Locator[] =
    short === '' ? [] : [{ frame: element.frame ?? [], links: [{ by: 'role', role: 'link', name: short }] }];
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

/**
 * The one further step that shows what the last action brought about: the way to the cart.
 * Null when nothing of the kind happened or the cart is open already.
 */
export function consequenceStep(draft: Draft, before: PageSnapshot, after: PageSnapshot): Step | null {
  if (!draft.watch.consequence || isCart(pathname(after.url)) || !cartChanged(draft, before, after)) return null;
  const link = cartLinks(after)[0];
  if (link === undefined) return null;
  const locator = steadyLocator(link.element, link.index, after);
  if (locator === null)
    return titled({
      kind: 'goto',
      key: 'open-consequence',
      phase: 'when',
      path: pathname(link.element.href ?? '', after.url),
    });
  const { interactive: _interactive, repeated: _repeated, group: _group, ...fingerprint } = link.element;
  const target: Target = { locator, fingerprint };
  return titled({ kind: 'click', key: 'click-consequence', phase: 'when', target });
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
