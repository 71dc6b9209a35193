import { chooseLocator, collectPage, settle, toLocator } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, ReachStep } from '@testforge/core';
import type { Page } from 'playwright';

/** What one says to a question about cookies, the choice that gives away least first; then what closes any other window. */
const answers: readonly RegExp[] = [
  /(?<!\p{L})(reject|refuse|decline|deny|disagree|ablehnen|refuser|rechazar)(?!\p{L})/iu,
  /(?<!\p{L})(only (?:the )?(?:necessary|essential|required)|(?:necessary|essential|required)(?: cookies)? only|nur (?:notwendige|erforderliche|essenzielle)|essentiels? uniquement|sólo (?:las )?necesarias|continue without)(?!\p{L})/iu,
  /(?<!\p{L})(close|dismiss|skip|no,? thanks|not now|later|got it|understood|schließen|überspringen|nein,? danke|später|verstanden|fermer|ignorer|plus tard|non,? merci|compris|cerrar|omitir|ahora no|más tarde|entendido)(?!\p{L})|^[×✕✖x]$/iu,
  /(?<!\p{L})(accept|agree|allow|ok|okay|akzeptieren|zustimmen|einverstanden|accepter|aceptar|permitir)(?!\p{L})/iu,
];
/** What leaves a greeting behind that asks for nothing. */
const goingOn =
  /^(ok|okay|continue|get started|let.?s (?:go|start)|start|done|weiter|los geht.?s|fertig|continuer|commencer|continuar|empezar|listo)$/iu;
const aboutCookies = /cookie|consent|gdpr|dsgvo|rgpd|privacy|datenschutz|confidentialité|privacidad/i;

/**
 * CSS path, from the document, of the window that lies over the middle of the page and is no part of it; null where none
 * does. One that asks for a password is the app's own door.
 */
const findOverlay = `(() => {
  const points = [[0.5, 0.5], [0.5, 0.3], [0.25, 0.6], [0.75, 0.6]];
  const overlayAt = ([x, y]) => {
    for (let at = document.elementFromPoint(innerWidth * x, innerHeight * y); at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (at.matches('dialog[open],[role=dialog],[role=alertdialog]')) return at;
      if (style.position === 'fixed' && Number(style.zIndex) > 0) return at;
    }
    return null;
  };
  const found = points.map(overlayAt);
  const overlay = found[0];
  if (!overlay || found.some((each) => !each) || overlay.querySelector('input[type=password],main,nav')) return null;
  const xpath = (node) => node.parentElement
    ? xpath(node.parentElement) + '/' + node.localName + '[' + ([...node.parentElement.children].filter((other) => other.localName === node.localName).indexOf(node) + 1) + ']'
    : '/html[1]';
  return { inside: [...new Set(found)].map(xpath), text: overlay.innerText.slice(0, 2000) };
})()`;

export interface PassedOverlay {
  step: ReachStep & { kind: 'click' };
  index: number;
  locator: Locator;
  asksCookies: boolean;
  /** The page before and after. */
  before: PageSnapshot;
  after: PageSnapshot;
}

interface Overlay {
  inside: string[];
  text: string;
}

/** The button that closes it, by the first answer that one of its buttons gives. */
export function answerAmong(elements: PageElement[], { inside, text }: Overlay): number {
  const usable = (element: PageElement) =>
    element.visible !== false &&
    (element.role === 'button' || element.role === 'link' || element.tag === 'button') &&
    (element.name ?? '').length <= 60 &&
    inside.some((xpath) => (element.xpath ?? '').startsWith(`${xpath}/`));
  const asked = elements.filter(
    ({ tag, type, visible, xpath = '' }) =>
      /^(input|select|textarea)$/.test(tag) &&
      type !== 'checkbox' &&
      visible !== false &&
      inside.some((each) => xpath.startsWith(`${each}/`)),
  ).length;
  // A form of several fields is what the page is for, wherever it lies; one field may ask for an address to send news to.
  if (asked > 1 && !aboutCookies.test(text)) return -1;
  const others = asked > 0 ? answers.slice(2, 3) : [...answers.slice(2, 3), goingOn];
  const orders = aboutCookies.test(text) ? answers : others;
  for (const answer of orders) {
    const index = elements.findIndex((element) => usable(element) && answer.test(element.name ?? element.text ?? ''));
    if (index >= 0) return index;
  }
  return -1;
}

/**
 * Closes a window that covers the page when it opens: a question about cookies by refusing what can be refused, any other
 * by its own way out. Null where the page is free, or the window offers no way out.
 */
export async function passOverlay(page: Page, before: PageSnapshot): Promise<PassedOverlay | null> {
  const overlay = (await page.evaluate(findOverlay)) as Overlay | null;
  if (!overlay) return null;
  const index = answerAmong(before.elements, overlay);
  const element = before.elements[index];
  const locator = element && (await chooseLocator(page, element, before));
  if (!locator) return null;
  try {
    await toLocator(page, locator).click({ timeout: 3_000 });
  } catch (error) {
    if (page.isClosed()) throw error;
    return null;
  }
  await settle(page, { timeoutMs: 3_000 });
  const asksCookies = aboutCookies.test(overlay.text);
  return { step: { kind: 'click', locator }, index, locator, asksCookies, before, after: await collectPage(page) };
}
