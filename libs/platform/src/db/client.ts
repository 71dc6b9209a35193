import { PrismaPg } from '@prisma/adapter-pg';
import type { TenantContext } from '@testforge/core';
import { AppError } from '@testforge/core';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from './generated/client.js';
import { PrismaClient } from './generated/client.js';
import type { Lookup } from './lookup.js';
import { createLookup } from './lookup.js';

export interface DbOptions {
  /** Connects as `testforge_app`. */
  url: string;
  /** Connections at most; 10 unless given. */
  poolSize?: number;
}

/** Inside a transaction: every model and raw query, already in the tenant's scope. */
export type TenantTransaction = Omit<Prisma.TransactionClient, '$transaction'>;

/** Milliseconds. */
export interface TransactionOptions {
  maxWait?: number;
  timeout?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/**
 * The database as one tenant sees it. A single call opens a transaction of its own; several calls of one request belong
 * into one `$transaction`, which is also the cheap form. Inside, use only the `tx` handed in: another client takes a
 * second connection, and enough of those at once wait for each other.
 */
export type TenantDb = TenantTransaction & {
  /** All or nothing: whatever `work` throws rolls everything back. */
  $transaction<T>(work: (tx: TenantTransaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
};

export interface Db {
  /** @throws AppError invalid `db.bad_tenant` when the id is no UUID */
  tenant(ctx: TenantContext): TenantDb;
  /** Questions that come before a tenant is known. */
  lookup: Lookup;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a pool lazily; nothing connects before the first query. */
export function createDb({ url, poolSize = 10 }: DbOptions): Db {
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize },
    // A stable name lets PostgreSQL keep the plan: a quarter less time an operation.
    { statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('base64url') },
  );
  const base = new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 20_000 } });
  return {
    tenant: (ctx) => scopeTo(base, ctx),
    lookup: createLookup(base),
    ping: async () => void (await base.$queryRaw`SELECT 1`),
    close: () => base.$disconnect(),
  };
}

type Operation = (args: unknown, ...more: unknown[]) => Promise<unknown>;
type Dispatch = Record<string, Operation & Record<string, Operation>>;

/**
 * Row-level security reads a setting that lives as long as a transaction, so every operation runs in one that sets it
 * first. `$transaction` is replaced as well: left alone it would open a second, unrelated transaction per operation and
 * silently not be atomic.
 */
function scopeTo(base: PrismaClient, ctx: TenantContext): TenantDb {
  const tenantId = parseTenantId(ctx.tenantId);
  const transact: TenantDb['$transaction'] = (work, options) =>
    base.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
      return work(tx);
    }, options);
  return base.$extends({
    query: {
      $allOperations: ({ model, operation, args }: { model?: string; operation: string; args: unknown }) =>
        transact((tx) => dispatch(tx as unknown as Dispatch, model, operation, args)),
    },
    client: { $transaction: transact },
  }) as unknown as TenantDb;
}

function dispatch(tx: Dispatch, model: string | undefined, operation: string, args: unknown): Promise<unknown> {
  const owner = model === undefined ? tx : tx[model.charAt(0).toLowerCase() + model.slice(1)];
  const call = owner?.[operation];
  if (!owner || !call) throw new AppError('invalid', 'db.unknown_operation', `there is no ${model ?? ''}.${operation}`);
  return model === undefined && Array.isArray(args) ? call.apply(owner, args as [unknown]) : call.call(owner, args);
}

function parseTenantId(tenantId: string): string {
  const parsed = z.uuid().safeParse(tenantId);
  if (!parsed.success) throw new AppError('invalid', 'db.bad_tenant', 'the tenant id is not a UUID');
  return parsed.data;
}
