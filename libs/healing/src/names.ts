import type { Fingerprint } from '@testforge/core';
import type { Evidence } from './evidence.js';
import { wordsOfIdentifier } from './similarity.js';

/** Where the markup names an element. */
export const nameFields = ['testId', 'id', 'nameAttr'] as const;
type NameField = (typeof nameFields)[number];

/** Words that say what kind of thing it is, which others of a page, and of every other page, are too. */
const generic = new Set(
  'submit button btn input field link item element text box control form ok go main content wrapper container action primary'.split(
    ' ',
  ),
);

const isGeneric = (name: string): boolean =>
  wordsOfIdentifier(name)
    .toLowerCase()
    .split(' ')
    .every((word) => generic.has(word));

interface Found {
  evidence: readonly Evidence[];
  fingerprint: Fingerprint;
}

/** Which names of the lost element the found one has too. */
export const agreeingNames = ({ evidence }: Pick<Found, 'evidence'>): NameField[] =>
  nameFields.filter((field) => evidence.includes(field));

/** Those of them that are of this one thing: `submit` names any form's button. */
export const ownNames = ({ evidence, fingerprint }: Found): NameField[] =>
  agreeingNames({ evidence }).filter((field) => !isGeneric(fingerprint[field] ?? ''));
