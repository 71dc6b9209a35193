import type { AppModel } from '@testforge/core';
import { endsSession } from '../explore-pages.js';
import { reasonOf } from '../read-state.js';
import { compareRoles, type Comparison } from './compare-roles.js';

/**
 * The model with what others than its user get to see of the app; as it was where nobody logs in, and with a note where that
 * could not be found out.
 */
export async function addRoles(
  model: AppModel,
  explored: Omit<Comparison, 'states' | 'session' | 'sharing' | 'ending'>,
): Promise<AppModel> {
  const { trip } = explored;
  const { session } = trip;
  if (session === null || model.logIn === undefined || trip.input.limits.rolePages === 0) return model;
  const { sharing } = model.logIn;
  const startedAt = performance.now();
  try {
    const states = model.states.filter(({ signedOut }) => !signedOut);
    const ending = new Set(model.notVisited.flatMap(({ path, reason }) => (reason === endsSession ? [path] : [])));
    const { roles, findings } = await compareRoles({ ...explored, session, sharing, states, ending });
    const rolesMs = Math.round(performance.now() - startedAt);
    return {
      ...model,
      roles,
      findings: [...model.findings, ...findings],
      ledger: trip.guard.ledger(),
      scorecard: { ...model.scorecard, rolesMs },
      durationMs: model.durationMs + rolesMs,
    };
  } catch (error) {
    trip.note(`What other roles get to see was not compared: ${reasonOf(error)}`);
    return model;
  }
}
