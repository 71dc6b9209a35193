import { agreedElement, isFoundBy, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { featureName } from '../page-names.js';

const most = 3;

/** Drafts that open a page, whose address is asserted as well. */
const opening: readonly string[] = ['smoke', 'navigation'];

/**
 * A field, a button or a table of the page itself that was not there before and that pages of other kinds don’t have. Where a
 * page that is opened has nothing of its own, what only some others have tells with its address that it is no empty one.
 */
export function featureChecks(pair: CheckpointPair): Check[] {
  const { features, frame } = pair.shared;
  const own = featuresBut(pair, features, 50);
  if (own.length > 0 || !opening.includes(pair.draft.designer)) return own;
  return featuresBut(pair, frame, 45);
}

function featuresBut(pair: CheckpointPair, others: readonly string[], rank: number): Check[] {
  const before = pair.a.before?.elements.map(featureName) ?? [];
  const shared = new Set([...others, ...before]);
  return pair.a.page.elements
    .flatMap((element, index): Check[] => {
      const feature = featureName(element);
      if (feature === '' || shared.has(feature)) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || featureName(found.b) !== feature) return [];
      const name = tidy(element.name);
      const by = isFoundBy(found.target.locator, name) ? { foundBy: name } : {};
      return [makeCheck(pair, 'feature', rank, { matcher: 'toBeVisible', expected: true, ...by }, { found, name })];
    })
    .slice(0, most);
}
