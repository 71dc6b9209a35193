import type { Fingerprint } from '@testforge/core';
import { labelSimilarity, pathSimilarity } from '../similarity.js';
import type { Comparison } from './comparison.js';

const shareOfTexts = (lost: readonly string[], found: readonly string[]): number =>
  lost.reduce((sum, text) => sum + Math.max(0, ...found.map((other) => labelSimilarity(text, other))), 0) / lost.length;

/** What stood beside a field without a label may be its label by now. */
export const textsAround = (lost: Fingerprint, { neighbourTexts = [], name, label }: Fingerprint): string[] =>
  lost.name || lost.text || lost.label
    ? neighbourTexts
    : [...neighbourTexts, ...[name, label].flatMap((one) => one ?? [])];

const rootOf = ({ frame, shadow }: Fingerprint): string => [...(frame ?? []), ...(shadow ?? [])].join(' ');
const hasRoot = ({ frame, shadow }: Fingerprint): boolean => frame !== undefined || shadow !== undefined;

/** By where it stands: heading, landmark, texts around it, path of roles, path of tags, frame and shadow root. */
export function compareSurroundings(lost: Fingerprint, found: Fingerprint): Comparison {
  return {
    ...(lost.heading ? { heading: labelSimilarity(lost.heading, found.heading ?? '') } : {}),
    ...(lost.landmark ? { landmark: Number(lost.landmark === found.landmark) } : {}),
    ...(lost.neighbourTexts?.length
      ? { neighbourTexts: shareOfTexts(lost.neighbourTexts, textsAround(lost, found)) }
      : {}),
    ...(lost.rolePath ? { rolePath: pathSimilarity(lost.rolePath, found.rolePath ?? '') } : {}),
    ...(lost.xpath ? { xpath: pathSimilarity(lost.xpath, found.xpath ?? '') } : {}),
    ...(lost.idXpath && lost.idXpath !== lost.xpath
      ? { idXpath: pathSimilarity(lost.idXpath, found.idXpath ?? '') }
      : {}),
    ...(lost.siblingIndex !== undefined ? { siblingIndex: Number(lost.siblingIndex === found.siblingIndex) } : {}),
    ...(hasRoot(lost) || hasRoot(found) ? { root: Number(rootOf(lost) === rootOf(found)) } : {}),
  };
}
