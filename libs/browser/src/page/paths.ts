/** Ways back to an element: XPath, CSS, hosts of shadow roots. In-page code. */

/** Whether an id or class looks made by a machine (a hash, a counter, a framework's prefix), so that it will differ tomorrow. */
export function looksGenerated(token: string): boolean {
  return (
    token.length > 40 ||
    /^(css|sc|jss|emotion|svelte|styled|chakra|mantine|mui|radix|headlessui|react-aria|ember|ext-gen|yui|gwt|ng|_ng|data-v)[-_:]?[a-z]*[-_:]?[a-z0-9]*\d/i.test(
      token,
    ) ||
    /^(css|sc|jss|emotion|svelte|styled)-/i.test(token) ||
    /\d{3,}|^:|^\d|[0-9a-f]{8}-[0-9a-f]{4}/i.test(token) ||
    /(^|[-_])(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{5,}$/i.test(token.replace(/[a-z]+\d{1,2}$/i, '')) ||
    /_{2}(?=[A-Za-z0-9-]*[A-Z0-9])[A-Za-z0-9-]{5,8}$/.test(token) ||
    /(^|[-_])[bcdfghjklmnpqrstvwxz]{6,}$/i.test(token) ||
    hasUnspeakablePart(token)
  );
}

/** `jozFpz`, `bdVaJa`: letters in mixed case of which a part cannot be spoken and is no usual abbreviation. */
export function hasUnspeakablePart(token: string): boolean {
  const last = token.split(/[-_]/).at(-1) ?? '';
  if (!/^[a-zA-Z]{5,10}$/.test(last) || !/[a-z][A-Z]/.test(last)) return false;
  const parts = last.split(/(?=[A-Z])/).map((part) => part.toLowerCase());
  return parts.some(
    (part) =>
      part.length > 1 &&
      !/[aeiouy]/.test(part) &&
      !/^(btn|btns|txt|img|svg|css|html|str|ctrl|src|msg|pwd|tbl|hdr|ftr|grp|cnt|nr|wrp|lbl|chk|ddl|frm|lst|dlg|bg|lg|md|sm|xl|tv|hr|td|th|tr)$/.test(
        part,
      ),
  );
}

/** `div[2]` as XPath counts it: among siblings of the same name. */
export function xpathStep(element: Element, index: number): string {
  return element.namespaceURI === 'http://www.w3.org/1999/xhtml'
    ? `${element.localName}[${index}]`
    : `*[name()="${element.nodeName}"][${index}]`;
}

export function indexOfType(element: Element): number {
  let index = 1;
  for (let other = element.previousElementSibling; other; other = other.previousElementSibling)
    if (other.localName === element.localName) index += 1;
  return index;
}

/** XPath from the document or the shadow root the element is in. */
export function xpathOf(element: Element): string {
  let path = '';
  for (let at: Element | null = element; at; at = at.parentElement) path = `/${xpathStep(at, indexOfType(at))}${path}`;
  return path;
}

/** XPaths of an element and of the hosts around it, outermost first: tells one element of a frame from all others. */
export function whereIs(element: Element): string {
  const root = element.getRootNode();
  return (root instanceof ShadowRoot ? `${whereIs(root.host)} >> ` : '') + xpathOf(element);
}

export function stableClasses(element: Element): string[] {
  const names = element.getAttribute('class');
  return names
    ? names
        .split(/\s+/)
        .filter((name) => name !== '' && !looksGenerated(name))
        .slice(0, 10)
    : [];
}

/** Short selectors that may be unique on the page, the steadiest first. */
export function anchorsOf(element: Element): string[] {
  const anchors: string[] = [];
  const attribute = (name: string) => {
    const value = element.getAttribute(name);
    if (value && value.length < 60) anchors.push(`[${name}="${value.replace(/["\\]/g, '\\$&')}"]`);
  };
  const id = element.getAttribute('id');
  if (id && !looksGenerated(id)) anchors.push(`#${CSS.escape(id)}`);
  for (const name of ['data-testid', 'data-test', 'data-cy', 'data-qa']) attribute(name);
  const name = element.getAttribute('name');
  if (name && name.length < 60 && element.localName !== 'meta')
    anchors.push(`${element.localName}[name="${name.replace(/["\\]/g, '\\$&')}"]`);
  for (const token of stableClasses(element))
    if (/^[a-z][\w-]*$/i.test(token)) anchors.push(`${element.localName}.${token}`);
  return anchors;
}

/** How often each anchor occurs in the document and its open shadow roots. */
export function countAnchors(root: ParentNode, counts: Map<string, number>, anchors: Map<Element, string[]>): void {
  for (const element of root.querySelectorAll('*')) {
    const own = anchorsOf(element);
    anchors.set(element, own);
    for (const anchor of own) counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
    if (element.shadowRoot) countAnchors(element.shadowRoot, counts, anchors);
  }
}

/** A selector that finds this element alone in its document: an anchor, else a chain of children from one. */
export function cssPathOf(element: Element): string {
  const only = (selector: string) => document.querySelectorAll(selector).length === 1;
  const anchor = anchorsOf(element).find(only);
  if (anchor) return anchor;
  const step = `${element.localName}:nth-of-type(${indexOfType(element)})`;
  return element.parentElement ? `${cssPathOf(element.parentElement)} > ${step}` : element.localName;
}
