import { AppError, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { Pattern } from './pattern.js';

export interface PatternCounts {
  /** Tenants that saw it. */
  contributors: number;
  successes: number;
  failures: number;
  /** Whether other tenants may see it. */
  shared: boolean;
}

export interface KnowledgeStore {
  contribute(
    ctx: TenantContext,
    contribution: { pattern: Pattern; sourceKey: string; succeeded: boolean; minContributors: number },
  ): Promise<PatternCounts>;
  /** Those of the patterns that the tenant may see. */
  read(ctx: TenantContext, hashes: readonly string[]): Promise<(PatternCounts & { pattern: Pattern })[]>;
}

/** The record of patterns. Entries belong to nobody; row-level security shows a tenant its own and the shared ones. */
export function createKnowledgeStore(db: Pick<Db, 'tenant'>): KnowledgeStore {
  return {
    async contribute(ctx, { pattern, sourceKey, succeeded, minContributors }) {
      const rows = await db.tenant(ctx).$queryRaw<PatternCounts[]>`
        SELECT contributors, successes, failures, shared
        FROM contribute_knowledge(${pattern.hash}, ${pattern.kind}, ${JSON.stringify(pattern)}::jsonb, ${sourceKey}, ${succeeded}, ${minContributors}::int)`;
      const counts = rows[0];
      if (!counts) throw new AppError('conflict', 'knowledge.not_recorded', 'the pattern was not recorded');
      return counts;
    },

    async read(ctx, hashes) {
      if (hashes.length === 0) return [];
      const entries = await db.tenant(ctx).knowledgeEntry.findMany({ where: { patternHash: { in: [...hashes] } } });
      return entries.map(({ doc, contributors, successes, failures, shared }) => ({
        pattern: Pattern.parse(doc),
        contributors,
        successes,
        failures,
        shared,
      }));
    },
  };
}
