import type { Draft } from '../draft.js';

/** What is watched by a draft that changes nothing. */
export const readWatch = (effects: Draft['watch']['effects'], more: Partial<Draft['watch']> = {}): Draft['watch'] => ({
  effects,
  consequence: false,
  again: false,
  mentions: [],
  writes: false,
  ...more,
});
