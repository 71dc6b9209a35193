import type { PageElement } from '@testforge/core';

/** Names of places where only errors stand: what is said there is a refusal in whatever words. */
const places = /(?:^|[-_])(?:err|errs|errors?|invalid|danger|fehler|erreurs?)(?:[-_]|$)|errorlist|errornote/i;
/** Utility classes that say how a thing looks: in the colour of errors. */
const red = /(?:^|:)(?:text|bg|border)-(?:red|rose|danger|destructive|error)(?:[-/]|$)/;

/** `fieldError` is written `field-error` elsewhere. */
const parted = (name: string): string => name.replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2');

/** What an element is called in the markup. */
export const markupNames = ({ classes = [], id = '', testId = '' }: PageElement): string[] =>
  [...classes, id, testId].map(parted);

/** Whether the element stands where only errors are told, or looks as if. */
export const isErrorPlace = (element: PageElement): boolean =>
  markupNames(element).some((name) => places.test(name) || red.test(name));
