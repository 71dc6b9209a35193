import { closest, findAll, nameOf, parseDocument, textOf, type Element } from './document.js';

export interface Page {
  readonly status: number;
  readonly path: string;
  readonly markup: string;
  readonly root: Element;
}

/** What a person types, by the label of the field. */
export type Entries = readonly (readonly [label: RegExp, value: string])[];

/** Somebody with cookies who uses forms, links and buttons by what they are called. */
export interface Visitor {
  readonly open: (path: string) => Promise<Page>;
  readonly follow: (page: Page, name: RegExp) => Promise<Page>;
  readonly press: (page: Page, button: RegExp, entries?: Entries) => Promise<Page>;
}

const isButton = ({ tag, attributes }: Element): boolean =>
  (tag === 'button' && attributes.type === 'submit') || (tag === 'input' && attributes.type === 'submit');

const findButton = (page: Page, name: RegExp): Element | null =>
  findAll(page.root, (element) => isButton(element) && name.test(nameOf(element)))[0] ?? null;

const labelled = (form: Element, label: RegExp): Element => {
  const target = findAll(form, (element) => element.tag === 'label' && label.test(textOf(element)))[0]?.attributes.for;
  const input = findAll(form, (element) => target !== undefined && element.attributes.id === target)[0];
  if (!input) throw new Error(`no field is called ${label}`);
  return input;
};

const presetOf = (field: Element): string | null => {
  const { tag, attributes } = field;
  if (tag === 'textarea') return textOf(field);
  if (attributes.type === 'checkbox') return 'checked' in attributes ? (attributes.value ?? 'on') : null;
  if (tag === 'input') return attributes.type === 'submit' ? null : (attributes.value ?? '');
  const options = findAll(field, (element) => element.tag === 'option');
  return (options.find((option) => 'selected' in option.attributes) ?? options[0])?.attributes.value ?? '';
};

/** Chooses an option by what it says, as a person does; for other fields the text is what is sent. */
const valueFor = (field: Element, text: string): string =>
  field.tag === 'select'
    ? (findAll(field, (element) => element.tag === 'option' && textOf(element) === text)[0]?.attributes.value ?? text)
    : text;

const collect = (form: Element, entries: Entries): URLSearchParams => {
  const typed = new Map(entries.map(([label, value]) => [labelled(form, label), value] as const));
  const sent = new URLSearchParams();
  for (const field of findAll(
    form,
    ({ tag, attributes }) => ['input', 'select', 'textarea'].includes(tag) && 'name' in attributes,
  )) {
    const text = typed.get(field);
    const value = text === undefined ? presetOf(field) : valueFor(field, text);
    if (value !== null) sent.append(field.attributes.name ?? '', value);
  }
  return sent;
};

export const createVisitor = (url: string): Visitor => {
  const cookies = new Map<string, string>();

  const request = async (path: string, body?: URLSearchParams): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, url), {
      method: body ? 'POST' : 'GET',
      body,
      headers: { cookie },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const onward = response.headers.get('location');
    const markup = await response.text();
    if (onward !== null) return request(onward);
    return { status: response.status, path, markup, root: parseDocument(markup) };
  };

  const press: Visitor['press'] = (page, name, entries = []) => {
    const form = closest(findButton(page, name) ?? page.root, 'form');
    if (!form) throw new Error(`no button is called ${name} on ${page.path}`);
    const sent = collect(form, entries);
    const action = form.attributes.action ?? page.path;
    return form.attributes.method === 'post' ? request(action, sent) : request(`${action}?${sent}`);
  };

  const follow: Visitor['follow'] = (page, name) => {
    const link = findAll(page.root, (element) => element.tag === 'a' && name.test(nameOf(element)))[0];
    return link ? request(link.attributes.href ?? '') : press(page, name);
  };

  return { open: (path) => request(path), follow, press };
};
