import { destroying } from '@testforge/core';

/** A page that was read, as far as it tells what its addresses name. */
export interface AddressedPage {
  url: string;
  structureHash: string;
  links?: readonly { href: string; text: string }[];
}

/** What is done to a thing right below its address, without a further name: `/evening/rename`. */
const deeds =
  /^(?:edit|change|update|rename|modify|truncate|drop|delete|remove|bearbeiten|umbenennen|löschen|modifier|renommer|supprimer|editar|renombrar|eliminar)(?!\p{L})/iu;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const segmentsOf = (href: string): string[] => URL.parse(href)?.pathname.split('/').filter(Boolean) ?? [];
const pathOf = (segments: readonly string[]): string => segments.map((segment) => `/${segment}`).join('');
const isDeed = (child: string): boolean => deeds.test(child) || destroying.test(child.replace(/[-_+]/g, ' '));

/** What is known of one address and of those right below it. */
interface Place {
  /** A link to it says just what its last segment says. */
  isNamed: boolean;
  /** Structure of the page itself, and of those below it by their last segment. */
  shapes: Map<string, string>;
  /** Last segments of addresses right below it. */
  children: Set<string>;
}

/** Whether two places are things of one kind: the same can be done with both, and looks the same. */
function areAlike(a: Place, b: Place): boolean {
  const shared = [...a.children].filter((child) => b.children.has(child));
  const alike = [...a.shapes].filter(([child, shape]) => b.shapes.get(child) === shape);
  return shared.length >= 2 && (shared.some(isDeed) || alike.length >= 2);
}

/**
 * Finds the segments in the middle of addresses that name things: `/evening/add-column` and `/guest/add-column` differ by
 * which table they are about. A link that says just the segment, and another such place below the same parent where the
 * same can be done; sections of an app (“Users”, `/users/add`) are called otherwise than they are addressed.
 */
export function createNamedSegments(): { note(page: AddressedPage): void; things(): ReadonlySet<string> } {
  const places = new Map<string, Place>();
  const placeAt = (path: string): Place => {
    const place = places.get(path) ?? { isNamed: false, shapes: new Map(), children: new Set() };
    places.set(path, place);
    return place;
  };
  const noteChild = (segments: readonly string[]): void => {
    const child = segments.at(-1);
    if (child !== undefined && segments.length > 1 && !/^\d+$/.test(child))
      placeAt(pathOf(segments.slice(0, -1))).children.add(child);
  };
  return {
    note({ url, structureHash, links = [] }) {
      const own = segmentsOf(url);
      noteChild(own);
      if (own.length > 0) placeAt(pathOf(own)).shapes.set('', structureHash);
      if (own.length > 1) placeAt(pathOf(own.slice(0, -1))).shapes.set(own.at(-1) ?? '', structureHash);
      for (const { href, text } of links) {
        const segments = segmentsOf(href);
        noteChild(segments);
        const last = decoded(segments.at(-1) ?? '');
        if (last !== '' && last === text.trim()) placeAt(pathOf(segments)).isNamed = true;
      }
    },
    things() {
      const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
      const named = [...places].filter(([, place]) => place.isNamed && place.children.size > 1);
      const families = Map.groupBy(named, ([path]) => parentOf(path));
      return new Set(
        [...families.values()]
          .flatMap((family) =>
            family.filter(([, place]) => family.some(([, other]) => other !== place && areAlike(place, other))),
          )
          .map(([path]) => path),
      );
    },
  };
}
