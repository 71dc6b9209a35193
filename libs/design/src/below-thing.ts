import type { AppModel } from '@testforge/core';

const partsOf = (text: string): string[] => (text.split('?')[0] ?? '').split(/[/#]/);
const isVariable = (part: string): boolean => /^[:*{[]/.test(part);

/** The parts of a path. */
export const segmentsOf = (path: string): string[] => (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);

/** Which segment of a template's path is its first variable; -1 where none is. */
export const variableAt = (template: string): number => segmentsOf(template).findIndex(isVariable);

/** Path of an address of the app, with its fragment; null for others'. */
function pathIn(model: AppModel, href: string): string | null {
  const url = URL.parse(href, model.url);
  return url === null || url.origin !== new URL(model.url).origin ? null : url.pathname + url.hash;
}

/** What stands at the place of a variable in the addresses that were seen, behind the same beginning. */
function namesAt(model: AppModel, parts: readonly string[], at: number): Set<string> {
  const seen = model.states.flatMap(({ samples, snapshot }) => [
    ...samples,
    ...snapshot.links.flatMap(({ href }) => pathIn(model, href) ?? []),
  ]);
  const names = seen.flatMap((path) => {
    const own = partsOf(path);
    const isBelow = parts.slice(0, at).every((part, index) => isVariable(part) || part === own[index]);
    return isBelow && own.length > at + 1 ? [own[at] ?? ''] : [];
  });
  return new Set(names.filter((name) => name !== ''));
}

/**
 * Whether pages of this template belong to one of several things that are there: `/:table/add-column` adds to a table. Where
 * all that was seen belongs to one and the same, that is no thing but the place where one works, as an organisation is.
 */
export function isBelowThing(model: AppModel, template: string): boolean {
  const parts = partsOf(template);
  return parts.some(
    (part, at) =>
      isVariable(part) &&
      parts.slice(at + 1).some((below) => below !== '' && !isVariable(below)) &&
      namesAt(model, parts, at).size > 1,
  );
}
