import { contentHash, type Fingerprint } from '@testforge/core';
import {
  fromClosedList,
  generaliseText,
  kindOfHref,
  shapeOfIdentifier,
  standardRoles,
  standardTags,
  standardTypes,
} from './generalise.js';
import type { Pattern, PatternSide } from './pattern.js';

/** How each field of a fingerprint is told to others. A field that is not listed never leaves the tenant. */
const tellings = {
  tag: (value: string) => fromClosedList(standardTags, value, 'custom-element'),
  role: (value: string) => fromClosedList(standardRoles, value, 'other'),
  type: (value: string) => fromClosedList(standardTypes, value, 'other'),
  name: generaliseText,
  text: generaliseText,
  label: generaliseText,
  placeholder: generaliseText,
  alt: generaliseText,
  title: generaliseText,
  heading: generaliseText,
  testId: shapeOfIdentifier,
  id: shapeOfIdentifier,
  nameAttr: shapeOfIdentifier,
  href: kindOfHref,
} as const satisfies Partial<Record<keyof Fingerprint, (value: string) => string>>;

type ToldField = keyof typeof tellings;
const toldFields = Object.keys(tellings) as ToldField[];
const landmark = (value: string | undefined): string =>
  fromClosedList(standardRoles, value?.split(/[^a-z]/i)[0] ?? '', 'none');
const shapesOfClasses = (classes: readonly string[] | undefined): string =>
  [...new Set((classes ?? []).map(shapeOfIdentifier))].sort().join(' ');

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const tell = (field: ToldField, value: string | undefined): string =>
  value === undefined || value === '' ? '<none>' : tellings[field](value);

/**
 * What a repair teaches: how `before` turned into `after`, with nothing of the tenant in it. Texts survive only as interface
 * vocabulary, identifiers as shapes; values, addresses, paths, attributes and pictures are not looked at.
 * Null when nothing that may be told has changed.
 */
export function anonymise(before: Fingerprint, after: Fingerprint): Pattern | null {
  const changed = toldFields.filter((field) => !same(before[field], after[field]));
  const sides: { before: PatternSide; after: PatternSide } = { before: {}, after: {} };
  for (const field of changed) {
    sides.before[field] = tell(field, before[field]);
    sides.after[field] = tell(field, after[field]);
  }
  if (!same(before.classes, after.classes)) {
    sides.before['classes'] = shapesOfClasses(before.classes);
    sides.after['classes'] = shapesOfClasses(after.classes);
  }
  if (landmark(before.landmark) !== landmark(after.landmark)) {
    sides.before['landmark'] = landmark(before.landmark);
    sides.after['landmark'] = landmark(after.landmark);
  }
  if (Object.keys(sides.before).length === 0) return null;
  const doc = {
    kind: 'healing' as const,
    tag: tell('tag', before.tag),
    role: tell('role', before.role),
    ...sides,
    same: toldFields.filter((field) => before[field] !== undefined && !changed.includes(field)),
  };
  return { hash: contentHash(doc), ...doc };
}

/** A pattern, or a fingerprint that looks for one, as a line of words to be embedded. Holds no more than a pattern may. */
export const patternWords = (pattern: Pattern): string =>
  `${pattern.role} ${pattern.tag} ${Object.entries(pattern.before)
    .map(([field, value]) => `${field} ${value}`)
    .join(' ')}`;

/** A fingerprint in the same words, for the search. */
export const fingerprintWords = (fingerprint: Fingerprint): string =>
  [
    tell('role', fingerprint.role),
    tell('tag', fingerprint.tag),
    ...toldFields
      .filter((field) => fingerprint[field] !== undefined && field !== 'tag' && field !== 'role')
      .map((field) => `${field} ${tell(field, fingerprint[field])}`),
  ].join(' ');
