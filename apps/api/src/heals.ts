import { createHash, randomUUID } from 'node:crypto';
import { AppError, HealOutcome, type HealRequest, type TenantContext } from '@testforge/core';
import { tellsTarget } from '@testforge/healing';
import { healAnswerKey, healRequestKey, healWorkflowId } from '@testforge/temporal/contracts';
import type { ApiDeps } from './api-deps.js';
import type { Heal } from './heal-schemas.js';
import { invalidRequest } from './invalid-request.js';
import { IdempotencyKey } from './schemas.js';

type Deps = Pick<ApiDeps, 'objects' | 'workflows'>;

/** A UUID (version 8, RFC 9562) that the same key of the same tenant always gives. */
function idFrom(tenantId: string, key: string): string {
  const hex = createHash('sha256').update(`${tenantId}\n${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Keeps what was sent and has it decided. The same idempotency key gives the same heal, and the request that came first. */
export async function startHeal(
  { objects, workflows }: Deps,
  ctx: TenantContext,
  { request, idempotencyKey }: { request: HealRequest; idempotencyKey: string | undefined },
): Promise<string> {
  const key = IdempotencyKey.safeParse(idempotencyKey);
  if (!key.success)
    throw invalidRequest(key.error.issues.map(({ message }) => ({ message, path: ['idempotency-key'] })));
  if (!tellsTarget(request))
    throw invalidRequest([
      { path: ['error'], message: 'names no locator of Playwright’s; say what was looked for in “failedLocator”' },
    ]);
  const id = key.data === undefined ? randomUUID() : idFrom(ctx.tenantId, key.data);
  if (!(await objects.head(ctx, healRequestKey(id))))
    await objects.put(ctx, healRequestKey(id), JSON.stringify(request), { contentType: 'application/json' });
  await workflows.startHeal({ tenantId: ctx.tenantId, healId: id, requestId: ctx.requestId });
  return id;
}

async function findOutcome({ objects }: Deps, ctx: TenantContext, id: string): Promise<HealOutcome | null> {
  if (!(await objects.head(ctx, healAnswerKey(id)))) return null;
  return HealOutcome.parse(JSON.parse((await objects.get(ctx, healAnswerKey(id))).toString('utf8')));
}

function toHeal(id: string, outcome: HealOutcome): Heal {
  if (outcome.status === 'failed') return { id, status: 'failed', why: outcome.why, answer: null };
  const { status, ...answer } = outcome;
  return { id, status, why: null, answer };
}

const lost: HealOutcome = { status: 'failed', why: 'it was lost on the way; ask again' };

/** @throws AppError notFound `heal.not_found` */
export async function showHeal(deps: Deps, ctx: TenantContext, id: string): Promise<Heal> {
  const outcome = await findOutcome(deps, ctx, id);
  if (outcome) return toHeal(id, outcome);
  if (!(await deps.objects.head(ctx, healRequestKey(id))))
    throw new AppError('notFound', 'heal.not_found', 'There is no such heal.');
  if (await deps.workflows.isUnderWay(healWorkflowId(id))) return { id, status: 'deciding', why: null, answer: null };
  // It may have ended between the two looks.
  return toHeal(id, (await findOutcome(deps, ctx, id)) ?? lost);
}
