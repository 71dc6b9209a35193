import { isIP } from 'node:net';
import type { InteractionLevel } from '@testforge/core';

const privateV4 = [/^127\./, /^10\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^169\.254\./];
const privateV6 = [/^::1$/, /^f[cd]/i, /^fe[89ab]/i];

/** Whether the address names this machine or a private network, by its text alone. */
export function isPrivateAddress(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const version = isIP(host);
  return version === 4
    ? privateV4.some((range) => range.test(host))
    : version === 6 && privateV6.some((range) => range.test(host));
}

/** What may be done to an app nobody has set a level for: writing on private addresses, reading elsewhere. */
export const defaultInteraction = (url: string): InteractionLevel => (isPrivateAddress(url) ? 'write' : 'read');
