import { agreedElement, isFoundBy, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { featureName } from '../page-names.js';

const most = 3;

/** A field, a button or a table of the page itself that was not there before and that pages of other kinds don’t have. */
export function featureChecks(pair: CheckpointPair): Check[] {
  const before = pair.a.before?.elements.map(featureName) ?? [];
  const shared = new Set([...pair.shared.features, ...before]);
  return pair.a.page.elements
    .flatMap((element, index): Check[] => {
      const feature = featureName(element);
      if (feature === '' || shared.has(feature)) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || featureName(found.b) !== feature) return [];
      const name = tidy(element.name);
      const by = isFoundBy(found.target.locator, name) ? { foundBy: name } : {};
      return [makeCheck(pair, 'feature', 50, { matcher: 'toBeVisible', expected: true, ...by }, { found, name })];
    })
    .slice(0, most);
}
