import type { Fault } from './fault.js';

type Effects = Extract<Fault, { place: unknown }> | { effect: 'unlocksFields'; place: { template: string } };

/** Where the page tells that the bug had its chance. The proxy answers it; the app never hears of it. */
export const noticePath = '/__bug-met';

/** What the app's own scripts would have done wrong, as a script that comes before them. */
export const pageScript = (fault: Effects): string =>
  `<script>(${behave.toString()})(${JSON.stringify(fault).replaceAll('<', '\\u003c')}, ${JSON.stringify(noticePath)})</script>`;

/** For a form whose server forgot its checks, the page forgets them as well. */
export const pagePart = (fault: Fault): Effects | null => {
  if ('place' in fault) return fault;
  return fault.effect === 'acceptsAnything' ? { effect: 'unlocksFields', place: { template: fault.on } } : null;
};

/** Runs in the page, so it stands on its own feet: its source is what is sent. */
function behave(fault: Effects, noticeAt: string): void {
  const place = { css: '', tag: '', label: '', ...fault.place };
  const parts = (path: string) => (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
  const here = () => {
    const [want, have] = [parts(place.template), parts(location.pathname)];
    return want.length === have.length && want.every((part, at) => part.startsWith(':') || part === have[at]);
  };
  const squeeze = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  const labelOf = (element: Element) =>
    squeeze(element.getAttribute('aria-label') ?? (element.textContent || (element as HTMLInputElement).value));
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    void fetch(noticeAt).catch(() => undefined);
  };
  const find = (): Element | null => {
    const exact = place.css ? document.querySelector(place.css) : null;
    if (exact && (place.tag === '' || exact.localName === place.tag)) return exact;
    const alike = place.tag ? [...document.querySelectorAll(place.tag)] : [];
    return alike.find((element) => labelOf(element) === squeeze(place.label)) ?? null;
  };

  const written = new WeakMap<Node, string>();
  const done = new WeakSet<Node>();
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
    if (element.textContent) element.textContent = '';
    tell();
  };
  const dropLast = (list: Element) => {
    if (done.has(list) || list.children.length < 2) return;
    done.add(list);
    list.lastElementChild?.remove();
    tell();
  };
  const unlock = () => {
    for (const form of document.forms) form.noValidate = true;
    for (const field of document.querySelectorAll('input,select,textarea'))
      for (const name of ['required', 'pattern', 'min', 'max', 'minlength', 'maxlength', 'aria-required'])
        if (field.hasAttribute(name)) field.removeAttribute(name);
  };

  const spoil = () => {
    if (document.readyState === 'loading' || !here()) return;
    if (fault.effect === 'unlocksFields') return unlock();
    const element = find();
    if (!element) return;
    if (fault.effect === 'changesNumber') oneMore(element);
    if (fault.effect === 'blanks') blank(element);
    if (fault.effect === 'dropsLastRow') dropLast(element);
    if (fault.effect === 'leadsElsewhere' && element.getAttribute('href') !== fault.to) {
      element.setAttribute('href', fault.to);
      tell();
    }
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
  document.addEventListener('DOMContentLoaded', spoil);
  new MutationObserver(spoil).observe(document, { childList: true, subtree: true, characterData: true });
}
