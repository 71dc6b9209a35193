import type { AppModel, ScenarioFile } from '@testforge/core';
import type { Draft } from '../draft.js';
import type { LeftOut } from '../plan-drafts.js';
import { draftKey } from '../slug.js';
import { groundScenario } from './ground-scenario.js';
import { readFeature } from './read-feature.js';

/** What people wrote by hand, as drafts; what cannot be grounded is left out with the reason. Throws `invalid design.bad_feature`. */
export function scenarioDrafts(
  model: AppModel,
  files: readonly ScenarioFile[],
): { drafts: Draft[]; leftOut: LeftOut[] } {
  const drafts: Draft[] = [];
  const leftOut: LeftOut[] = [];
  for (const scenario of files.flatMap(readFeature)) {
    const grounded = groundScenario(model, scenario);
    if ('refused' in grounded)
      leftOut.push({
        key: draftKey('scenario', scenario.name),
        title: scenario.name,
        reason: `${scenario.place}: ${grounded.refused}`,
      });
    else drafts.push(grounded);
  }
  return { drafts, leftOut };
}
