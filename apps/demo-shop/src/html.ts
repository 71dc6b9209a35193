/** Mark-up that is safe to send: everything interpolated into it was escaped or was itself `Html`. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** Takes text as mark-up without escaping it; only for text that this program wrote itself. */
export const raw = (markup: string): Html => ({ markup });

const render = (part: Part): string => {
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
};

/** Template tag: strings and numbers are escaped, `Html` is kept, lists are joined, `false` and `null` vanish. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  raw(strings.reduce((text, piece, index) => text + render(parts[index - 1]) + piece));

type AttributeValue = string | number | boolean | null | undefined;

/** Attributes as mark-up, with a space between them; `true` gives a bare name, `false` and `null` leave it out. */
export const attributes = (values: Record<string, AttributeValue>): Html =>
  raw(
    Object.entries(values)
      .filter(([, value]) => value !== false && value !== null && value !== undefined)
      .map(([name, value]) => (value === true ? name : `${name}="${escapeText(String(value))}"`))
      .join(' '),
  );
