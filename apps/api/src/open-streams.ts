import { AppError } from '@testforge/core';
import type { Principal } from '@testforge/identity';

/** How many event streams each caller has open at this process. */
export interface OpenStreams {
  /** Counts one more until what it returns is called. Throws `limit streams.too_many`. */
  enter(who: Pick<Principal, 'tenantId' | 'userId' | 'keyId'>): () => void;
}

/** A person counts as one, with all of their keys and sessions. */
export function createOpenStreams(most: number): OpenStreams {
  const open = new Map<string, number>();
  return {
    enter: ({ tenantId, userId, keyId }) => {
      const caller = `${tenantId} ${userId ?? keyId}`;
      const count = open.get(caller) ?? 0;
      if (count >= most)
        throw new AppError('limit', 'streams.too_many', `You watch ${most} runs already. Close one of them first.`);
      open.set(caller, count + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (open.get(caller) ?? 1) - 1;
        if (left > 0) open.set(caller, left);
        else open.delete(caller);
      };
    },
  };
}
