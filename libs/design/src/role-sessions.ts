import type { Session } from '@testforge/browser';
import { accessAs } from '@testforge/core';
import type { Draft } from './draft.js';
import type { ObserveDeps } from './observe-draft.js';
import type { ObserveInput } from './observation.js';

/** What drafts are carried out with: the session of their role, and how that one logs in. */
export interface RoleSessions {
  /** Throws AppError `access.no_role` (invalid) where no log-in was given for the draft's role. */
  of(draft: Pick<Draft, 'role'>): ObserveDeps;
  /** From now on every role logs in anew. */
  renew(): void;
}

export function createRoleSessions(input: ObserveInput, newSession: (input: ObserveInput) => Session): RoleSessions {
  const known = new Map<string | undefined, ObserveDeps>();
  const inputOf = (role: string | undefined): ObserveInput =>
    role === undefined ? input : { ...input, access: accessAs(input.access, role), logIn: input.roles[role] };
  return {
    of({ role }) {
      const found = known.get(role);
      if (found) return found;
      const own = inputOf(role);
      const deps = { session: newSession(own), input: own };
      known.set(role, deps);
      return deps;
    },
    renew: () => known.clear(),
  };
}
