import type { AppModel, AppState } from '@testforge/core';
import { placedForms } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { makesRecord, placesOf } from './record-places.js';

const withoutQuery = (path: string): string => path.split('?')[0] ?? '';

/** By model: it is asked for each list, and all forms and links of the app go into it. */
const known = new WeakMap<AppModel, Set<string>>();

/** Where what the tests themselves make is listed. */
function growingPaths(model: AppModel): Set<string> {
  const made = placedForms(model).filter((placed) => makesRecord(placed) && maySend(model, placed));
  return new Set(made.flatMap((placed) => [placed.state.path, ...placesOf(model, placed)].map(withoutQuery)));
}

/**
 * Whether the tests themselves may add to the list of a page, change and delete there while another test looks at it: what stands
 * first, or last, may be another one's and gone in a moment.
 */
export function growsMeanwhile(model: AppModel, { path }: AppState): boolean {
  const paths = known.get(model) ?? growingPaths(model);
  known.set(model, paths);
  return paths.has(withoutQuery(path));
}
