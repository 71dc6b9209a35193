import type { AtomicCache } from '@testforge/platform/redis';
import { z } from 'zod';

/** From when on a person's older sessions and sign-in codes are over; of the sessions, all but one. */
const Ended = z.object({ atMs: z.number(), but: z.string().nullable() });
const endedKey = (userId: string): string => `auth:ended:${userId}`;

/** Ends what a person holds up to this moment, but for one session. Kept for `ttlS` seconds. */
export const keepEnded = (
  cache: AtomicCache,
  userId: string,
  { ttlS, ...ended }: z.infer<typeof Ended> & { ttlS: number },
): Promise<void> => cache.setJson(endedKey(userId), ended, ttlS);

/** Whether what a person got at this moment was ended later; `sessionId` names the session that it is. */
export async function wasEnded(
  cache: Pick<AtomicCache, 'getJson'>,
  { userId, sinceMs, sessionId }: { userId: string; sinceMs: number; sessionId?: string },
): Promise<boolean> {
  const ended = Ended.safeParse(await cache.getJson(endedKey(userId)));
  return ended.success && sinceMs <= ended.data.atMs && (sessionId === undefined || sessionId !== ended.data.but);
}
