/** Lower-case words joined by hyphens, at most 40 characters; empty when the text has no letter or digit. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');

/** A draft's key: the same parts give the same key, from run to run. */
export const draftKey = (designer: string, ...parts: string[]): string =>
  [designer, ...parts.map((part) => slug(part) || 'start')].join('--');

/** Gives each name back with a number behind it from its second use on. */
export function createNames(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    let own = name;
    for (let count = 2; given.has(own); count += 1) own = `${name}-${count}`;
    given.add(own);
    return own;
  };
}
