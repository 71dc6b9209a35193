import type {
  AppModel,
  AppState,
  InteractionLevel,
  Locator,
  PageElement,
  PageForm,
  PageSnapshot,
} from '@testforge/core';

export const baseUrl = 'http://shop.test';

type Part = Partial<PageElement> & { tag: string };

/** An element where `n` stands for its place; it is found by its own CSS path. */
export const element = (part: Part, n: number): PageElement => ({
  interactive: ['a', 'button', 'input', 'select', 'textarea'].includes(part.tag),
  visible: true,
  enabled: true,
  xpath: `/html[1]/body[1]/${part.tag}[${n + 1}]`,
  cssPath: `body > ${part.tag}.n${n}`,
  siblingIndex: n,
  rolePath: part.role ?? '',
  ...part,
});

export const link = (name: string, href: string, part: Partial<PageElement> = {}): Part => ({
  tag: 'a',
  role: 'link',
  name,
  text: name,
  href,
  ...part,
});
export const heading = (text: string): Part => ({ tag: 'h1', role: 'heading', name: text, text });
export const button = (name: string): Part => ({ tag: 'button', role: 'button', name, text: name, type: 'submit' });
export const input = (label: string, nameAttr: string, part: Partial<PageElement> = {}): Part => ({
  tag: 'input',
  role: 'textbox',
  name: label,
  label,
  nameAttr,
  type: 'text',
  value: '',
  ...part,
});

export function snapshot(path: string, parts: Part[], rest: Partial<PageSnapshot> = {}): PageSnapshot {
  const elements = parts.map(element);
  const headings = elements
    .filter(({ role }) => role === 'heading')
    .map(({ text }) => ({ level: 1, text: text ?? '' }));
  return {
    url: baseUrl + path,
    title: headings[0]?.text ?? 'Page',
    elements,
    headings,
    landmarks: [],
    forms: [],
    links: [],
    lists: [],
    messages: [],
    structureHash: path,
    leftOut: 0,
    ...rest,
  };
}

const locate = ({ cssPath }: PageElement): Locator => ({ frame: [], links: [{ by: 'css', css: cssPath ?? '' }] });

export function state(path: string, template: string, parts: Part[], rest: Partial<PageSnapshot> = {}): AppState {
  const page = snapshot(path, parts, rest);
  return {
    key: template,
    template,
    path,
    samples: [path],
    depth: path.split('/').filter(Boolean).length,
    status: 200,
    reach: [{ kind: 'goto', path }],
    snapshot: page,
    locators: Object.fromEntries(page.elements.map((each, index) => [String(index), locate(each)])),
    requests: [],
    loadMs: 10,
  };
}

export const model = (states: AppState[], interaction: InteractionLevel = 'write'): AppModel => ({
  schemaVersion: 1,
  url: baseUrl,
  origins: [baseUrl],
  proposedOrigins: [],
  interaction,
  states,
  findings: [],
  ledger: [],
  coverage: { templates: states.length, states: states.length, forms: 0, flows: 0 },
  notVisited: [],
  durationMs: 0,
});

export const form = (rest: Partial<PageForm> & Pick<PageForm, 'fields' | 'submits'>): PageForm => ({
  label: 'form 1',
  method: 'post',
  action: `${baseUrl}/send`,
  ...rest,
});

/** A page with one form: the elements are its fields, then its button. */
export function formPage(
  path: string,
  fields: (Partial<PageForm['fields'][number]> & { label: string; type: string })[],
  submit: string,
  rest: Partial<PageForm> = {},
): AppState {
  const parts = fields.map(({ label, type, nameAttr }): Part =>
    input(label, nameAttr ?? label.toLowerCase(), {
      type,
      tag: type === 'select' || type === 'textarea' ? type : 'input',
    }),
  );
  const full = fields.map((field, index) => ({
    required: false,
    nameAttr: field.label.toLowerCase(),
    ...field,
    element: index,
  }));
  return state(path, path, [...parts, button(submit), heading(`Page ${path}`)], {
    forms: [form({ fields: full, submits: [fields.length], ...rest })],
  });
}
