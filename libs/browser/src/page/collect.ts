import type { PageSnapshot } from '@testforge/core';
import type { Place, Seen } from './shapes.js';

/** The collector's entry: one frame, one pass. In-page code. */
declare const countAnchors: typeof import('./paths.js').countAnchors;
declare const foldForms: typeof import('./forms.js').foldForms;
declare const isOnPage: typeof import('./forms.js').isOnPage;
declare const formOf: typeof import('./forms.js').formOf;
declare const looseForms: typeof import('./forms.js').looseForms;
declare const looseBoxes: typeof import('./form-selects.js').looseBoxes;
declare const looseSelects: typeof import('./form-selects.js').looseSelects;
declare const looseSearches: typeof import('./form-searches.js').looseSearches;
declare const noteLinks: typeof import('./notes.js').noteLinks;
declare const noteMessages: typeof import('./notes.js').noteMessages;
declare const noteNeighbours: typeof import('./notes.js').noteNeighbours;
declare const tryVisit: typeof import('./visit.js').tryVisit;

/** cyrb53 (public domain, bryc): 53 bits are plenty to tell the states of one app apart. */
export function hashText(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

export function topPlace(): Place {
  return {
    heading: { text: '' },
    landmark: '',
    rolePath: '',
    xpath: '/html[1]',
    idXpath: '/html[1]',
    cssPath: '',
    shown: true,
    ariaHidden: false,
    insideLeaf: false,
    pointer: false,
    group: null,
    repeated: false,
    shadow: [],
    depth: 0,
  };
}

/** Runs a step that reads the whole page at once; an odd page must not cost the rest. */
export function attempt(seen: Seen, step: () => void): void {
  try {
    step();
  } catch {
    seen.leftOut += 1;
  }
}

/** Everything `PageSnapshot` asks for, of the frame this runs in. */
export function collect(options: { maxElements: number }): PageSnapshot {
  const seen: Seen = {
    elements: [],
    indexes: new Map(),
    texts: [],
    spans: [],
    groupSpans: new Map(),
    counts: new Map(),
    anchors: new Map(),
    headings: [],
    landmarks: [],
    links: [],
    lists: [],
    messages: [],
    leftOut: 0,
    maxElements: options.maxElements,
  };
  const forms: PageSnapshot['forms'] = [];
  let shape = '';
  if (document.body) {
    attempt(seen, () => countAnchors(document.body, seen.counts, seen.anchors));
    shape = tryVisit(
      document.body,
      topPlace(),
      { ofType: 1, onlyOfType: true, siblingIndex: 0, repeated: false },
      seen,
    );
    attempt(seen, () => noteNeighbours(seen));
    attempt(seen, () => noteMessages(document, seen));
    const roots = [document, ...[...seen.anchors.keys()].flatMap((element) => element.shadowRoot ?? [])];
    for (const root of roots) {
      attempt(seen, () => noteLinks(root, seen));
      for (const form of root.querySelectorAll('form'))
        attempt(seen, () => {
          const found = formOf(form, forms.length + 1, seen);
          if (isOnPage(found, seen)) forms.push(found);
        });
      attempt(seen, () => void forms.push(...looseForms(root, forms.length, seen)));
      attempt(seen, () => void forms.push(...looseSelects(root, forms, seen)));
      attempt(seen, () => void forms.push(...looseBoxes(root, forms, seen)));
      attempt(seen, () => void forms.push(...looseSearches(root, forms, seen)));
    }
  }
  return {
    url: location.href,
    title: document.title,
    lang: document.documentElement.getAttribute('lang') || undefined,
    elements: seen.elements,
    headings: seen.headings,
    landmarks: seen.landmarks,
    forms: foldForms(forms, seen),
    links: seen.links,
    lists: seen.lists,
    messages: seen.messages,
    structureHash: hashText(shape),
    leftOut: seen.leftOut,
  };
}
