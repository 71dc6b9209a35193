import { createHash } from 'node:crypto';
import { AppError, type TenantContext } from '@testforge/core';
import type { ObjectStore } from '@testforge/platform/objects';
import type { ZodType } from 'zod';
import type { DocRef } from '../contracts.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Puts a stage's document into the object store. Its key holds its hash, so that nothing is ever overwritten: an attempt
 * that was taken for dead and wakes up again cannot change what its successor handed on.
 */
export async function writeDocument(
  objects: ObjectStore,
  ctx: TenantContext,
  name: string,
  document: unknown,
): Promise<DocRef> {
  const text = JSON.stringify(document);
  const hash = sha256(text);
  const key = `runs/${ctx.runId}/documents/${name}-${hash.slice(0, 16)}.json`;
  await objects.put(ctx, key, text, { contentType: 'application/json' });
  return { key, sha256: hash };
}

/** Reads it back, checked against its hash and its schema. */
export async function readDocument<T>(
  objects: ObjectStore,
  ctx: TenantContext,
  ref: DocRef,
  schema: ZodType<T>,
): Promise<T> {
  const text = (await objects.get(ctx, ref.key)).toString('utf8');
  if (sha256(text) !== ref.sha256)
    throw new AppError('conflict', 'document.changed', 'A document of this run is not the one that was written.', {
      details: { key: ref.key },
    });
  return schema.parse(JSON.parse(text));
}

/** The reference of a document that an earlier run left under this key. */
export async function referTo(objects: ObjectStore, ctx: TenantContext, key: string): Promise<DocRef> {
  return { key, sha256: sha256((await objects.get(ctx, key)).toString('utf8')) };
}
