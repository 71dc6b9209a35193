import type { PageElement } from '@testforge/core';

/** Tags that stand for a role where only the role is known. Others go without. */
const tags: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'a',
  textbox: 'input',
  searchbox: 'input',
  spinbutton: 'input',
  checkbox: 'input',
  radio: 'input',
  combobox: 'select',
  listbox: 'select',
  option: 'option',
  heading: 'h2',
  img: 'img',
  list: 'ul',
  listitem: 'li',
  table: 'table',
  row: 'tr',
  cell: 'td',
  columnheader: 'th',
  paragraph: 'p',
};
const interactive = new Set([
  ...['button', 'link', 'textbox', 'searchbox', 'spinbutton', 'checkbox', 'radio', 'combobox', 'listbox', 'option'],
  ...['switch', 'slider', 'tab', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'treeitem'],
]);
const landmarks = new Set([
  'banner',
  'navigation',
  'main',
  'complementary',
  'contentinfo',
  'search',
  'form',
  'region',
  'dialog',
]);

/** `- button "Save draft" [disabled] [ref=e4]: text`, with the name in JSON's quotes. */
const line = /^(\s*)- '?([a-z]+)(?: ("(?:[^"\\]|\\.)*"))?((?: \[[^\]]*\])*)(?::(?: (.*))?)?'?$/;

interface Open {
  indent: number;
  role: string;
}

function unquote(text: string | undefined): string | undefined {
  if (!text?.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    // Not JSON's quotes after all.
    return text;
  }
}

interface Place {
  open: readonly Open[];
  heading: string | undefined;
}

function elementOf({ role, quoted, attributes, said }: Line, { open, heading }: Place): PageElement {
  const name = unquote(quoted);
  const text = unquote(said);
  const landmark = open.findLast((outer) => landmarks.has(outer.role))?.role;
  const isInteractive = interactive.has(role);
  return {
    tag: tags[role] ?? '',
    role,
    ...(name === undefined ? {} : { name }),
    // What stands behind a field is its value, which may be anything that somebody typed.
    ...(text === undefined || isInteractive ? {} : { text }),
    ...(landmark === undefined ? {} : { landmark }),
    ...(heading === undefined ? {} : { heading }),
    rolePath: [...open.map((outer) => outer.role), role].join('/').slice(-200),
    enabled: !attributes.includes('[disabled]'),
    visible: true,
    interactive: isInteractive,
  };
}

interface Line {
  indent: number;
  role: string;
  quoted: string | undefined;
  attributes: string;
  said: string | undefined;
}

function readLine(written: string): Line | null {
  const found = line.exec(written);
  if (!found) return null;
  const [, space = '', role = '', quoted, attributes = '', said] = found;
  return role === 'text' ? null : { indent: space.length, role, quoted, attributes, said };
}

/**
 * The elements of a page as Playwright's page snapshot tells them (`ariaSnapshot()`, or the block in `error-context.md`):
 * roles, names and who holds whom. Lines of another make are passed over; values that fields hold are not taken.
 */
export function readAriaSnapshot(text: string): PageElement[] {
  const elements: PageElement[] = [];
  const open: Open[] = [];
  let heading: string | undefined;
  for (const read of text.split('\n').map(readLine)) {
    if (!read) continue;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= read.indent) open.pop();
    const element = elementOf(read, { open, heading });
    elements.push(element);
    if (read.role === 'heading') heading = element.name;
    open.push(read);
  }
  return elements;
}
