import { AppError } from '@testforge/core';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { PeopleDeps } from './people-deps.js';

/** Tries at what a stranger could guess at, a minute and caller. */
const perMinute = 30;

/** The first four groups of an IPv6 address: whoever has one of a network has all of them. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

/** Who asks, as far as the network tells; only a hash of their address is kept. */
export const callerOf = ({ ip }: Pick<FastifyRequest, 'ip'>): string =>
  createHash('sha256').update(networkOf(ip)).digest('hex').slice(0, 32);

/** Slows down who asks too often. Throws `limit auth.too_many`. */
export async function throttle(
  { throttle: counter }: Pick<PeopleDeps, 'throttle'>,
  request: Pick<FastifyRequest, 'ip'>,
  { what, most }: { what: string; most: number } = { what: 'auth:tries', most: perMinute },
): Promise<void> {
  if ((await counter.count(`${what}:${callerOf(request)}`, 60)) > most)
    throw new AppError('limit', 'auth.too_many', 'Too many tries from this address. Wait a minute.');
}
