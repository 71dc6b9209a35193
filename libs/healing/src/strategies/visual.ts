import type { Fingerprint } from '@testforge/core';
import type { Comparison } from './comparison.js';

/** CSS pixels after which two places have nothing to do with each other. */
const farPx = 400;

const ratio = (a: number, b: number): number => (Math.max(a, b) === 0 ? 1 : Math.min(a, b) / Math.max(a, b));

const bitsOf = (digit: string): number => Number.parseInt(digit, 16).toString(2).replaceAll('0', '').length;

/** Share of equal bits of two perceptual hashes (hexadecimal), stretched so that chance is 0. */
function pictureSimilarity(lost: string, found: string | undefined): number {
  if (found?.length !== lost.length || !/^[\da-f]+$/i.test(lost + found)) return 0;
  const different = [...lost].reduce(
    (sum, digit, at) => sum + bitsOf((Number.parseInt(digit, 16) ^ Number.parseInt(found[at] ?? '0', 16)).toString(16)),
    0,
  );
  return Math.max(0, 1 - different / (lost.length * 2));
}

/** By how it looks: place and size of its box, and its picture where both are known. */
export function compareLooks(lost: Fingerprint, found: Fingerprint): Comparison {
  const picture: Comparison = lost.pictureHash
    ? { picture: pictureSimilarity(lost.pictureHash, found.pictureHash) }
    : {};
  if (!lost.box || lost.box.width * lost.box.height === 0) return picture;
  if (!found.box) return { place: 0, size: 0, ...picture };
  const distance = Math.hypot(lost.box.x - found.box.x, lost.box.y - found.box.y);
  return {
    place: Math.max(0, 1 - distance / farPx),
    size: (ratio(lost.box.width, found.box.width) + ratio(lost.box.height, found.box.height)) / 2,
    ...picture,
  };
}
