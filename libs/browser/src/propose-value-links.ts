import type { LocatorLink, PageElement, PageSnapshot } from '@testforge/core';
import { isInside } from './count-in-snapshot.js';
import { rowScope } from './propose-scopes.js';

const parentXpath = (element: PageElement): string => (element.xpath ?? '').replace(/\/[^/]*$/, '');
const isLabel = (text: string | undefined): text is string =>
  text !== undefined && text.length <= 60 && /\p{L}{2}/u.test(text);

/** `<dt>Total</dt><dd>…</dd>`: the label is the element right before. */
function besideLabel(element: PageElement, snapshot: PageSnapshot): LocatorLink[][] {
  const before = snapshot.elements.find(
    (other) =>
      !other.interactive &&
      other.siblingIndex === (element.siblingIndex ?? 0) - 1 &&
      parentXpath(other) === parentXpath(element) &&
      (other.frame ?? []).join() === (element.frame ?? []).join(),
  );
  return before && isLabel(before.text)
    ? [
        [
          { by: 'text', text: before.text, exact: true },
          { by: 'css', css: 'xpath=following-sibling::*[1]' },
        ],
      ]
    : [];
}

/** `<p>Total: <strong>…</strong></p>`: the label is what the parent says before. */
function insideLabel(element: PageElement, snapshot: PageSnapshot): LocatorLink[][] {
  const parent = snapshot.elements.find((other) => other.xpath === parentXpath(element) && isInside(element, other));
  const text = element.text ?? '';
  const label = text && parent?.text?.includes(text) ? parent.text.slice(0, parent.text.indexOf(text)).trim() : '';
  return isLabel(label)
    ? [
        [
          { by: 'text', text: label },
          { by: 'css', css: element.tag },
        ],
      ]
    : [];
}

/** A cell or a part of a card, found by what tells its row apart. */
function inRow(element: PageElement, snapshot: PageSnapshot): LocatorLink[][] {
  const scope = rowScope(element, snapshot);
  if (!scope.length) return [];
  const chains: LocatorLink[][] = [];
  const className = element.classes?.find((name) => /^[a-z][\w-]*$/i.test(name));
  if (className) chains.push([...scope, { by: 'css', css: `.${className}` }]);
  if (element.tag === 'td') chains.push([...scope, { by: 'css', css: `xpath=./td[${ofType(element)}]` }]);
  chains.push([...scope, { by: 'css', css: element.tag }]);
  return chains;
}

const ofType = (element: PageElement): string => /\[(\d+)\]$/.exec(element.xpath ?? '')?.[1] ?? '1';

/** Ways to a value that do not use the value: its label beside it or around it, the row it stands in. */
export function proposeValueLinks(element: PageElement, snapshot: PageSnapshot): LocatorLink[][] {
  const labels = [...besideLabel(element, snapshot), ...insideLabel(element, snapshot)];
  const rows = inRow(element, snapshot);
  return element.tag === 'td' ? [...rows, ...labels] : [...labels, ...rows];
}
