import type { Place, Position, Seen } from './shapes.js';

/** One pass down the tree: gathers what matters and returns the shape of what was passed. In-page code. */
declare const accessibleName: typeof import('./names.js').accessibleName;
declare const describeElement: typeof import('./describe.js').describeElement;
declare const isLandmarkRole: typeof import('./roles.js').isLandmarkRole;
declare const isWidgetRole: typeof import('./roles.js').isWidgetRole;
declare const noteElement: typeof import('./notes.js').noteElement;
declare const noteList: typeof import('./notes.js').noteList;
declare const ownText: typeof import('./names.js').ownText;
declare const roleOf: typeof import('./roles.js').roleOf;
declare const tidy: typeof import('./names.js').tidy;
declare const xpathStep: typeof import('./paths.js').xpathStep;

export function isSkipped(tag: string): boolean {
  return /^(script|style|template|noscript|head|meta|link|base|param|source|track|br|wbr|option|optgroup|datalist|iframe|frame|object|embed)$/.test(
    tag,
  );
}

export function isRow(tag: string, role: string): boolean {
  return tag === 'li' || tag === 'tr' || role === 'article' || role === 'row' || role === 'listitem';
}

export function isInteractive(element: Element, role: string, place: Place, pointer: boolean): boolean {
  const tag = element.localName;
  if (tag === 'input') return element.getAttribute('type')?.toLowerCase() !== 'hidden';
  if (/^(button|select|textarea|summary)$/.test(tag) || isWidgetRole(role)) return true;
  if (
    element.hasAttribute('onclick') ||
    /^(|true|plaintext-only)$/.test(element.getAttribute('contenteditable') ?? 'no')
  )
    return true;
  if (tag === 'label' || tag === 'body' || tag === 'svg' || place.insideLeaf) return false;
  if ((element.getAttribute('tabindex') ?? '-') >= '0' && role !== 'tabpanel' && role !== 'dialog') return true;
  return pointer && !place.pointer;
}

export function isMeaningful(element: Element, role: string, text: string, place: Place): boolean {
  if (role === 'img') return element.localName !== 'svg' || accessibleName(element, role) !== '';
  if (
    /^(heading|alert|status|dialog|alertdialog|progressbar|meter|tab|option)$/.test(role) ||
    isRow(element.localName, role)
  )
    return true;
  if (place.insideLeaf) return isBadge(element, text, place);
  return text !== '' && !(element.localName === 'label' && (element as HTMLLabelElement).control);
}

/** A count beside the words of a control, “Cart 2”: a value of its own, which the control's name does not tell apart. */
export function isBadge(element: Element, text: string, place: Place): boolean {
  const inRow = place.repeated || place.group !== null;
  if (inRow && !/^(navigation|banner)/.test(place.landmark)) return false;
  if (element.firstElementChild || !/^\(?\d{1,4}\+?\)?$/.test(text)) return false;
  const control = element.parentElement?.closest('a,button,[role=button],[role=link],[role=tab],[role=menuitem]');
  return /\p{L}/u.test(control?.textContent ?? '');
}

/** The place the children of an element are at. */
export function placeInside(
  element: Element,
  role: string,
  place: Place,
  facts: { leaf: boolean; pointer: boolean; group: string | null; repeated: boolean },
): Place {
  const landmark = isLandmarkRole(role);
  const scoped =
    landmark ||
    isRow(element.localName, role) ||
    facts.repeated ||
    /^(section|dialog|fieldset|aside|form)$/.test(element.localName) ||
    role === 'dialog';
  const name = landmark ? tidy(element.getAttribute('aria-label')) : '';
  return {
    ...place,
    heading: scoped ? { text: place.heading.text } : place.heading,
    landmark: landmark ? role + (name ? `: ${name}` : '') : place.landmark,
    insideLeaf: place.insideLeaf || facts.leaf,
    pointer: facts.pointer,
    group: facts.group ?? place.group,
    repeated: place.repeated || facts.repeated,
    depth: place.depth + 1,
  };
}

export function placeOf(element: Element, role: string, parent: Place, position: Position, seen: Seen): Place {
  const step = xpathStep(element, position.ofType);
  const id = element.getAttribute('id');
  const anchor = seen.anchors.get(element)?.find((each) => seen.counts.get(each) === 1);
  const css = position.onlyOfType
    ? CSS.escape(element.localName)
    : `${CSS.escape(element.localName)}:nth-of-type(${position.ofType})`;
  return {
    ...parent,
    rolePath: role ? (parent.rolePath ? `${parent.rolePath}/${role}` : role).slice(-200) : parent.rolePath,
    xpath: `${parent.xpath}/${step}`,
    idXpath: id && !id.includes('"') ? `//*[@id="${id}"]` : `${parent.idXpath}/${step}`,
    cssPath: anchor ?? (parent.cssPath ? `${parent.cssPath} > ${css}` : css),
    // An element without a box of its own shows what is in it.
    shown: parent.shown && (element.checkVisibility() || getComputedStyle(element).display === 'contents'),
    ariaHidden: parent.ariaHidden || element.getAttribute('aria-hidden') === 'true',
  };
}

