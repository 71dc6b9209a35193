/** Accessible names and texts, after the accname rules as far as they matter for finding elements again. In-page code. */
declare const takesNameFromContent: typeof import('./roles.js').takesNameFromContent;

/** Whitespace folded, cut to 300 characters. */
export function tidy(text: string | null | undefined): string {
  if (!text) return '';
  if (text.length < 200 && !/^\s|\s$|\s\s|[\t\n\r\u00a0\u200b\u00ad]/.test(text)) return text;
  return text
    .slice(0, 4000)
    .replace(/[\u200b\u00ad]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

/** A sign that a font draws in place of a word (“more_vert”): nobody reads the word, and it is no name. */
export function isIconWord(element: Element): boolean {
  if (element.childElementCount > 1) return false;
  const word = (element.textContent ?? '').trim();
  if (word.length > 40 || !/^[a-z][a-z\d]*(_[a-z\d]+)*$/.test(word)) return false;
  let at = element;
  while (at.firstElementChild && (at.firstElementChild.textContent ?? '').trim() === word) at = at.firstElementChild;
  return (
    /(^|\s)(material-(icons|symbols)|mat-icon|icon-ligature)/i.test(at.getAttribute('class') ?? '') ||
    /icons?\b|symbols?\b/i.test(getComputedStyle(at).fontFamily.split(',')[0] ?? '')
  );
}

/** The text as Playwright's text matching sees it: all text nodes run together, without scripts and styles. */
export function textOf(element: Element): string {
  if (isIconWord(element)) return '';
  if (element.localName === 'input')
    return /^(submit|button|reset)$/i.test(element.getAttribute('type') ?? '')
      ? tidy((element as HTMLInputElement).value)
      : '';
  if (element.localName === 'textarea' || element.localName === 'select') return '';
  if (!element.firstElementChild || !element.querySelector('script,style,noscript,template'))
    return tidy(element.textContent);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (text.length < 4000 && walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest('script,style,noscript,template'))
      text += walker.currentNode.nodeValue ?? '';
  }
  return tidy(text);
}

/** Text that stands directly in the element, not in its children. */
export function ownText(element: Element): string {
  if (isIconWord(element)) return '';
  let text = '';
  for (let node = element.firstChild; node && text.length < 1000; node = node.nextSibling)
    if (node.nodeType === 3) text += ` ${node.nodeValue ?? ''}`;
  return tidy(text);
}

export function referenced(element: Element, attribute: string): Element[] {
  const ids = element.getAttribute(attribute);
  if (!ids) return [];
  const root = element.getRootNode() as Document;
  return ids.split(/\s+/).flatMap((id) => (id && root.getElementById ? (root.getElementById(id) ?? []) : []));
}

export function labelElements(element: Element): Element[] {
  if (!/^(input|select|textarea|button|meter|output|progress)$/.test(element.localName)) return [];
  return [...((element as HTMLInputElement).labels ?? [])];
}

/** Texts by which `getByLabel` finds the element. */
export function labelTexts(element: Element): string[] {
  const references = referenced(element, 'aria-labelledby');
  if (references.length) return references.map(textOf);
  const own = tidy(element.getAttribute('aria-label'));
  return own ? [own] : labelElements(element).map(textOf);
}

/** The sign beside a heading that leads to the heading itself: part of its line, not of what it says. */
export function isPermalink(element: Element): boolean {
  if (element.localName !== 'a' || !/#./.test(element.getAttribute('href') ?? '')) return false;
  const link = element as HTMLAnchorElement;
  const heading = element.closest('h1,h2,h3,h4,h5,h6,[role=heading]');
  if (link.pathname !== location.pathname || !heading || textOf(heading) === textOf(element)) return false;
  return (
    /(^|[\s_-])(permalink|headerlink|hash-?link|heading-?(link|anchor)|anchor-?link|anchor)($|[\s_-])/i.test(
      element.getAttribute('class') ?? '',
    ) || /^[#¶§🔗∞\s]*$/u.test(element.textContent ?? '')
  );
}

export function nameOfChild(child: Element, depth: number): string {
  if (child.getAttribute('aria-hidden') === 'true' || /^(script|style|template|noscript)$/.test(child.localName))
    return '';
  if (isPermalink(child) || isIconWord(child)) return '';
  const style = getComputedStyle(child);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const name =
    tidy(child.getAttribute('aria-label')) ||
    embeddedName(child) ||
    contentName(child, depth + 1) ||
    tidy(child.getAttribute('title'));
  return style.display.startsWith('inline') || style.display === 'contents' ? name : ` ${name} `;
}

export function embeddedName(element: Element): string {
  if (element.localName === 'img') return tidy(element.getAttribute('alt'));
  if (element.localName === 'svg') return tidy(element.querySelector(':scope > title')?.textContent);
  if (element.localName === 'select') return tidy((element as HTMLSelectElement).selectedOptions[0]?.textContent);
  if (element.localName === 'input')
    return /^(password|checkbox|radio|hidden)$/i.test(element.getAttribute('type') ?? '')
      ? ''
      : tidy((element as HTMLInputElement).value);
  return '';
}

export function contentName(element: Element, depth: number): string {
  if (depth > 12) return '';
  const slotted = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
  const nodes: Iterable<Node> = slotted.length ? slotted : (element.shadowRoot ?? element).childNodes;
  let name = '';
  for (const node of nodes) {
    if (name.length > 600) break;
    if (node.nodeType === 3) name += node.nodeValue ?? '';
    else if (node.nodeType === 1)
      name += (node as Element).localName === 'br' ? ' ' : nameOfChild(node as Element, depth);
  }
  return depth === 0 ? tidy(name) : name.replace(/\s+/g, ' ');
}

export function nativeName(element: Element): string {
  const tag = element.localName;
  const child = (selector: string) => {
    const found = element.querySelector(`:scope > ${selector}`);
    return found ? contentName(found, 0) : '';
  };
  if (tag === 'input') {
    const type = (element.getAttribute('type') ?? 'text').toLowerCase();
    if (/^(submit|reset|button)$/.test(type))
      return (
        tidy((element as HTMLInputElement).value) || (type === 'submit' ? 'Submit' : type === 'reset' ? 'Reset' : '')
      );
    if (type === 'image') return tidy(element.getAttribute('alt')) || tidy(element.getAttribute('title')) || 'Submit';
  }
  const labels = labelElements(element).map((label) => labelName(label, element));
  if (labels.length) return tidy(labels.join(' '));
  if (tag === 'img' || tag === 'area') return tidy(element.getAttribute('alt'));
  if (tag === 'fieldset') return child('legend');
  if (tag === 'table') return child('caption');
  if (tag === 'figure') return child('figcaption');
  if (tag === 'svg') return tidy(element.querySelector(':scope > title')?.textContent);
  return '';
}

/** A label's text without the control that may sit inside it. */
export function labelName(label: Element, control: Element): string {
  const own = tidy(label.getAttribute('aria-label'));
  if (own || !label.contains(control)) return own || contentName(label, 0);
  let name = '';
  for (const node of label.childNodes) {
    if (node === control) continue;
    if (node.nodeType === 3) name += node.nodeValue ?? '';
    else if (node.nodeType === 1)
      name += (node as Element).contains(control)
        ? labelName(node as Element, control)
        : nameOfChild(node as Element, 1);
  }
  return tidy(name);
}

/** A field's name without the mark that it must be filled, which comes and goes: “Name *” is “Name”. */
export function withoutMark(element: Element, name: string): string {
  if (!/^(input|select|textarea)$/.test(element.localName)) return name;
  return (
    name.replace(/\s*(\*|\((required|optional|erforderlich|pflichtfeld|obligatoire|obligatorio)\))\s*:?$/i, '') || name
  );
}

/** Whether a field's name is marked as what must not be left out; many an app asks for that itself and not by its markup. */
export function isMarkedRequired(element: Element, role: string): boolean {
  return /^\*\s*\S|\S\s*(\*|\((required|erforderlich|pflichtfeld|obligatoire|obligatorio)\))\s*:?$/i.test(
    fullName(element, role),
  );
}

export function accessibleName(element: Element, role: string): string {
  return withoutMark(element, fullName(element, role));
}

export function fullName(element: Element, role: string): string {
  const references = referenced(element, 'aria-labelledby').map(
    (other) => tidy(other.getAttribute('aria-label')) || embeddedName(other) || contentName(other, 0),
  );
  return (
    tidy(references.join(' ')) ||
    tidy(element.getAttribute('aria-label')) ||
    nativeName(element) ||
    ((takesNameFromContent(role) || element.localName === 'summary') && !isIconWord(element)
      ? contentName(element, 0)
      : '') ||
    tidy(element.getAttribute('title')) ||
    (/^(input|textarea)$/.test(element.localName) ? tidy(element.getAttribute('placeholder')) : '')
  );
}
