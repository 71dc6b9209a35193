import { countInSnapshot, proposeLocators } from '@testforge/browser';
import type { Expectation, Fingerprint, Locator, PageElement, Step, Target } from '@testforge/core';
import type { Draft, Effect } from './draft.js';
import type { Check, Checkpoint } from './observation.js';
import type { OwnText } from './own-value.js';
import type { SharedTexts } from './page-names.js';
import { slug } from './slug.js';
import { titled } from './step-title.js';
import { isVolatile } from './volatile-text.js';

/** The same checkpoint of two carryings-out, and what is needed to tell an effect from what was there anyway. */
export interface CheckpointPair {
  a: Checkpoint;
  b: Checkpoint;
  draft: Draft;
  uniqueValues: readonly string[];
  familiar: ReadonlySet<string>;
  /** What several kinds of page show, and by which none is known. */
  shared: SharedTexts;
  /** All tests have one session, so that what they leave lying, as in a cart, meets the others. */
  oneSession?: boolean;
  /** What the page showed before any test had done something, where it was looked at then. */
  shownFirst?: ReadonlySet<string>;
}

/** An element that is there in both, found by one locator that tells it from all others in both. */
export interface AgreedElement {
  target: Target;
  /** All locators that tell it in both; the first is the target's. */
  locators: Locator[];
  a: PageElement;
  b: PageElement;
}

export const tidy = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a field is called: a label that the field stands in says all that can be chosen, too. */
export const fieldWords = ({ label, name }: Pick<Fingerprint, 'label' | 'name'>): string => {
  const [called, labelled] = [tidy(name), tidy(label)];
  return called !== '' && labelled.startsWith(called) ? called : labelled || called;
};

export const textOf = (element: PageElement): string => tidy(element.text);

/** Whether a text may be asserted as it is: the same in both, of lasting meaning, and without data made for the run. */
export const agreed = (pair: CheckpointPair, a: string, b: string): boolean =>
  a === b && a !== '' && !isVolatile(a) && !pair.uniqueValues.some((value) => value !== '' && a.includes(value));

const textsOf = (checkpoint: Checkpoint): Set<string> => new Set(checkpoint.before?.elements.map(textOf));

/** Elements of the first carrying-out that are shown and whose text was not on the page before. */
export function newElements(pair: CheckpointPair): { element: PageElement; index: number }[] {
  const before = textsOf(pair.a);
  return pair.a.page.elements.flatMap((element, index) => {
    const text = textOf(element);
    return element.visible === false || text === '' || before.has(text) || pair.familiar.has(text)
      ? []
      : [{ element, index }];
  });
}

const shared = (a: Fingerprint, b: Fingerprint): Fingerprint => {
  const kept = Object.entries(a).filter(
    ([field, value]) => JSON.stringify(value) === JSON.stringify(b[field as keyof Fingerprint]),
  );
  return { ...Object.fromEntries(kept), tag: a.tag };
};

function plain({
  interactive: _interactive,
  repeated: _repeated,
  group: _group,
  ...fingerprint
}: PageElement): Fingerprint {
  return fingerprint;
}

export const positional = (locator: Locator): boolean =>
  locator.links.some(
    (link) =>
      link.by === 'nth' || (link.by === 'css' && /nth-|\[\d+\]$/.test(link.css) && !link.css.startsWith('xpath=')),
  );

/** Texts that a locator leans on; what is looked for by a run-time value is none of them. */
export const leansOn = (locator: Locator): string[] =>
  locator.links.flatMap((link) =>
    link.by === 'hasText' && link.value !== undefined
      ? []
      : 'text' in link
        ? [link.text]
        : link.by === 'role' && link.name !== undefined
          ? [link.name]
          : [],
  );

/** Whether an element is found by the very text that is to be asserted. */
export const isFoundBy = (locator: Locator, text: string): boolean =>
  leansOn(locator).some((leant) => leant !== '' && tidy(text).toLowerCase().includes(leant.toLowerCase()));

