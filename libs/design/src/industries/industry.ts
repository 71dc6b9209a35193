import type { TestCase } from '@testforge/core';

/** Words in English, German, French and Spanish, as interfaces use them; each may be a pattern for whole words. */
export type Words = Record<'en' | 'de' | 'fr' | 'es', readonly string[]>;

export interface IndustryFlow {
  name: string;
  priority: TestCase['priority'];
  /** Why it matters in this kind of app. */
  reason: string;
  words: Words;
}

/** What a kind of app usually offers, and what of that matters most. */
export interface Industry {
  name: string;
  /** With its article, as in “usual in a shop”. */
  called: string;
  /** Words of its menus, addresses, buttons and fields by which it is told from others. */
  signs: Words;
  flows: readonly IndustryFlow[];
}
