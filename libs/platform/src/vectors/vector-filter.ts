import { AppError } from '@testforge/core';

/** Whose points an operation may touch. Nothing in this package reaches a point without one. */
export type VectorScope =
  /** One tenant's own points and, where wished, those shared by all. */
  | { tenantId: string; alsoShared?: boolean }
  /** Only what belongs to no tenant. */
  | { sharedOnly: true };

export type PayloadValue = string | number;

export interface VectorFilter {
  scope: VectorScope;
  /** Every named field must have this value, or one of these. Compare flags as 0 or 1: the engine's booleans are fragile. */
  equals?: Readonly<Record<string, PayloadValue | readonly PayloadValue[]>>;
}

/** The fields that say whose a point is; payloads cannot set them. */
export const scopeFields = { tenantId: 'tenantId', shared: 'shared' } as const;

type Match = { key: string; match: { value: PayloadValue } | { any: string[] } | { any: number[] } };
export interface QdrantFilter {
  must: (Match | { should: Match[] })[];
}

/**
 * The one place where Qdrant filters are made.
 * @throws AppError `invalid` for an empty tenant or an empty choice, which would otherwise mean "everything" or "nothing".
 */
export function toQdrantFilter({ scope, equals = {} }: VectorFilter): QdrantFilter {
  const fields = Object.entries(equals).map(([key, value]) => match(key, value));
  return { must: [scopeCondition(scope), ...fields] };
}

function scopeCondition(scope: VectorScope): Match | { should: Match[] } {
  const shared = match(scopeFields.shared, 1);
  if ('sharedOnly' in scope) return shared;
  if (scope.tenantId === '') throw new AppError('invalid', 'vectors.no_tenant', 'A vector filter needs a tenant.');
  const own = match(scopeFields.tenantId, scope.tenantId);
  return scope.alsoShared === true ? { should: [own, shared] } : own;
}

function match(key: string, value: PayloadValue | readonly PayloadValue[]): Match {
  if (typeof value === 'string' || typeof value === 'number') return { key, match: { value } };
  const [texts, numbers] = [
    value.filter((item) => typeof item === 'string'),
    value.filter((item) => typeof item === 'number'),
  ];
  if (value.length > 0 && texts.length === value.length) return { key, match: { any: texts } };
  if (value.length > 0 && numbers.length === value.length) return { key, match: { any: numbers } };
  throw new AppError(
    'invalid',
    'vectors.bad_choice',
    `The choice for ${key} must hold texts only or numbers only, and at least one.`,
  );
}
