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
  /** A bare name that is written like an identifier: of what kind is not known. */
  called?: string | undefined;
  /** Written as a text, in quotes or with `text=`. */
  quoted?: boolean;
}

const fieldByAttribute: Record<string, Exclude<keyof LocatorPart, 'classes' | 'around' | 'quoted'>> = {
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

const empty = (): LocatorPart => ({ classes: [], around: [] });
const unquote = (text: string): string => text.trim().replace(/^(["'`])(.*)\1[is]?$/s, '$2');

function put(part: LocatorPart, attribute: string, value: string): void {
  const field = fieldByAttribute[attribute.toLowerCase()];
  if (attribute === 'class') part.classes.push(...value.split(/\s+/).filter(Boolean));
  else if (field) part[field] = value;
  else part.around.push(value);
}

const wordsIn = ({ around, classes, ...fields }: LocatorPart): string[] => [
  ...Object.entries(fields).flatMap(([field, value]) =>
    typeof value === 'string' && field !== 'tag' && field !== 'type' && field !== 'role' ? [value] : [],
  ),
  ...classes,
  ...around,
];

/** Keeps the last of several steps; what those before it say is what stands around. */
function lastOf(steps: LocatorPart[]): LocatorPart {
  const last = steps.at(-1) ?? empty();
  return { ...last, around: [...last.around, ...steps.slice(0, -1).flatMap(wordsIn)] };
}

const cssToken =
  /#((?:[\w-]|\\.|[\u0080-\uFFFF])+)|\.((?:[\w-]|\\.|[\u0080-\uFFFF])+)|\[\s*([\w:-]+)\s*(?:[~|^$*]?=\s*("[^"]*"|'[^']*'|[^\]\s]+)\s*[is]?\s*)?\]|:(?:has-text|text|text-is|contains)\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)|:{1,2}[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|([a-zA-Z][\w-]*)|\*/g;
const unescape = (token: string): string => token.replaceAll(/\\(.)/g, '$1');

function readCompound(css: string): LocatorPart {
  const part = empty();
  for (const [, id, className, attribute, value, text, tag] of css.matchAll(cssToken)) {
    if (id) part.id = unescape(id);
    else if (className) part.classes.push(unescape(className));
    else if (attribute) put(part, attribute, unquote(value ?? ''));
    else if (text) part.text = unquote(text);
    else if (tag) part.tag = tag.toLowerCase();
  }
  return part;
}

/** Splits a selector at its combinators, outside of brackets and quotes. */
function readCss(css: string): LocatorPart {
  const first = css.split(/,(?![^([]*[)\]])/)[0] ?? css;
  const compounds = first.match(/(?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|\\.|[^\s>+~])+/g) ?? [];
  return lastOf(compounds.map(readCompound));
}

const predicate = /(?:@([\w:-]+)|(?:text\(\)|normalize-space\([^)]*\)|\.)|string\(\))\s*(?:,|=)\s*("[^"]*"|'[^']*')/g;

function readXpathStep(step: string): LocatorPart {
  const part = empty();
  const tag = /^(?:[\w-]+::)?([a-zA-Z][\w-]*)/.exec(step)?.[1];
  if (tag) part.tag = tag.toLowerCase();
  for (const [, attribute, value] of step.matchAll(predicate)) {
    if (attribute) put(part, attribute, unquote(value ?? ''));
    else part.text = unquote(value ?? '');
  }
  return part;
}

function readXpath(xpath: string): LocatorPart {
  const steps = xpath.replace(/^\(+/, '').match(/(?:"[^"]*"|'[^']*'|\[(?:"[^"]*"|'[^']*'|[^\]])*\]|[^/])+/g) ?? [];
  return lastOf(steps.map((step) => readXpathStep(step.trim())).filter((part) => part.tag || wordsIn(part).length));
}

/** `getByRole('button', { name: 'Save' })` and its fellows, as many as are chained. */
const call =
  /(getBy\w+|locator|filter|frameLocator)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)?\s*,?\s*(?:\{[^}]*?(?:name|hasText)\s*:\s*("[^"]*"|'[^']*'|\/[^/]+\/)[^}]*\}|\{[^}]*\})?\s*\)/g;
const fieldByCall: Record<string, string> = {
  getByText: 'text',
  getByLabel: 'label',
  getByPlaceholder: 'placeholder',
  getByTestId: 'data-testid',
  getByTitle: 'title',
  getByAltText: 'alt',
  getByRole: 'role',
};

function readCode(code: string): LocatorPart {
  const steps = [...code.matchAll(call)].map(([, name = '', argument = '', option]) => {
    const part = name === 'locator' ? readPart(unquote(argument)) : empty();
    if (fieldByCall[name] && argument) put(part, fieldByCall[name], unquote(argument));
    if (option) part[name === 'filter' ? 'title' : 'text'] = unquote(option).replaceAll(/^\/|\/$/g, '');
    return { ...part, isFilter: name === 'filter' };
  });
  const kept = steps.filter(({ isFilter }) => !isFilter);
  const around = steps.filter(({ isFilter }) => isFilter).flatMap(({ isFilter: _, ...part }) => wordsIn(part));
  const last = lastOf(kept.map(({ isFilter: _, ...part }) => part));
  return { ...last, around: [...last.around, ...around] };
}

/** `role=button[name="Save"i]`, Playwright's own way to write a role. */
function readRole(written: string): LocatorPart {
  const part = empty();
  part.role = /^[\w-]+/.exec(written)?.[0];
  const name = /\[name\s*[~*^$]?=\s*("[^"]*"|'[^']*'|[^\]]+)/.exec(written)?.[1];
  if (name) part.text = unquote(name);
  return part;
}

const knownTags =
  /^(a|abbr|article|aside|button|canvas|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|i|img|input|label|legend|li|main|nav|ol|option|p|section|select|span|strong|summary|svg|table|tbody|td|textarea|th|thead|tr|ul)$/;
const looksLikeCss = (text: string): boolean =>
  /^[#.[*]/.test(text) ||
  /^[a-z][\w-]*(?:[#.[:][^\s]|\s*[>+~]\s*[\w#.[*])/i.test(text) ||
  (/[#.[>]/.test(text) && /^[a-z][\w-]*[\s#.[>:]/.test(text) && !/[.!?]$/.test(text)) ||
  knownTags.test(text);

/** Reads one link; what looks like nothing known is a name. */
export function readPart(written: string): LocatorPart {
  const text = written.trim();
  if (/(?:^|\.)(?:getBy\w+|locator|filter)\(/.test(text)) return readCode(text);
  if (/^(["'`]).*\1$/s.test(text)) return { ...empty(), text: unquote(text), quoted: true };
  if (/^(?:xpath\s*[:=]\s*)?\(*\.{0,2}\/{1,2}[\w*.@]/i.test(text))
    return readXpath(text.replace(/^xpath\s*[:=]\s*/i, ''));
  const [, strategy = '', rest = ''] =
    /^(?:internal:)?([a-z][a-z-]*(?: link| text)?)\s*[=:]\s*(.+)$/is.exec(text) ?? [];
  const kind = strategy.toLowerCase();
  if (kind === 'css') return readCss(rest);
  if (kind === 'xpath') return readXpath(rest);
  if (kind === 'role') return readRole(rest);
  if (kind === 'class')
    return {
      ...empty(),
      classes: unquote(rest)
        .split(/[\s.]+/)
        .filter(Boolean),
    };
  if (fieldByAttribute[kind] && !(looksLikeCss(text) && /^[a-z]+:(?!\s)/i.test(text))) {
    const part = empty();
    put(part, kind, unquote(rest));
    return { ...part, quoted: fieldByAttribute[kind] === 'text' };
  }
  if (looksLikeCss(text)) return readCss(text);
  return /^[\w-]*(?:[a-z\d][A-Z]|[_-])[\w-]*$/.test(text) ? { ...empty(), called: text } : { ...empty(), text };
}
