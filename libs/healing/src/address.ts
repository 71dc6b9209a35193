/** The path and the parameters of an address or of a pattern like `/products/:id?q=:id`. */
function partsOf(address: string): { path: string; parameters: [name: string, value: string][] } {
  const [path = '', query = ''] = address.split('#')[0]?.split('?') ?? [];
  return { path, parameters: [...new URLSearchParams(query)] };
}

const isVariable = (part: string): boolean => part.startsWith(':');
const fits = (pattern: string, part: string): boolean => isVariable(pattern) || pattern === part;

function samePath(pattern: string, path: string): boolean {
  const [left, right] = [pattern, path].map((one) => one.replace(/\/$/, '').split('/')) as [string[], string[]];
  return left.length === right.length && left.every((part, at) => fits(part, right[at] ?? ''));
}

/**
 * Whether an address is the expected one written otherwise: the same path but for a last slash, and the same values in the
 * same order, also under other names, which a form's fields give them.
 * @param expected a path with its query, variable parts written `:id`
 */
export function isWrittenOtherwise(expected: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search } = new URL(url);
  const [left, right] = [partsOf(expected), partsOf(`${pathname}${search}`)];
  if (!samePath(left.path, right.path) || left.parameters.length !== right.parameters.length) return false;
  const names = (parameters: [string, string][]): string => parameters.map(([name]) => name).join(' ');
  return (
    (names(left.parameters) !== names(right.parameters) || left.path.endsWith('/') !== right.path.endsWith('/')) &&
    left.parameters.every(([, value], at) => fits(value, right.parameters[at]?.[1] ?? ''))
  );
}
