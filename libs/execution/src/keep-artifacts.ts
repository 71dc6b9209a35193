import { FailureSnapshot, PageSnapshot, type TenantContext, type TestFailure } from '@testforge/core';
import { mergeFrame } from '@testforge/browser';
import type { ObjectStore } from '@testforge/platform/objects';
import { z } from 'zod';
import { parseJson } from './parse-json.js';
import { readUntrusted } from './read-untrusted.js';
import type { Redact } from './redact.js';
import type { Attempt } from './runner-event.js';

/** The part of the object store that an execution needs. */
export type ArtifactStore = Pick<ObjectStore, 'put'>;

export interface ArtifactPlace {
  ctx: TenantContext;
  outDir: string;
  /** Folder of the object store. */
  prefix: string;
  objects: ArtifactStore;
  redact: Redact;
}

type ArtifactName = 'snapshot' | 'screenshot' | 'trace' | 'video';

interface ArtifactKind {
  /** As the runner calls the attachment. */
  attachment: string;
  file: string;
  contentType: string;
  maxBytes: number;
  /** Gives the bytes to keep, or null where they are not what they should be. */
  accept(bytes: Buffer, redact: Redact): Uint8Array | null;
}

const mebibyte = 1024 ** 2;
const startsWith =
  (...magic: number[]) =>
  (bytes: Buffer): Buffer | null =>
    bytes.subarray(0, magic.length).equals(Buffer.from(magic)) ? bytes : null;

const isZip = startsWith(0x50, 0x4b);

const kinds: Record<ArtifactName, ArtifactKind> = {
  snapshot: {
    attachment: 'testforge:snapshot',
    file: 'snapshot.json',
    contentType: 'application/json',
    maxBytes: 16 * mebibyte,
    accept: wholeSnapshot,
  },
  screenshot: {
    attachment: 'screenshot',
    file: 'screenshot.png',
    contentType: 'image/png',
    maxBytes: 16 * mebibyte,
    accept: startsWith(0x89, 0x50, 0x4e, 0x47),
  },
  trace: {
    attachment: 'trace',
    file: 'trace.zip',
    contentType: 'application/zip',
    maxBytes: 64 * mebibyte,
    accept: (bytes, redact) => (isZip(bytes) ? redact.trace(bytes) : null),
  },
  video: {
    attachment: 'video',
    file: 'video.webm',
    contentType: 'video/webm',
    maxBytes: 64 * mebibyte,
    accept: startsWith(0x1a, 0x45, 0xdf, 0xa3),
  },
};

/** Puts what a failed attempt left behind into the store below `prefix`; what is missing, too large or malformed is left out. */
export async function keepArtifacts(
  { attachments }: Attempt,
  { ctx, outDir, prefix, objects, redact }: ArtifactPlace,
): Promise<Pick<TestFailure, ArtifactName>> {
  const kept: Pick<TestFailure, ArtifactName> = {};
  for (const [name, kind] of Object.entries(kinds) as [ArtifactName, ArtifactKind][]) {
    const path = attachments.find((attachment) => attachment.name === kind.attachment)?.path;
    const bytes = path === undefined ? null : await readUntrusted(outDir, path, kind.maxBytes);
    const accepted = bytes && kind.accept(bytes, redact);
    if (!accepted) continue;
    kept[name] = `${prefix}/${kind.file}`;
    await objects.put(ctx, kept[name], Buffer.from(accepted), { contentType: kind.contentType });
  }
  return kept;
}

const RawSnapshot = FailureSnapshot.extend({
  frames: z.array(z.object({ path: z.array(z.string()), page: PageSnapshot })),
});

/** One snapshot from the main frame's and those of the frames in it. */
function wholeSnapshot(bytes: Buffer, redact: Redact): Buffer | null {
  const parsed = RawSnapshot.safeParse(parseJson(bytes.toString('utf8')));
  if (!parsed.success) return null;
  const { frames, ...main } = parsed.data;
  const page = frames.reduce((whole, frame) => mergeFrame(whole, frame.page, frame.path), main.page);
  return Buffer.from(JSON.stringify(redact.snapshot({ ...main, page })));
}
