import type { LocatorLink, PageElement, PageSnapshot } from '@testforge/core';
import { isInside } from './count-in-snapshot.js';
import { looksGenerated } from './page/paths.js';

/** The role or, for a plain card, the tag and class by which rows of this kind are found. */
function rowLink(row: PageElement): LocatorLink | null {
  if (row.role && /^(listitem|row|article|option|treeitem)$/.test(row.role)) return { by: 'role', role: row.role };
  const className = row.classes?.find((name) => /^[a-z][\w-]*$/i.test(name));
  return className ? { by: 'css', css: `${row.tag}.${className}` } : null;
}

/** A text that tells this row from its fellows: its heading, its link or its first cell; not the element's own. */
export function rowKey(row: PageElement, element: PageElement, snapshot: PageSnapshot): string | null {
  const fellows = snapshot.elements.filter(
    (other) => other !== row && other.tag === row.tag && other.group === row.group && other.repeated,
  );
  const usable = (text: string | undefined): text is string =>
    text !== undefined && text.length >= 2 && text.length <= 60 && text !== element.text && text !== element.name;
  const rank = (part: PageElement) =>
    part.role === 'heading' ? 0 : part.role === 'link' ? 1 : part.role === 'rowheader' ? 1 : part.interactive ? 3 : 2;
  const parts = snapshot.elements.filter((part) => isInside(part, row)).sort((a, b) => rank(a) - rank(b));
  const tells = (text: string) =>
    fellows.every((other) => !(other.text ?? '').toLowerCase().includes(text.toLowerCase()));
  return parts.map((part) => part.text).find((text) => usable(text) && /\p{L}{2}/u.test(text) && tells(text)) ?? null;
}

/** The row or card the element stands in, as links; empty where it is in none or nothing tells it apart. */
export function rowScope(element: PageElement, snapshot: PageSnapshot): LocatorLink[] {
  const row = element.group === undefined ? undefined : snapshot.elements[Number(element.group)];
  const link = row && rowLink(row);
  const key = row && rowKey(row, element, snapshot);
  return link && key ? [link, { by: 'hasText', text: key }] : [];
}

/** A row or card itself, by what tells it from its fellows. */
export function rowLinks(element: PageElement, snapshot: PageSnapshot): LocatorLink[][] {
  const index = String(snapshot.elements.indexOf(element));
  const isRow = !element.interactive && snapshot.elements.some((part) => part.group === index);
  const link = isRow ? rowLink(element) : null;
  const key = link && rowKey(element, element, snapshot);
  return link && key ? [[link, { by: 'hasText', text: key }]] : [];
}

function landmarkScope(element: PageElement): LocatorLink[] {
  const [role, name] = (element.landmark ?? '').split(': ');
  return role ? [{ by: 'role', role, ...(name ? { name } : {}) }] : [];
}

function idScope(element: PageElement): LocatorLink[] {
  const id = /^\/\/\*\[@id="([a-z][\w-]*)"\]\//i.exec(element.idXpath ?? '')?.[1];
  return id && !looksGenerated(id) ? [{ by: 'css', css: `#${id}` }] : [];
}

function sectionScope(element: PageElement): LocatorLink[] {
  const tag = ['section', 'article', 'fieldset', 'form'].find((name) => (element.xpath ?? '').includes(`/${name}[`));
  return tag && element.heading && element.heading.length <= 60
    ? [
        { by: 'css', css: tag },
        { by: 'hasText', text: element.heading },
      ]
    : [];
}

/** Chains that narrow a link which alone is ambiguous: through the row or card, the landmark, the section, a container with an id. */
export function proposeScopes(element: PageElement, snapshot: PageSnapshot, direct: LocatorLink[]): LocatorLink[][] {
  const dialog: LocatorLink[] = /(^|\/)(alert)?dialog\//.test(element.rolePath ?? '')
    ? [{ by: 'role', role: 'dialog' }]
    : [];
  const scopes = [
    rowScope(element, snapshot),
    dialog,
    landmarkScope(element),
    sectionScope(element),
    idScope(element),
  ].filter((scope) => scope.length > 0);
  const bare: LocatorLink[] = element.interactive
    ? [...(element.role ? [{ by: 'role' as const, role: element.role }] : []), { by: 'css', css: element.tag }]
    : [];
  return scopes.flatMap((scope) => [...direct, ...bare].map((link) => [...scope, link]));
}
