import type { Locator, LocatorLink, PageElement, PageSnapshot } from '@testforge/core';
import { countInSnapshot } from './count-in-snapshot.js';
import { looksGenerated } from './page/paths.js';
import { proposeScopes, rowLinks } from './propose-scopes.js';
import { proposeValueLinks } from './propose-value-links.js';

export interface ProposeOptions {
  /** For an element that shows a value: find it by anything but the text it shows. */
  avoidOwnText?: boolean;
}

const longestText = 80;
const isShort = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text.length <= longestText;
const namedRoles =
  /^(button|link|checkbox|radio|switch|tab|menuitem|menuitemcheckbox|menuitemradio|combobox|listbox|textbox|searchbox|slider|spinbutton|treeitem|heading|img|dialog|alertdialog|option|progressbar|meter|group|columnheader|rowheader)$/;

/** Loose and exact forms of a text link; the loose one comes first because it survives small changes of wording. */
const bothForms = <L extends { text: string; exact?: boolean | undefined }>(link: L): L[] => [
  link,
  { ...link, exact: true },
];

function byRole({ role, name }: PageElement): LocatorLink[] {
  if (!role || !isShort(name) || !namedRoles.test(role)) return [];
  return [
    { by: 'role', role, name },
    { by: 'role', role, name, exact: true },
  ];
}

function byTestId(element: PageElement): LocatorLink[] {
  const { testId } = element;
  if (!testId) return [];
  const other = ['data-test', 'data-cy', 'data-qa'].find((name) => element.attributes?.[name] === testId);
  return [other ? { by: 'css', css: `[${other}="${testId.replace(/["\\]/g, '\\$&')}"]` } : { by: 'testId', testId }];
}

function byAttributes(element: PageElement): LocatorLink[] {
  const links: LocatorLink[] = [];
  if (element.interactive && isShort(element.label))
    links.push(...bothForms({ by: 'label' as const, text: element.label }));
  if (isShort(element.placeholder)) links.push(...bothForms({ by: 'placeholder' as const, text: element.placeholder }));
  if (isShort(element.alt)) links.push(...bothForms({ by: 'altText' as const, text: element.alt }));
  if (isShort(element.title)) links.push(...bothForms({ by: 'title' as const, text: element.title }));
  return links;
}

function byText(element: PageElement): LocatorLink[] {
  const readable = !element.interactive || !element.role || !element.name;
  return readable && isShort(element.text) ? bothForms({ by: 'text' as const, text: element.text }) : [];
}

function byIdOrName(element: PageElement): LocatorLink[] {
  const links: LocatorLink[] = [];
  if (element.id && !looksGenerated(element.id) && /^[a-z][\w-]*$/i.test(element.id))
    links.push({ by: 'css', css: `#${element.id}` });
  if (element.nameAttr && element.interactive)
    links.push({ by: 'css', css: `${element.tag}[name="${element.nameAttr.replace(/["\\]/g, '\\$&')}"]` });
  return links;
}

/** A name of figures and signs alone is a count or a drawing: it says what stands there today. */
const isWordless = (name: string | undefined): boolean => name !== undefined && !/\p{L}/u.test(name);

/** By what one would call it; where that is no word, by anything else first. */
function byWords(element: PageElement): LocatorLink[] {
  const steps = isWordless(element.name)
    ? [byAttributes, byTestId, byIdOrName, byRole, byText]
    : [byRole, byAttributes, byTestId, byText];
  return steps.flatMap((by) => by(element));
}

/** What has a role and nothing to call it by, as the one search box of a page: sturdier than where it stands. */
const byRoleAlone = ({ role, name, interactive }: PageElement): LocatorLink[] =>
  role && !name && interactive && namedRoles.test(role) ? [{ by: 'role', role }] : [];

/** A value may be found by what labels it, never by what it shows. */
function withoutOwnText(element: PageElement): LocatorLink[] {
  const own = element.text?.toLowerCase();
  const tells = (link: LocatorLink) =>
    ('name' in link && link.name ? link.name : 'text' in link ? link.text : '').toLowerCase();
  return [
    ...byRole(element),
    ...byAttributes(element),
    ...(element.label ? bothForms({ by: 'label' as const, text: element.label }) : []),
  ].filter((link) => !own || !tells(link).includes(own));
}

/**
 * Locators for an element in Playwright's order of preference: role with name, label, placeholder, alternative text or
 * title, test id, text, id, name, a role alone, a chain through row, landmark or section, and the CSS path last. Those that match
 * exactly this element in the snapshot come first. With `avoidOwnText` (totals, prices, counts, states): test id, the
 * label beside it, the row it is in, id, CSS path. Pure; never empty where the element has a `cssPath`.
 */
export function proposeLocators(element: PageElement, snapshot: PageSnapshot, options: ProposeOptions = {}): Locator[] {
  const frame = element.frame ?? [];
  const at = (links: LocatorLink[]): Locator => ({ frame, links });
  const direct = options.avoidOwnText ? [...byTestId(element), ...withoutOwnText(element)] : byWords(element);
  const rows = options.avoidOwnText ? [] : rowLinks(element, snapshot);
  const chains = options.avoidOwnText ? proposeValueLinks(element, snapshot) : [];
  const plain = [
    ...rows.map(at),
    ...direct.map((link) => at([link])),
    ...chains.map(at),
    ...byIdOrName(element).map((link) => at([link])),
    ...byRoleAlone(element).map((link) => at([link])),
  ];
  const isUnique = (locator: Locator) => matchesOnly(locator, element, snapshot);
  const unique = plain.filter(isUnique);
  const scoped = unique.length ? [] : proposeScopes(element, snapshot, direct).map(at);
  const last = element.cssPath ? [at([{ by: 'css', css: element.cssPath }])] : [];
  const uniqueScoped = scoped.filter(isUnique);
  const rest = [...plain, ...scoped].filter((locator) => !unique.includes(locator) && !uniqueScoped.includes(locator));
  return [...unique, ...uniqueScoped, ...last, ...rest];
}

function matchesOnly(locator: Locator, element: PageElement, snapshot: PageSnapshot): boolean {
  const found = countInSnapshot(locator, snapshot);
  const only = found.length === 1 && found[0] !== undefined ? snapshot.elements[found[0]] : undefined;
  return (
    only !== undefined &&
    (only === element ||
      (only.xpath === element.xpath &&
        only.cssPath === element.cssPath &&
        (only.frame ?? []).join() === (element.frame ?? []).join()))
  );
}
