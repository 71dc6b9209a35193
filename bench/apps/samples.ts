import type { Sample } from './app.js';

/** Two sets of first data of the same shape: a suite made on one must hold on the other. */
export const samples: Record<'a' | 'b', Sample> = {
  a: { titles: ['Harbour walk', 'Autumn market', 'Repair evening'], words: 'Bring good shoes and a friend.' },
  b: { titles: ['Castle tour', 'Winter concert', 'Reading circle'], words: 'Tickets are sold at the door.' },
};
