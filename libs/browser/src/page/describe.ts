import type { Fingerprint } from '@testforge/core';
import type { Place, Position } from './shapes.js';

/** One element as a fingerprint. In-page code. */
declare const accessibleName: typeof import('./names.js').accessibleName;
declare const labelTexts: typeof import('./names.js').labelTexts;
declare const textOf: typeof import('./names.js').textOf;
declare const sendsByScript: typeof import('./notes.js').sendsByScript;
declare const stableClasses: typeof import('./paths.js').stableClasses;

/** Path, query and fragment where the address is on the page's own origin; else as it is. None where a script sends instead. */
export function hrefOf(element: Element): string | undefined {
  const raw = element.getAttribute('href');
  if (raw === null || sendsByScript(element)) return undefined;
  if (!URL.canParse(raw, document.baseURI)) return raw.slice(0, 300);
  const url = new URL(raw, document.baseURI);
  return (url.origin === location.origin ? url.pathname + url.search + url.hash : url.href).slice(0, 500);
}

/** The value a control shows now; never that of a password. */
export function valueOf(element: Element): string | undefined {
  const tag = element.localName;
  if (tag === 'meter' || tag === 'progress') return String((element as HTMLMeterElement).value);
  if (tag === 'select') return (element as HTMLSelectElement).value.slice(0, 300);
  if (tag !== 'input' && tag !== 'textarea') return undefined;
  if (/^(password|file|hidden)$/i.test((element as HTMLInputElement).type)) return undefined;
  return String((element as HTMLInputElement).value ?? '').slice(0, 300);
}

/** Attributes that say what the element is or in which state, beyond those that have a field of their own. */
export function steadyAttributes(element: Element): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    if (Object.keys(kept).length >= 12) break;
    const wanted =
      /^(for|autocomplete|rel|target|inputmode|contenteditable|open|required|readonly|multiple|accept|method|action|formaction|datetime|scope|colspan|lang)$/.test(
        name,
      ) ||
      (name.startsWith('aria-') && !/^aria-(label|labelledby|describedby|owns|activedescendant|details)$/.test(name)) ||
      (name.startsWith('data-') &&
        name !== 'data-testid' &&
        !/^data-(v|react|ng|reactroot|emotion|styled|svelte)/.test(name));
    if (wanted && value.length <= 100 && !/[0-9a-f]{8}-[0-9a-f]{4}|\d{6,}/i.test(value)) kept[name] = value;
  }
  const input = element as HTMLInputElement;
  if (element.localName === 'input' && /^(checkbox|radio)$/.test(input.type)) kept['checked'] = String(input.checked);
  const part = element.localName === 'summary' ? element.parentElement : null;
  if (part?.localName === 'details') kept['aria-expanded'] = String((part as HTMLDetailsElement).open);
  return kept;
}

/** Beside the page, as menus that slide in: nobody sees it and no scrolling leads to it. */
export function isOffCanvas(element: Element, box: DOMRect): boolean {
  if (document.documentElement.dir === 'rtl') return false;
  if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return true;
  if (box.left < innerWidth) return false;
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement)
    if (getComputedStyle(at).position === 'fixed') return true;
  return false;
}

export function isShown(element: Element, box: DOMRect, place: Place): boolean {
  return (
    place.shown &&
    box.width > 0 &&
    box.height > 0 &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !isOffCanvas(element, box)
  );
}

export function isEnabled(element: Element): boolean {
  return !element.matches(':disabled') && element.closest('[aria-disabled]')?.getAttribute('aria-disabled') !== 'true';
}

export function describeElement(element: Element, role: string, place: Place, position: Position): Fingerprint {
  const attribute = (name: string) => element.getAttribute(name)?.slice(0, 300) || undefined;
  const box = element.getBoundingClientRect();
  const attributes = steadyAttributes(element);
  if (place.ariaHidden) attributes['aria-hidden'] = 'true';
  const classes = stableClasses(element);
  const label = labelTexts(element)[0];
  return {
    tag: element.localName,
    role: role || undefined,
    name: accessibleName(element, role) || undefined,
    text: textOf(element) || undefined,
    testId: attribute('data-testid') ?? attribute('data-test') ?? attribute('data-cy') ?? attribute('data-qa'),
    id: attribute('id'),
    nameAttr: attribute('name'),
    type:
      element.localName === 'input' || element.localName === 'button'
        ? (element as HTMLInputElement).type
        : attribute('type'),
    value: valueOf(element),
    placeholder: attribute('placeholder'),
    label: label || undefined,
    alt: attribute('alt'),
    title: attribute('title'),
    href: hrefOf(element),
    classes: classes.length ? classes : undefined,
    attributes: Object.keys(attributes).length ? attributes : undefined,
    heading: place.heading.text || undefined,
    landmark: place.landmark || undefined,
    siblingIndex: position.siblingIndex,
    rolePath: place.rolePath,
    xpath: place.xpath,
    idXpath: place.idXpath,
    cssPath: place.cssPath,
    box: {
      x: Math.round(box.x + scrollX),
      y: Math.round(box.y + scrollY),
      width: Math.round(box.width),
      height: Math.round(box.height),
    },
    visible: isShown(element, box, place),
    enabled: isEnabled(element),
    shadow: place.shadow.length ? place.shadow : undefined,
  };
}
