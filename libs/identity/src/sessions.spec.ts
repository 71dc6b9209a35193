import { createMemoryCache } from '@testforge/testkit';
import { describe, expect, it } from 'vitest';
import { createSessions } from './sessions.js';

const who = { userId: '6f1f3c7e-5d5c-4d0e-9a4b-0c9d8f7e6a5b', tenantId: '0b9c8d7e-6f5a-4b3c-8d2e-1f0a9b8c7d6e' };
const refused = { kind: 'unauthenticated', code: 'auth.bad_refresh' };

describe('a refresh token', () => {
  it('may come twice within a moment, as from two tabs, and ends its session when it comes again later', async () => {
    let nowMs = 0;
    const sessions = createSessions({ cache: createMemoryCache(), now: () => nowMs });
    const { refreshToken } = await sessions.open(who);
    const { refreshToken: next } = await sessions.refresh(refreshToken);
    nowMs += 5_000;
    expect(await sessions.refresh(refreshToken)).toMatchObject({ ...who, refreshToken: null });
    nowMs += 10_000;
    await expect(sessions.refresh(refreshToken)).rejects.toMatchObject(refused);
    await expect(sessions.refresh(next ?? '')).rejects.toMatchObject(refused);
  });
  it.each(['', 'x', `${who.userId}.`, '../../x.y'])('that is no token (“%s”) is refused', async (token) => {
    const sessions = createSessions({ cache: createMemoryCache() });
    await expect(sessions.refresh(token)).rejects.toMatchObject(refused);
    await expect(sessions.end(token)).resolves.toBeUndefined();
  });
  it('of somebody else does not end a session', async () => {
    const sessions = createSessions({ cache: createMemoryCache() });
    const mine = await sessions.open(who);
    await sessions.end(`${mine.sessionId}.guessed`);
    expect(await sessions.refresh(mine.refreshToken)).toMatchObject(who);
  });
});
