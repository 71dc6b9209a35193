import { isIP } from 'node:net';

const nameIn = (host: string): string => URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';

/**
 * Whether a request’s `Host` is one under which people reach this API: its public address, this machine’s own name, or any
 * plain IP address. A page of a stranger can let its own name point to this machine, and would then be of one origin with
 * us in the eyes of a browser; an IP address cannot be taken over like that.
 * @param host as it came; a request without one is no browser's
 */
export function isKnownHost(host: string | undefined, publicUrl: string): boolean {
  if (host === undefined) return true;
  const name = nameIn(host);
  return isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || name === new URL(publicUrl).hostname;
}
