import type { Fingerprint } from '@testforge/core';
import type { Place, Seen } from './shapes.js';

/** What is written down of an element, a list, a message. In-page code. */
declare const accessibleName: typeof import('./names.js').accessibleName;
declare const isLandmarkRole: typeof import('./roles.js').isLandmarkRole;
declare const textOf: typeof import('./names.js').textOf;
declare const tidy: typeof import('./names.js').tidy;

/** Keeps the element and returns its index. */
export function noteElement(
  element: Element,
  print: Fingerprint,
  facts: { interactive: boolean; repeated: boolean; place: Place },
  seen: Seen,
  span: Seen['spans'][number],
): number {
  const index = seen.elements.length;
  seen.elements.push({
    ...print,
    interactive: facts.interactive,
    repeated: facts.repeated || undefined,
    group: facts.place.group ?? undefined,
  });
  seen.indexes.set(element, index);
  seen.spans.push(span);
  if (!print.visible) return index;
  if (print.role === 'heading' && !facts.place.ariaHidden && !element.closest('[inert]'))
    seen.headings.push({
      level: Number(
        element.getAttribute('aria-level') ?? (/^h\d$/.test(element.localName) ? element.localName.slice(1) : 2),
      ),
      text: print.name ?? '',
    });
  return index;
}

/** A script makes a writing request of it, or asks back first: it leads nowhere, and asking for its address is another thing, or does the same. */
export function sendsByScript(link: Element): boolean {
  const methods = ['data-method', 'data-turbo-method', 'data-remote-method'].map(
    (name) => link.getAttribute(name) ?? '',
  );
  const verbs = ['post', 'put', 'patch', 'delete'];
  const asking = ['data-confirm', 'data-turbo-confirm', 'data-requires-confirm', 'hx-confirm', 'data-hx-confirm'];
  return (
    // Nobody asks back before a page is only shown.
    asking.some((name) => link.hasAttribute(name)) ||
    /(?<![.\w])confirm\s*\(/.test(link.getAttribute('onclick') ?? '') ||
    methods.some((method) => verbs.includes(method.toLowerCase())) ||
    verbs.some((verb) => link.hasAttribute(`hx-${verb}`) || link.hasAttribute(`data-hx-${verb}`))
  );
}

/** Links are noted even where they are hidden: a closed menu's entries lead somewhere too. */
export function noteLinks(root: ParentNode, seen: Seen): void {
  for (const link of root.querySelectorAll('a[href],area[href]')) {
    if (seen.links.length >= 2000) return;
    if (sendsByScript(link)) continue;
    const href = new URL(link.getAttribute('href') ?? '', document.baseURI).href;
    const index = seen.indexes.get(link);
    const print = index === undefined ? undefined : seen.elements[index];
    seen.links.push({
      href: href.slice(0, 2000),
      text: print?.name ?? textOf(link),
      landmark: print?.landmark,
      download: link.hasAttribute('download') || undefined,
      newTab: link.getAttribute('target') === '_blank' || undefined,
    });
  }
}

export function noteLandmark(element: Element, role: string, place: Place, seen: Seen): void {
  if (isLandmarkRole(role) && place.shown)
    seen.landmarks.push({ role, name: accessibleName(element, role) || undefined });
}

/** Lists, tables and runs of cards; navigation is not a list of things. `cssPath` is the container's; its items are its element children. */
export function noteList(element: Element, role: string, place: Place, seen: Seen): void {
  noteLandmark(element, role, place, seen);
  if (!place.shown || place.landmark.startsWith('navigation') || seen.lists.length >= 100) return;
  const items = [...element.children];
  const first = items[0];
  const likes = first?.hasAttribute('class')
    ? items.filter(
        (item) => item.className === first.className && item.localName === first.localName && item.firstElementChild,
      )
    : [];
  const isList =
    /^(list|grid|feed|listbox)$/.test(role) ||
    element.localName === 'tbody' ||
    (likes.length >= 3 && /^(div|article|section)$/.test(first?.localName ?? ''));
  if (!isList || (items.length === 0 && role !== 'list')) return;
  const label =
    tidy(element.getAttribute('aria-label')) ||
    tidy(element.closest('table')?.caption?.textContent) ||
    place.heading.text;
  seen.lists.push({
    label,
    cssPath: place.cssPath,
    items: items.length,
    sample: items.slice(0, 3).map((item) => textOf(item).slice(0, 80)),
  });
}

export function noteMessages(root: ParentNode, seen: Seen): void {
  const selector =
    '[role=alert],[role=status],[role=log],[aria-live=polite],[aria-live=assertive],[class*=error],[class*=alert],[class*=flash],[class*=notice],[class*=toast],[class*=success],[class*=warning],.err,[class*="-err"],[class*=meldung],[class*=fehler],[class*=erreur]';
  for (const element of root.querySelectorAll(selector)) {
    const spoken = element.hasAttribute('role') || element.hasAttribute('aria-live');
    if (seen.messages.length >= 20 || (!spoken && element.querySelector('input,button,form,a'))) continue;
    const text = textOf(element);
    if (
      text &&
      text.length < 300 &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !seen.messages.includes(text)
    )
      seen.messages.push(text);
  }
}

/** Up to four texts around each element, of its own row or card where it is in one. */
export function noteNeighbours(seen: Seen): void {
  seen.elements.forEach((element, index) => {
    const span = seen.spans[index];
    if (!span) return;
    const bounds = span.group === null ? undefined : seen.groupSpans.get(span.group);
    const before = seen.texts.slice(Math.max(bounds?.from ?? 0, span.from - 2), span.from);
    const after = seen.texts.slice(span.to, Math.min(bounds?.to ?? seen.texts.length, span.to + 2));
    const near = [...before, ...after].filter(Boolean);
    if (near.length) element.neighbourTexts = near;
  });
}
