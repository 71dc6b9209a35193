import { createMemoryCache } from '@testforge/testkit';
import { describe, expect, it } from 'vitest';
import { createSessions } from './sessions.js';

const who = { userId: '6f1f3c7e-5d5c-4d0e-9a4b-0c9d8f7e6a5b', tenantId: '0b9c8d7e-6f5a-4b3c-8d2e-1f0a9b8c7d6e' };
const keyId = '5e1f3c7e-5d5c-4d0e-9a4b-0c9d8f7e6a5b';
const isKeyGood = async (): Promise<boolean> => true;
const refused = { kind: 'unauthenticated', code: 'auth.bad_refresh' };

describe('a refresh token', () => {
  it('may come twice within a moment, as from two tabs, and ends its session when it comes again later', async () => {
    let nowMs = 0;
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache(), now: () => nowMs });
    const { refreshToken } = await sessions.open(who);
    const { refreshToken: next } = await sessions.refresh(refreshToken);
    nowMs += 5_000;
    expect(await sessions.refresh(refreshToken)).toMatchObject({ ...who, refreshToken: null });
    nowMs += 10_000;
    await expect(sessions.refresh(refreshToken)).rejects.toMatchObject(refused);
    await expect(sessions.refresh(next ?? '')).rejects.toMatchObject(refused);
  });
  it('that was guessed is refused and ends nothing, whoever knows the session’s id', async () => {
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache() });
    const { sessionId, refreshToken } = await sessions.open(who);
    const other = (await sessions.open(who)).refreshToken.replace(/^[^.]+/, sessionId);
    for (const guess of [`${sessionId}.x`, `${sessionId}.a.b`, `${refreshToken}x`, other])
      await expect(sessions.refresh(guess)).rejects.toMatchObject(refused);
    expect(await sessions.refresh(refreshToken)).toMatchObject(who);
  });
  it('that is older than the one before ends its session as well', async () => {
    let nowMs = 0;
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache(), now: () => (nowMs += 60_000) });
    const { refreshToken: first } = await sessions.open(who);
    let last = first;
    for (let times = 0; times < 4; times += 1) last = (await sessions.refresh(last)).refreshToken ?? '';
    await expect(sessions.refresh(first)).rejects.toMatchObject(refused);
    await expect(sessions.refresh(last)).rejects.toMatchObject(refused);
  });
  it.each(['', 'x', `${who.userId}.`, '../../x.y'])('that is no token (“%s”) is refused', async (token) => {
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache() });
    await expect(sessions.refresh(token)).rejects.toMatchObject(refused);
    await expect(sessions.end(token)).resolves.toBe(false);
  });
  it('of somebody else does not end a session', async () => {
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache() });
    const mine = await sessions.open(who);
    await sessions.end(`${mine.sessionId}.guessed`);
    expect(await sessions.refresh(mine.refreshToken)).toMatchObject(who);
  });
});

describe('the sessions of a person', () => {
  it('end but for one; what is opened later and what is somebody else’s goes on', async () => {
    let nowMs = 0;
    const sessions = createSessions({ isKeyGood, cache: createMemoryCache(), now: () => (nowMs += 60_000) });
    const [lost, kept] = [await sessions.open(who), await sessions.open(who)];
    const colleague = await sessions.open({ ...who, userId: '7f1f3c7e-5d5c-4d0e-9a4b-0c9d8f7e6a5b' });
    await sessions.endOthers(who.userId, kept.sessionId);
    const later = await sessions.open(who);
    await expect(sessions.refresh(lost.refreshToken)).rejects.toMatchObject(refused);
    for (const { refreshToken } of [kept, later, colleague])
      expect((await sessions.refresh(refreshToken)).refreshToken).not.toBeNull();
  });
  it('that a key opened go on no longer than the key, and no link is made in them after their end', async () => {
    const good = new Set([keyId]);
    const sessions = createSessions({ cache: createMemoryCache(), isKeyGood: async (_tenant, id) => good.has(id) });
    const [opened, own] = [await sessions.open({ ...who, keyId }), await sessions.open(who)];
    expect(await sessions.findKey(opened.sessionId)).toBe(keyId);
    const { refreshToken } = await sessions.refresh(opened.refreshToken);
    good.clear();
    await expect(sessions.refresh(refreshToken ?? '')).rejects.toMatchObject(refused);
    await expect(sessions.findKey(opened.sessionId)).rejects.toMatchObject(refused);
    expect(await sessions.findKey(own.sessionId)).toBeNull();
    expect((await sessions.refresh(own.refreshToken)).refreshToken).not.toBeNull();
  });
});
