/** An element of a page, as far as these tests look at it. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
  readonly parent: Element | null;
}

const voidTags = new Set(['meta', 'link', 'input', 'img', 'br', 'path']);
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

const readAttributes = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([^\s="]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );

/** Reads the well-formed pages that the shop sends; throws where a tag is closed that is not open. */
export const parseDocument = (markup: string): Element => {
  const root: Element = { tag: '#document', attributes: {}, children: [], parent: null };
  let open = root;
  for (const [, closing, tag = '', attributes = '', text] of markup.matchAll(
    /<!doctype[^>]*>|<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gi,
  )) {
    if (text !== undefined) open.children.push(decode(text));
    else if (closing === '/') {
      if (open.tag !== tag || !open.parent) throw new Error(`</${tag}> closes <${open.tag}>`);
      open = open.parent;
    } else if (tag !== '') {
      const element: Element = { tag, attributes: readAttributes(attributes), children: [], parent: open };
      open.children.push(element);
      if (!voidTags.has(tag)) open = element;
    }
  }
  return root;
};

export const findAll = (from: Element, accept: (element: Element) => boolean): Element[] =>
  from.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(accept(child) ? [child] : []), ...findAll(child, accept)],
  );

export const textOf = (element: Element): string =>
  element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The name by which a person, or a screen reader, knows a control. */
export const nameOf = (element: Element): string =>
  element.attributes['aria-label'] ??
  (element.tag === 'input' ? element.attributes.value : undefined) ??
  textOf(element);

export const closest = (element: Element, tag: string): Element | null =>
  element.tag === tag ? element : element.parent && closest(element.parent, tag);
