import type { ObjectStore } from '@testforge/platform/objects';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

/** What every object store promises. `fetchSigned` gets a signed address the way a browser would. */
export function describeObjectStore(
  name: string,
  make: () => {
    store: ObjectStore;
    fetchSigned: (url: string) => Promise<{ status: number; body: Buffer; contentType: string | null }>;
  },
): void {
  describe(name, () => {
    const ctx = { tenantId: randomUUID(), requestId: 'spec' };
    const other = { tenantId: randomUUID(), requestId: 'spec' };
    let made: ReturnType<typeof make>;
    let store: ObjectStore;
    const put = (key: string, body: Buffer | string = key) => store.put(ctx, key, body, { contentType: 'text/plain' });
    beforeAll(() => {
      made = make();
      store = made.store;
    });

    it('gives back the bytes and the type that were put', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
      await store.put(ctx, 'round/trip.bin', bytes, { contentType: 'application/octet-stream' });
      expect(await store.get(ctx, 'round/trip.bin')).toEqual(bytes);
      expect(await store.head(ctx, 'round/trip.bin')).toEqual({ bytes: 256, contentType: 'application/octet-stream' });
      await store.put(ctx, 'round/text.html', 'grüße', { contentType: 'text/html; charset=utf-8' });
      expect((await store.get(ctx, 'round/text.html')).toString()).toBe('grüße');
      expect(await store.head(ctx, 'round/text.html')).toMatchObject({
        bytes: 7,
        contentType: 'text/html; charset=utf-8',
      });
    });

    it('keeps an empty object and one of several megabytes', async () => {
      const large = Buffer.alloc(6 * 1024 * 1024, 'x');
      await put('empty', '');
      await put('large', large);
      expect(await store.get(ctx, 'empty')).toHaveLength(0);
      expect((await store.get(ctx, 'large')).equals(large)).toBe(true);
    });

    it('replaces an object wholly, also under parallel writers', async () => {
      const bodies = Array.from({ length: 8 }, (_, i) => String(i).repeat(50_000));
      await Promise.all(bodies.map((body) => put('replaced', body)));
      expect(bodies).toContain((await store.get(ctx, 'replaced')).toString());
    });

    it('says that an object is not there', async () => {
      await expect(store.get(ctx, 'nothing/here')).rejects.toMatchObject({
        kind: 'notFound',
        code: 'objects.not_found',
      });
      expect(await store.head(ctx, 'nothing/here')).toBeNull();
    });

    it('lists keys by any prefix, sorted', async () => {
      for (const key of ['list/b', 'list/a/2', 'list/a/1', 'listing']) await put(key);
      expect(await store.list(ctx, 'list/')).toEqual(['list/a/1', 'list/a/2', 'list/b']);
      expect(await store.list(ctx, 'list/a')).toEqual(['list/a/1', 'list/a/2']);
      expect(await store.list(ctx, 'list')).toEqual(['list/a/1', 'list/a/2', 'list/b', 'listing']);
      expect(await store.list(ctx, 'none/')).toEqual([]);
      expect(await store.list(ctx, '')).toContain('listing');
    });

    it('deletes, and deletes again without complaint', async () => {
      await put('gone/soon');
      await store.delete(ctx, 'gone/soon');
      await store.delete(ctx, 'gone/soon');
      expect(await store.head(ctx, 'gone/soon')).toBeNull();
      expect(await store.list(ctx, 'gone/')).toEqual([]);
    });

    it('hides a tenant’s objects from the others', async () => {
      await put('mine/only', 'mine');
      await expect(store.get(other, 'mine/only')).rejects.toMatchObject({ kind: 'notFound' });
      expect(await store.list(other, '')).toEqual([]);
      await store.delete(other, 'mine/only');
      expect((await store.get(ctx, 'mine/only')).toString()).toBe('mine');
    });

    it.each(['../escape', `../${other.tenantId}/x`, '/absolute', 'a/../../b', ''])(
      'refuses the key %j everywhere',
      async (key) => {
        const refusal = { kind: 'invalid', code: 'objects.bad_key' };
        await expect(put(key)).rejects.toMatchObject(refusal);
        await expect(store.get(ctx, key)).rejects.toMatchObject(refusal);
        await expect(store.head(ctx, key)).rejects.toMatchObject(refusal);
        await expect(store.delete(ctx, key)).rejects.toMatchObject(refusal);
        await expect(store.signedUrl(ctx, key, { expiresInS: 60 })).rejects.toMatchObject(refusal);
        if (key !== '') await expect(store.list(ctx, key)).rejects.toMatchObject(refusal);
      },
    );

    it('signs an address that opens this object without an account, and no other', async () => {
      await store.put(ctx, 'signed/a+b@c.txt', 'signed', { contentType: 'text/plain' });
      await put('signed/secret', 'secret');
      const url = await store.signedUrl(ctx, 'signed/a+b@c.txt', { expiresInS: 60 });
      expect(await made.fetchSigned(url)).toMatchObject({
        status: 200,
        body: Buffer.from('signed'),
        contentType: 'text/plain',
      });
      expect((await made.fetchSigned(url.replace(/signed\/a[^?]*/, 'signed/secret'))).status).toBe(403);
      expect((await made.fetchSigned(url.replace(/\?.*/, ''))).status).toBe(403);
      await expect(store.signedUrl(ctx, 'signed/secret', { expiresInS: 0 })).rejects.toMatchObject({
        code: 'objects.bad_expiry',
      });
    });
  });
}
