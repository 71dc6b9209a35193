import type { AppModel } from '@testforge/core';
import type { PlacedForm } from '../form-kind.js';
import { hasVariable, routeOf, soundStates } from '../state-place.js';

const mostPlaces = 3;

/** Whether sending the form may leave something of its own behind that is shown again. */
export const makesRecord = ({ kind }: PlacedForm): boolean => kind === 'other';

/** Pages that may list what the form makes: those above it and those that lead to it, the nearest first. */
export function placesOf(model: AppModel, { state }: PlacedForm): string[] {
  const own = state.path.split('?')[0] ?? '';
  const above = (path: string): boolean => path !== '/' && own.startsWith(path.endsWith('/') ? path : `${path}/`);
  const candidates = soundStates(model).filter(
    (other) => other.path !== state.path && !hasVariable(other.template) && other.signedOut === state.signedOut,
  );
  const leads = candidates.filter(({ snapshot }) =>
    snapshot.links.some(
      ({ href, landmark }) => routeOf(href, model.url) === own && !/navigation|banner/i.test(landmark ?? ''),
    ),
  );
  const parents = candidates.filter(({ path }) => above(path)).sort((a, b) => b.path.length - a.path.length);
  return [...new Set([...parents, ...leads].map(({ path }) => path))].slice(0, mostPlaces);
}
