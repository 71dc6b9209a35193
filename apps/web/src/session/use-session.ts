import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange } from './session.js';

/** Who is signed in, or null. */
export const useSession = () => useSyncExternalStore(onSessionChange, currentSession);

/** Whether the person may do something. */
export function useMay(permission: string): boolean {
  const grants = useSession()?.me.grants ?? [];
  const resource = permission.split(':', 1)[0] ?? '';
  return grants.some((grant) => grant === '*' || grant === permission || grant === `${resource}:*`);
}
