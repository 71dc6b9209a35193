import type { Fingerprint } from '@testforge/core';
import type { Comparison } from './comparison.js';

/** CSS pixels after which two places have nothing to do with each other. */
const farPx = 400;

const ratio = (a: number, b: number): number => (Math.max(a, b) === 0 ? 1 : Math.min(a, b) / Math.max(a, b));

/** By how it looks from afar: place and size of its box. */
export function compareBoxes({ box: lost }: Fingerprint, { box: found }: Fingerprint): Comparison {
  if (!lost) return {};
  if (!found) return { place: 0, size: 0 };
  const distance = Math.hypot(lost.x - found.x, lost.y - found.y);
  return {
    place: Math.max(0, 1 - distance / farPx),
    size: (ratio(lost.width, found.width) + ratio(lost.height, found.height)) / 2,
  };
}
