import { AppError } from '@testforge/core';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { PeopleDeps } from './people-deps.js';

const perMinute = 30;

/** Slows guessing down by the caller's address. Throws `limit auth.too_many`. Only a hash of the address is kept. */
export async function throttle(
  { throttle: counter }: Pick<PeopleDeps, 'throttle'>,
  request: FastifyRequest,
): Promise<void> {
  const caller = createHash('sha256').update(request.ip).digest('hex').slice(0, 32);
  if ((await counter.count(`auth:tries:${caller}`, 60)) > perMinute)
    throw new AppError('limit', 'auth.too_many', 'Too many tries from this address. Wait a minute.');
}