/** Live regions are known by their role, whatever they say. */
const byRoleAlone = ({ role, frame }: PageElement): Locator[] =>
  role === 'alert' || role === 'status' ? [{ frame: frame ?? [], links: [{ by: 'role', role }] }] : [];

/** The locator with a row that is told by the scenario's own thing told by its value, whatever that is tomorrow. */
const byOwnValue =
  (own: readonly OwnText[]) =>
  (locator: Locator): Locator => ({
    ...locator,
    links: locator.links.map((link) => {
      const known = link.by === 'hasText' ? own.find(({ text }) => tidy(text) === tidy(link.text)) : undefined;
      return known === undefined ? link : { by: 'hasText' as const, text: known.text, value: known.value };
    }),
  });

/** The locator as it reads in another carrying-out. */
export const asSeenBy = (locator: Locator, own: readonly OwnText[]): Locator => ({
  ...locator,
  links: locator.links.map((link) => {
    if (link.by !== 'hasText' || link.value === undefined) return link;
    const wanted = JSON.stringify(link.value);
    const text = own.find(({ value }) => JSON.stringify(value) === wanted)?.text;
    return { ...link, text: text ?? link.text };
  }),
});

/** What was made for a run must not stand in a document. */
const withoutMade = (locator: Locator): Locator => ({
  ...locator,
  links: locator.links.map((link) =>
    link.by === 'hasText' && link.value?.kind === 'unique' ? { ...link, text: link.value.prefix } : link,
  ),
});

/** Finds the element again in the second carrying-out. Positions come last; what leans on passing data, never. */
export function agreedElement(
  pair: CheckpointPair,
  index: number,
  options: { avoidOwnText: boolean },
): AgreedElement | null {
  const a = pair.a.page.elements[index];
  if (a === undefined) return null;
  const own = { a: pair.a.own ?? [], b: pair.b.own ?? [] };
  const all = [...byRoleAlone(a), ...proposeLocators(a, pair.a.page, options)].map(byOwnValue(own.a));
  const proposals = all.filter((locator) =>
    leansOn(locator).every((text) => !isVolatile(text) && !pair.uniqueValues.some((value) => text.includes(value))),
  );
  const ordered = [...proposals.filter((locator) => !positional(locator)), ...proposals.filter(positional)];
  const telling = ordered.flatMap((locator) => {
    const inA = countInSnapshot(locator, pair.a.page);
    const inB = countInSnapshot(asSeenBy(locator, own.b), pair.b.page);
    return inA.length === 1 && inA[0] === index && inB.length === 1
      ? [{ locator: withoutMade(locator), at: inB[0] ?? -1 }]
      : [];
  });
  const first = telling[0];
  const b = pair.b.page.elements[first?.at ?? -1];
  if (first === undefined || b === undefined) return null;
  const locators = telling.filter(({ at }) => at === first.at).map(({ locator }) => locator);
  return { target: { locator: first.locator, fingerprint: shared(plain(a), plain(b)) }, locators, a, b };
}

/** Puts a check in words and under a stable key. */
export function makeCheck(
  pair: CheckpointPair,
  effect: Effect,
  rank: number,
  expectation: Expectation,
  options: {
    found?: AgreedElement;
    name?: string;
    weak?: boolean;
    /** How the prose names the subject, where that is no quotation. */ words?: string;
  } = {},
): Check {
  const part = slug(options.name ?? '');
  const key = ['expect', pair.a.name, effect, part].filter((text) => text !== '').join('-');
  const name = options.words ?? (options.name === undefined ? undefined : `“${options.name}”`);
  const step = titled(
    {
      kind: 'expect',
      key,
      phase: 'then',
      ...(options.found === undefined ? {} : { target: options.found.target }),
      expectation,
    },
    name,
  ) as Extract<Step, { kind: 'expect' }>;
  return {
    effect,
    checkpoint: pair.a.name,
    afterStep: pair.a.stepKey,
    rank,
    weak: options.weak ?? false,
    locators: options.found?.locators ?? [],
    step,
  };
}
