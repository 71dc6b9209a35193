import { createHash } from 'node:crypto';
import type { Fingerprint, TenantContext } from '@testforge/core';
import type { Vectors } from '@testforge/platform/vectors';
import { anonymise, fingerprintWords, patternWords } from './anonymise.js';
import type { Embedder } from './embedder.js';
import type { Pattern } from './pattern.js';
import type { KnowledgeStore, PatternCounts } from './knowledge.store.js';

const collection = 'healing_patterns';

export interface KnownPattern extends PatternCounts {
  pattern: Pattern;
  /** Cosine between what was asked for and what the pattern started from. */
  similarity: number;
}

export interface Contribution {
  /** Names the repair within the tenant; told twice, it counts once. */
  sourceKey: string;
  before: Fingerprint;
  after: Fingerprint;
  /** False for a repair that a person took back; true unless given. */
  succeeded?: boolean;
}

export interface Knowledge {
  /** Remembers a repair, anonymised. Null when there was nothing that may be told. */
  contribute(ctx: TenantContext, contribution: Contribution): Promise<PatternCounts | null>;
  /** How elements like this one have changed before: the tenant's own patterns and those that enough tenants share. */
  recall(ctx: TenantContext, fingerprint: Fingerprint, options?: { limit?: number }): Promise<KnownPattern[]>;
}

export interface KnowledgeDeps {
  store: KnowledgeStore;
  vectors: Pick<Vectors, 'ensureCollection' | 'upsert' | 'search'>;
  embed: Embedder;
  /** Tenants that must have contributed before a pattern is shared. */
  k?: number;
}

/** A UUID that is the same for the same words, so that a repeated write replaces itself. */
function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * What was learned from repairs. PostgreSQL is the record and says who may see what; Qdrant only finds. A pattern is
 * written to the record first, so a crash in between is mended by telling it again.
 */
export function createKnowledge({ store, vectors, embed, k = 3 }: KnowledgeDeps): Knowledge {
  let made: Promise<void> | undefined;
  const ready = () =>
    (made ??= vectors
      .ensureCollection(collection, { size: embed.size, distance: 'Cosine', indexes: { patternHash: 'keyword' } })
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      }));

  async function makeFindable(ctx: TenantContext, pattern: Pattern, shared: boolean): Promise<void> {
    await ready();
    const [vector = []] = await embed.embed([patternWords(pattern)]);
    const payload = { patternHash: pattern.hash };
    const own = { id: uuidOf(`${ctx.tenantId} ${pattern.hash}`), vector, owner: { tenantId: ctx.tenantId }, payload };
    await vectors.upsert(
      collection,
      shared ? [own, { id: uuidOf(`shared ${pattern.hash}`), vector, owner: 'shared', payload }] : [own],
    );
  }

  return {
    async contribute(ctx, { sourceKey, before, after, succeeded = true }) {
      const pattern = anonymise(before, after);
      if (!pattern) return null;
      const counts = await store.contribute(ctx, { pattern, sourceKey, succeeded, minContributors: k });
      await makeFindable(ctx, pattern, counts.shared);
      return counts;
    },

    async recall(ctx, fingerprint, { limit = 10 } = {}) {
      await ready();
      const [vector = []] = await embed.embed([fingerprintWords(fingerprint)]);
      const hits = await vectors.search(collection, {
        vector,
        filter: { scope: { tenantId: ctx.tenantId, alsoShared: true } },
        limit: limit * 2,
      });
      const nearness = new Map(hits.toReversed().map(({ payload, score }) => [String(payload['patternHash']), score]));
      const found = await store.read(ctx, [...nearness.keys()]);
      return found
        .map((entry) => ({ ...entry, similarity: nearness.get(entry.pattern.hash) ?? 0 }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit);
    },
  };
}