/** Looks at an element and all below it; returns its shape: roles with equal siblings folded, without texts. */
export function visit(element: Element, parent: Place, position: Position, seen: Seen): string {
  if (isSkipped(element.localName)) return '';
  if (parent.depth > 500) {
    seen.leftOut += 1 + element.querySelectorAll('*').length;
    return '';
  }
  const role = roleOf(element);
  const place = placeOf(element, role, parent, position, seen);
  const pointer = place.shown && getComputedStyle(element).cursor === 'pointer';
  const text = ownText(element);
  const interactive = isInteractive(element, role, place, pointer);
  const repeated = position.repeated && element.firstElementChild !== null;
  const spot = { from: seen.texts.length, to: 0, group: place.group };
  let index = -1;
  if (interactive || repeated || isMeaningful(element, role, text, place)) {
    if (seen.elements.length >= seen.maxElements) seen.leftOut += 1;
    else
      index = noteElement(
        element,
        describeElement(element, role, place, position),
        { interactive, repeated: place.repeated || repeated, place },
        seen,
        spot,
      );
  }
  if (role === 'heading' && place.shown) place.heading.text = accessibleName(element, role);
  if (text && place.shown) seen.texts.push(text.slice(0, 80));
  const leaf = interactive || role === 'heading' || element.localName === 'label';
  const group = index >= 0 && (repeated || isRow(element.localName, role)) ? String(index) : null;
  if (group) seen.groupSpans.set(group, spot);
  const inside =
    element.localName === 'svg' || element.localName === 'select'
      ? []
      : visitChildren(element, placeInside(element, role, place, { leaf, pointer, group, repeated }), seen);
  spot.to = seen.texts.length;
  noteList(element, role, place, seen);
  return place.shown ? shapeOf(element, role, inside) : '';
}

export function visitChildren(element: Element, place: Place, seen: Seen): string[] {
  const shapes: string[] = [];
  if (element.shadowRoot) {
    const host: Place = { ...place, xpath: '', idXpath: '', shadow: [...place.shadow, place.cssPath] };
    shapes.push(...visitSiblings([...element.shadowRoot.children], host, seen));
  }
  shapes.push(...visitSiblings([...element.children], place, seen));
  return shapes;
}

export function visitSiblings(children: Element[], place: Place, seen: Seen): string[] {
  const totals = new Map<string, number>();
  const shapes = new Map<string, number>();
  const signature = (child: Element) => `${child.localName}.${child.classList[0] ?? ''}`;
  for (const child of children) {
    totals.set(child.localName, (totals.get(child.localName) ?? 0) + 1);
    if (!place.shown || !child.checkVisibility()) continue;
    const own = signature(child);
    shapes.set(own, (shapes.get(own) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  const found = new Map<string, true>();
  children.forEach((child, siblingIndex) => {
    const ofType = (counts.get(child.localName) ?? 0) + 1;
    counts.set(child.localName, ofType);
    const repeated = (shapes.get(signature(child)) ?? 0) >= 3 && mayRepeat(child);
    const shape = tryVisit(
      child,
      place,
      { ofType, onlyOfType: totals.get(child.localName) === 1, siblingIndex, repeated },
      seen,
    );
    if (shape) found.set(/^(li|tr|article)$/.test(child.localName) ? `${shape.split('(')[0]}` : shape, true);
  });
  return [...found.keys()];
}

/** Whether siblings like this are rows or cards, not the paragraphs of a text or the fields of a form. */
export function mayRepeat(element: Element): boolean {
  if (/^(li|tr|article)$/.test(element.localName)) return true;
  if (/^(p|h[1-6]|span|a|button|label|input|dt|dd|td|th|section|details|fieldset)$/.test(element.localName))
    return false;
  return element.classList.length > 0 && element.closest('form') === null && !isPartOfPage(element);
}

/** A column of the page is none of many, whatever its siblings look like: it holds the page's own parts or most of it. */
export function isPartOfPage(element: Element): boolean {
  if (element.querySelector('h1,main,nav,[role=main],[role=navigation]')) return true;
  return element.getElementsByTagName('*').length * 2 > document.getElementsByTagName('*').length;
}

/** A page may break any assumption (a form whose field is called `attributes`); one odd element must not cost the rest. */
export function tryVisit(element: Element, place: Place, position: Position, seen: Seen): string {
  try {
    return visit(element, place, position, seen);
  } catch {
    seen.leftOut += 1;
    return '';
  }
}

export function shapeOf(element: Element, role: string, inside: string[]): string {
  const content = inside.join(',');
  const own =
    element.localName === 'input'
      ? `${role}:${(element as HTMLInputElement).type}`
      : role === 'heading'
        ? `heading:${element.localName}`
        : role;
  if (!own) return content;
  return content ? `${own}(${content})` : own;
}
