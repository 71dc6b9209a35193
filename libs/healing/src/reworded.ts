import type { Fingerprint } from '@testforge/core';
import { readLabel } from '@testforge/knowledge';
import { agreeingEvidence } from './evidence.js';
import { labelSimilarity } from './similarity.js';

/** CSS pixels within which two boxes are in the same place. */
const nearPx = 150;

const kind = ({ role, tag }: Fingerprint): string => role ?? tag;
const wording = ({ name, text }: Fingerprint): string => name ?? text ?? '';
const tellsOfError = (element: Fingerprint): boolean => readLabel(wording(element)).meanings.includes('error');

function standsWhere(lost: Fingerprint, found: Fingerprint): boolean {
  const near =
    lost.box && found.box
      ? Math.hypot(lost.box.x - found.box.x, lost.box.y - found.box.y) <= nearPx
      : lost.xpath === found.xpath;
  return lost.rolePath === found.rolePath && near;
}

/**
 * What now says in other words what `lost` said: the same kind of element in the same part of the page, and either it is
 * marked alike, or reads half alike, or stands in the same place. A message that has become an error is no rewording.
 * Null when there is none: then the wording is gone.
 */
export function findReworded(lost: Fingerprint, elements: readonly Fingerprint[]): Fingerprint | null {
  const alike = elements.filter(
    (found) =>
      found.visible !== false &&
      kind(found) === kind(lost) &&
      found.landmark === lost.landmark &&
      wording(found) !== '' &&
      (tellsOfError(lost) || !tellsOfError(found)),
  );
  const marked = alike.find((found) =>
    agreeingEvidence(lost, found, { ownTextCounts: true }).some((reason) => reason !== 'context'),
  );
  const read = alike.find((found) => labelSimilarity(wording(lost), wording(found)) >= 0.5);
  return marked ?? read ?? alike.find((found) => standsWhere(lost, found)) ?? null;
}
