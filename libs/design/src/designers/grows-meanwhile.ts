import type { AppModel, AppState } from '@testforge/core';
import { maySend, placedForms } from '../form-kind.js';
import { makesRecord, placesOf } from './record-places.js';

const withoutQuery = (path: string): string => path.split('?')[0] ?? '';

/**
 * Whether the tests themselves may add to the list of a page, change and delete there while another test looks at it: what stands
 * first, or last, may be another one's and gone in a moment.
 */
export const growsMeanwhile = (model: AppModel, { path }: AppState): boolean =>
  placedForms(model).some((placed) => {
    const places = [placed.state.path, ...placesOf(model, placed)].map(withoutQuery);
    return makesRecord(placed) && maySend(model, placed) && places.includes(withoutQuery(path));
  });
