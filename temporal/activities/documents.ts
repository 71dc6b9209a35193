import { createHash } from 'node:crypto';
import { AppError, type TenantContext } from '@testforge/core';
import type { ObjectStore } from '@testforge/platform/objects';
import type { ZodType } from 'zod';
import type { DocRef } from '../contracts.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Puts a stage's document into the object store; the same name is written over when a stage is repeated. */
export async function writeDocument(
  objects: ObjectStore,
  ctx: TenantContext,
  name: string,
  document: unknown,
): Promise<DocRef> {
  const key = `runs/${ctx.runId}/documents/${name}.json`;
  const text = JSON.stringify(document);
  await objects.put(ctx, key, text, { contentType: 'application/json' });
  return { key, sha256: sha256(text) };
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
