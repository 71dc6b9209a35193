/** One link of a failed locator. `around` holds what it says of what the element stands in or beside. */
export interface LocatorPart {
  tag?: string | undefined;
  role?: string | undefined;
  text?: string | undefined;
  id?: string | undefined;
  testId?: string | undefined;
  nameAttr?: string | undefined;
  type?: string | undefined;
  label?: string | undefined;
  placeholder?: string | undefined;
  title?: string | undefined;
  alt?: string | undefined;
  href?: string | undefined;
  classes: string[];
  around: string[];
  /** Of what stands around, what people read: the text of a row or a heading. */
  near: string[];
  /** A bare name that is written like an identifier: of what kind is not known. */
  called?: string | undefined;
  /** Written as a text, in quotes or with `text=`. */
  quoted?: boolean;
}

export type PartField = Exclude<keyof LocatorPart, 'classes' | 'around' | 'near' | 'quoted'>;

/** What an attribute, or the strategy of a locator by that name, tells of the element. */
export const fieldByAttribute: Record<string, PartField> = {
  id: 'id',
  identifier: 'id',
  name: 'nameAttr',
  'data-testid': 'testId',
  'data-test-id': 'testId',
  'data-test': 'testId',
  'data-cy': 'testId',
  'data-qa': 'testId',
  type: 'type',
  placeholder: 'placeholder',
  title: 'title',
  alt: 'alt',
  href: 'href',
  role: 'role',
  label: 'label',
  'aria-label': 'label',
  value: 'text',
  text: 'text',
  link: 'text',
  'link text': 'text',
  'partial link': 'text',
  'partial link text': 'text',
  tag: 'tag',
};

export const emptyPart = (): LocatorPart => ({ classes: [], around: [], near: [] });

/** Nobody writes more than so many characters; what lies behind is not read. */
export const longestLocator = 2_000;

export const unquote = (text: string): string => text.trim().replace(/^(["'`])(.*)\1[is]?$/s, '$2');

/** The words of a pattern like `/^save( all)?$/i`; what is no pattern stays as it is. */
export function wordsOfPattern(text: string): string {
  const source = /^\/(.+)\/[a-z]*$/s.exec(text.trim())?.[1];
  return source === undefined
    ? text
    : source
        .replaceAll(/\\[bBdDsSwW]|[\^$.*+?()[\]{}|\\]/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
}

/** Whether an attribute's value says something of one element, and not only in which state it is. */
const isTelling = (value: string): boolean => value.length > 1 && !/^(true|false|none|auto|page|\d+)$/i.test(value);

/** Notes an attribute. One of an app's own making (`formcontrolname`, `data-field`) is a name like any other. */
export function put(part: LocatorPart, attribute: string, value: string): void {
  const field = fieldByAttribute[attribute.toLowerCase()];
  if (attribute === 'class') part.classes.push(...value.split(/\s+/).filter(Boolean));
  else if (field) part[field] = value;
  else if (isTelling(value)) {
    if (part.called === undefined) part.called = value;
    else part.around.push(value);
  }
}

/** Notes an attribute that is only there: one of an app's own making (`data-add-to-cart`) is a name. */
export function putFlag(part: LocatorPart, attribute: string): void {
  const name = /^data-(.{3,})$/i.exec(attribute)?.[1];
  if (name !== undefined && fieldByAttribute[attribute.toLowerCase()] === undefined) put(part, 'data-name', name);
}

export const wordsIn = ({ around, near: _near, classes, ...fields }: LocatorPart): string[] => [
  ...Object.entries(fields).flatMap(([field, value]) =>
    typeof value === 'string' && field !== 'tag' && field !== 'type' && field !== 'role' ? [value] : [],
  ),
  ...classes,
  ...around,
];

/** What people read in it and around it. */
export const textsIn = ({ text, near }: LocatorPart): string[] => [...(text ? [text] : []), ...near];

/** Keeps the last of several steps; what those before it say is what stands around. */
export function lastOf(steps: LocatorPart[]): LocatorPart {
  const last = steps.at(-1) ?? emptyPart();
  const before = steps.slice(0, -1);
  return {
    ...last,
    around: [...last.around, ...before.flatMap(wordsIn)],
    near: [...last.near, ...before.flatMap(textsIn)],
  };
}
