import { QdrantClient } from '@qdrant/js-client-rest';
import { AppError } from '@testforge/core';
import { scopeFields, toQdrantFilter, type VectorFilter } from './vector-filter.js';

export type VectorPayload = Readonly<Record<string, unknown>>;

export interface CollectionSpec {
  /** Numbers in each vector. */
  size: number;
  distance: 'Cosine';
  /** Payload fields that filters compare. Those that say whose a point is are always indexed. */
  indexes: Readonly<Record<string, 'keyword' | 'integer'>>;
}

export interface VectorPoint {
  /** A UUID. */
  id: string;
  vector: readonly number[];
  owner: { tenantId: string } | 'shared';
  payload: VectorPayload;
}

export interface VectorHit {
  id: string;
  /** Cosine, 1 is the same direction. */
  score: number;
  payload: VectorPayload;
}

export interface VectorSearch {
  vector: readonly number[];
  filter: VectorFilter;
  /** Most hits wanted, at least 1. */
  limit: number;
  minScore?: number;
}

/** Search by likeness. A write that was answered is found by the next read and survives a kill of the server. */
export interface Vectors {
  /** Makes the collection and its indexes where they are missing; safe to call at every start and from several processes. */
  ensureCollection(collection: string, spec: CollectionSpec): Promise<void>;
  /** Adds points or replaces those with the same id: all of them or none. */
  upsert(collection: string, points: readonly VectorPoint[]): Promise<void>;
  /** The nearest first. */
  search(collection: string, search: VectorSearch): Promise<VectorHit[]>;
  count(collection: string, filter: VectorFilter): Promise<number>;
  delete(collection: string, filter: VectorFilter): Promise<void>;
  /** The server's version. */
  ping(): Promise<string>;
}

export interface VectorsOptions {
  /** http(s) address of Qdrant. */
  url: string;
  apiKey?: string | undefined;
  timeoutMs?: number;
}

/** The port over Qdrant. Every method throws AppError `upstream` when the server fails or refuses. */
export function createVectors({ url, apiKey, timeoutMs = 10_000 }: VectorsOptions): Vectors {
  const client = new QdrantClient({ url, timeout: timeoutMs, checkCompatibility: false, ...credentials(url, apiKey) });
  return {
    ensureCollection: (collection, spec) => guard('ensureCollection', () => ensure(client, collection, spec)),
    upsert: (collection, points) =>
      guard('upsert', async () => {
        if (points.length > 0) await client.upsert(collection, { wait: true, points: points.map(toPoint) });
      }),
    search: (collection, { vector, filter, limit, minScore }) =>
      guard('search', async () => {
        const { points } = await client.query(collection, {
          query: [...vector],
          filter: toQdrantFilter(filter),
          limit,
          with_payload: true,
          ...(minScore === undefined ? {} : { score_threshold: minScore }),
        });
        return points.map(({ id, score, payload }) => ({
          id: String(id),
          score,
          payload: withoutScope(payload ?? {}),
        }));
      }),
    count: (collection, filter) =>
      guard(
        'count',
        async () => (await client.count(collection, { filter: toQdrantFilter(filter), exact: true })).count,
      ),
    delete: (collection, filter) =>
      guard(
        'delete',
        async () => void (await client.delete(collection, { wait: true, filter: toQdrantFilter(filter) })),
      ),
    ping: () => guard('ping', async () => (await client.versionInfo()).version),
  };
}

/** On loopback the key goes as a plain header: the client warns about every other unencrypted use of it. */
function credentials(url: string, apiKey: string | undefined) {
  if (!apiKey) return {};
  return new URL(url).hostname === '127.0.0.1' ? { headers: { 'api-key': apiKey } } : { apiKey };
}

async function ensure(
  client: QdrantClient,
  collection: string,
  { size, distance, indexes }: CollectionSpec,
): Promise<void> {
  if (!(await client.collectionExists(collection)).exists) await create(client, collection, size, distance);
  const known = (await client.getCollection(collection)).payload_schema;
  const wanted = { ...indexes, [scopeFields.tenantId]: 'keyword', [scopeFields.shared]: 'integer' } as const;
  for (const [field_name, field_schema] of Object.entries(wanted)) {
    if (!(field_name in known)) await client.createPayloadIndex(collection, { wait: true, field_name, field_schema });
  }
}

/** Two processes may both find it missing: whoever comes second is refused, and has what it wanted. */
async function create(client: QdrantClient, collection: string, size: number, distance: 'Cosine'): Promise<void> {
  try {
    await client.createCollection(collection, { vectors: { size, distance } });
  } catch (error) {
    if (!(await client.collectionExists(collection)).exists) throw error;
  }
}

const toPoint = ({ id, vector, owner, payload }: VectorPoint) => ({
  id,
  vector: [...vector],
  payload: {
    ...payload,
    ...(owner === 'shared'
      ? { [scopeFields.shared]: 1 }
      : { [scopeFields.tenantId]: owner.tenantId, [scopeFields.shared]: 0 }),
  },
});

const withoutScope = (payload: VectorPayload): VectorPayload =>
  Object.fromEntries(Object.entries(payload).filter(([field]) => !(field in scopeFields)));

async function guard<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('upstream', 'vectors.failed', `Qdrant: ${operation} failed: ${reason}`, { cause: error });
  }
}
