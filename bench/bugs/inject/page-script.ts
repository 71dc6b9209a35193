import type { Fault, Place } from './fault.js';

type Effects =
  Extract<Fault, { place: unknown }> | { effect: 'unlocksFields'; place: Pick<Place, 'template'> & Partial<Place> };

/** Where the page tells that the bug had its chance. The proxy answers it; the app never hears of it. */
export const noticePath = '/__bug-met';

/** What the app's own scripts would have done wrong, as a script that comes before them. `moved`: pages look different. */
export const pageScript = (fault: Effects, moved: boolean): string =>
  `<script>(${behave.toString()})(${JSON.stringify({ fault, moved, noticePath }).replaceAll('<', '\\u003c')})</script>`;

/** For a form whose server forgot its checks, the page forgets them as well. */
export const pagePart = (fault: Fault): Effects | null => {
  if ('place' in fault) return fault;
  return fault.effect === 'acceptsAnything' ? { effect: 'unlocksFields', place: { template: fault.on } } : null;
};

/**
 * Runs in the page, so it stands on its own feet: its source is what is sent. Nothing of a page is shown before the bug is in
 * it. Where it cannot be told which element it was about, there is no bug, and nothing is told.
 */
function behave({ fault, moved, noticePath: noticeAt }: { fault: Effects; moved: boolean; noticePath: string }): void {
  const place: Place = { css: '', tag: '', label: '', near: [], attributes: {}, ...fault.place };
  const parts = (path: string) => (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
  const here = () => {
    const [want, have] = [parts(place.template), parts(location.pathname)];
    return want.length === have.length && want.every((part, at) => part.startsWith(':') || part === have[at]);
  };
  const squeeze = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    // Before anything else can look at the page.
    const request = new XMLHttpRequest();
    request.open('GET', noticeAt, false);
    try {
      request.send();
    } catch {
      // The page is being left, and nobody looks at it any more.
      told = false;
    }
  };

  const saysOf = (element: Element) =>
    [element.getAttribute('aria-label'), element.textContent, (element as HTMLInputElement).value]
      .filter((text) => typeof text === 'string')
      .map((text) => squeeze(text).slice(0, 200));
  const digitsAside = (text: string) => text.replace(/\d+/g, '0');
  const label = squeeze(place.label);
  const around = (element: Element) => {
    const box = element.parentElement?.parentElement?.parentElement ?? element.parentElement;
    const text = squeeze(box?.textContent);
    return place.near.filter((near) => text.includes(squeeze(near))).length;
  };
  const atCss = () => {
    const element = place.css ? document.querySelector(place.css) : null;
    return element && (place.tag === '' || element.localName === place.tag) ? element : null;
  };
  /** The one that is meant: alone, or more than the others among what it stood among, or at its old place. */
  const oneOf = (those: readonly Element[]): Element | null => {
    const known = atCss();
    if (those.length < 2) return those[0] ?? null;
    const [first, second] = [...those].sort((a, b) => around(b) - around(a));
    if (first && second && around(first) > around(second)) return first;
    return known && those.includes(known) ? known : null;
  };
  const seek = (): Element | null => {
    const controls = 'a,button,input,[role=button]';
    const alike = [...document.querySelectorAll(fault.effect === 'doesNothing' ? controls : place.tag || '*')];
    if (fault.effect === 'dropsLastRow') {
      const [first = ''] = place.near;
      const begins = (element: Element) => squeeze(element.firstElementChild?.textContent).startsWith(squeeze(first));
      return moved
        ? oneOf(first ? alike.filter((element) => element.children.length > 1 && begins(element)) : [])
        : atCss();
    }
    const bears = label === '' ? [] : alike.filter((element) => saysOf(element).includes(label));
    const called = Object.entries(place.attributes).map(([name, value]) =>
      alike.filter((element) => element.getAttribute(name) === value),
    );
    const shaped = alike.filter((element) => saysOf(element).map(digitsAside).includes(digitsAside(label)));
    const exact = atCss();
    const atPlace = exact && (!moved || (label !== '' && shaped.includes(exact))) ? [exact] : [];
    for (const those of [bears, ...called, atPlace, /\d/.test(label) ? shaped : []]) {
      const found = oneOf(those);
      if (found) return found;
    }
    return null;
  };
  /** While the page still comes in only what nothing that follows can make doubtful, and what has come in whole. */
  const seekEarly = (): Element | null => {
    const isWhole = (element: Element) => {
      for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return true;
      return false;
    };
    const means = (element: Element) => saysOf(element).map(digitsAside).includes(digitsAside(label));
    const named = Object.entries(place.attributes)
      .filter(([name]) => name === 'id' || name === 'data-testid')
      .flatMap(([name, value]) => [...document.querySelectorAll(`[${name}="${CSS.escape(value)}"]`)]);
    const exact = atCss();
    const isMeant = exact && (moved ? saysOf(exact).includes(label) : means(exact));
    // Where it has another name, the only one so far that says it, among most of what it stood among.
    const said = moved && label !== '' ? [...document.querySelectorAll(place.tag || '*')] : [];
    const [only = null, ...more] = said.filter((element) => saysOf(element).includes(label));
    const isAmong = only && more.length === 0 && 2 * around(only) > place.near.length;
    const found = isMeant ? exact : (named.find(means) ?? (isAmong ? only : null));
    return found && isWhole(found) ? found : null;
  };
  let known: Element | null = null;
  const find = (): Element | null => (known?.isConnected ? known : (known = seek()));

  const written = new WeakMap<Node, string>();
  const oneMore = (element: Element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (!/\d/.test(text)) continue;
      if (written.get(node) !== text) {
        node.nodeValue = text.replace(/\d+/, (digits) => String(Number(digits) + 1));
        written.set(node, node.nodeValue);
      }
      return tell();
    }
  };
  const blank = (element: Element) => {
    if (!element.textContent) return;
    element.textContent = '';
    tell();
  };
  const left = new WeakMap<Element, number>();
  const dropLast = (list: Element) => {
    if (list.children.length < 2 || list.children.length === left.get(list)) return;
    list.lastElementChild?.remove();
    left.set(list, list.children.length);
    tell();
  };
  const lead = (element: Element, to: string) => {
    if (element.getAttribute('href') === to) return;
    element.setAttribute('href', to);
    tell();
  };
  const unlock = () => {
    for (const form of document.forms) form.noValidate = true;
    for (const field of document.querySelectorAll('input,select,textarea'))
      for (const name of ['required', 'pattern', 'min', 'max', 'minlength', 'maxlength', 'aria-required'])
        if (field.hasAttribute(name)) field.removeAttribute(name);
  };

  const spoil = () => {
    const isComing = document.readyState === 'loading';
    if (!here()) return void (known = null);
    if (fault.effect === 'unlocksFields') return isComing ? undefined : unlock();
    if (isComing && fault.effect === 'dropsLastRow') return;
    const element = isComing ? (known ??= seekEarly()) : find();
    if (!element) return;
    if (fault.effect === 'changesNumber') oneMore(element);
    if (fault.effect === 'blanks') blank(element);
    if (fault.effect === 'dropsLastRow') dropLast(element);
    if (fault.effect === 'leadsElsewhere') lead(element, fault.to);
  };
  const ignore = (event: Event) => {
    if (fault.effect !== 'doesNothing' || !here()) return;
    const element = find();
    const submitter = (event as SubmitEvent).submitter;
    const hit = event.type === 'submit' ? submitter === element : element?.contains(event.target as Node);
    if (!element || !hit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell();
  };
  for (const type of ['click', 'submit', 'pointerdown', 'mousedown', 'mouseup', 'pointerup'])
    addEventListener(type, ignore, { capture: true });
  const veil = document.createElement('style');
  veil.textContent = 'html { visibility: hidden !important; }';
  document.documentElement.append(veil);
  const unveil = () => {
    spoil();
    veil.remove();
  };
  document.addEventListener('DOMContentLoaded', unveil);
  new MutationObserver(spoil).observe(document, { childList: true, subtree: true, characterData: true });
}
