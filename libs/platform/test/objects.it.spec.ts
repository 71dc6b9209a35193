import { createFileObjects, createS3Objects, verifySignature } from '@testforge/platform/objects';
import { freePort } from '@testforge/testkit';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeObjectStore } from './objects.contract.js';

const dir = await mkdtemp(join(tmpdir(), 'testforge-objects-'));
const credentials = { accessKey: 'access', secretKey: 'secret-key-of-the-spec' };
let gateway: ChildProcess;
let endpoint: string;

function findVersitygw(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = [
    process.env['TESTFORGE_VERSITYGW'],
    ...folders.map((folder) => join(folder, 'versitygw')),
    join(homedir(), '.cache/testforge/bin/versitygw'),
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found)
    throw new Error(
      'versitygw is missing: run `npm test`, or `go install github.com/versity/versitygw/cmd/versitygw@v1.8.0` and set TESTFORGE_VERSITYGW',
    );
  return found;
}

/** Resolves once something accepts connections; the spec's time-out bounds the wait. */
async function accepting(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  if (open) return;
  if (gateway.exitCode !== null) throw new Error(`versitygw ended with ${gateway.exitCode}`);
  return accepting(port);
}

beforeAll(async () => {
  const port = await freePort();
  endpoint = `http://127.0.0.1:${port}`;
  await mkdir(join(dir, 's3'));
  gateway = spawn(findVersitygw(), ['--port', `127.0.0.1:${port}`, 'posix', join(dir, 's3')], {
    env: { ROOT_ACCESS_KEY: credentials.accessKey, ROOT_SECRET_KEY: credentials.secretKey, HOME: dir },
    stdio: 'ignore',
  });
  await once(gateway, 'spawn');
  await accepting(port);
  const s3 = createS3Objects({ endpoint, ...credentials, bucket: 'testforge' });
  await s3.ensureBucket();
  await s3.ensureBucket();
});

afterAll(async () => {
  if (gateway && gateway.exitCode === null) {
    gateway.kill();
    await once(gateway, 'exit');
  }
  await rm(dir, { recursive: true });
});

describeObjectStore('objects in files', () => {
  const signingKey = randomBytes(32);
  const store = createFileObjects({ dir: join(dir, 'files'), signingKey, publicUrl: 'http://127.0.0.1:3000' });
  const fetchSigned = async (url: string) => {
    const { pathname, search } = new URL(url);
    const owned = verifySignature(signingKey, pathname + search);
    if (!owned) return { status: 403, body: Buffer.alloc(0), contentType: null };
    const ctx = { tenantId: owned.tenantId, requestId: 'spec' };
    const info = await store.head(ctx, owned.key);
    return { status: 200, body: await store.get(ctx, owned.key), contentType: info?.contentType ?? null };
  };
  return { store, fetchSigned };
});

describeObjectStore('objects in S3', () => ({
  store: createS3Objects({ endpoint, ...credentials, bucket: 'testforge' }),
  fetchSigned: async (url) => {
    const response = await fetch(url);
    return {
      status: response.status,
      body: Buffer.from(await response.arrayBuffer()),
      contentType: response.headers.get('content-type'),
    };
  },
}));

describe('object stores in trouble', () => {
  const ctx = { tenantId: '6f1d3b0a-1111-4222-8333-444455556666', requestId: 'spec' };

  it('say that wrong S3 credentials are the store’s refusal, not a missing object', async () => {
    const store = createS3Objects({ endpoint, ...credentials, secretKey: 'wrong', bucket: 'testforge' });
    await expect(store.get(ctx, 'a')).rejects.toMatchObject({ kind: 'upstream', code: 'objects.unavailable' });
    await expect(store.put(ctx, 'a', 'x', { contentType: 'text/plain' })).rejects.toMatchObject({ kind: 'upstream' });
  });

  it('leave no half-written file when a key collides with a folder', async () => {
    const files = join(dir, 'collision');
    const store = createFileObjects({ dir: files, signingKey: randomBytes(32), publicUrl: 'http://127.0.0.1:3000' });
    await store.put(ctx, 'a/b', 'x', { contentType: 'text/plain' });
    await expect(store.put(ctx, 'a', 'x', { contentType: 'text/plain' })).rejects.toMatchObject({
      code: 'objects.unavailable',
    });
    expect(await store.list(ctx, '')).toEqual(['a/b']);
    expect(await readdir(join(files, '#incoming'))).toEqual([]);
    await expect(store.get(ctx, 'a')).rejects.toMatchObject({ kind: 'notFound' });
  });
});
